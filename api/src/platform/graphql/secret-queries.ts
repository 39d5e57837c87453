import type { OperationDefinitionNode } from 'graphql';

/** Queries whose argument is a secret; each wrong guess is counted. */
const SECRET_QUERIES = new Set(['invitation']);

/** Whether an operation asks for one, or could: a fragment at the root hides its fields. */
export const asksForSecret = (operation: OperationDefinitionNode): boolean =>
  operation.selectionSet.selections.some((root) => root.kind !== 'Field' || SECRET_QUERIES.has(root.name.value));
