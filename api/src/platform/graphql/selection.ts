import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** Whether the field's selection asks for `path` (such as 'edges.node.criteria'), through fragments; @skip is not looked at. */
export function selects(info: GraphQLResolveInfo, path: string): boolean {
  const names = path.split('.');
  return info.fieldNodes.some((field) => asks(info, field.selectionSet, names));
}

function asks(info: GraphQLResolveInfo, set: SelectionSetNode | undefined, [name, ...rest]: string[]): boolean {
  if (name === undefined) return true;
  if (!set) return false;
  return set.selections.some((selection) => {
    if (selection.kind === 'Field') return selection.name.value === name && asks(info, selection.selectionSet, rest);
    if (selection.kind === 'InlineFragment') return asks(info, selection.selectionSet, [name, ...rest]);
    return asks(info, info.fragments[selection.name.value]?.selectionSet, [name, ...rest]);
  });
}
