import {
  type ASTVisitor,
  type FieldNode,
  getNamedType,
  getNullableType,
  GraphQLError,
  type GraphQLNamedType,
  isCompositeType,
  isListType,
  isInterfaceType,
  isObjectType,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { PAGE_DEFAULT, PAGE_MAX } from './connection.ts';

/** A document longer than this is refused while parsing, before anything can be multiplied by it. */
export const TOKENS_MAX = 3_000;
/** With fragments expanded. The deepest thing a tool sends is the standard introspection query, at 16. */
const DEPTH_MAX = 18;
const ALIASES_MAX = 60;
const DIRECTIVES_MAX = 60;
/** Fields in the answer as estimated: a full page of 500 stories with everything on them is about 100,000. */
const COST_MAX = 250_000;
/** What a list without a page size is taken to hold. */
const LIST_GUESS = 10;

interface Measure {
  depth: number;
  aliases: number;
  directives: number;
  cost: number;
}
const NOTHING: Measure = { depth: 0, aliases: 0, directives: 0, cost: 0 };

const tooMuch = (what: string, max: number): GraphQLError =>
  new GraphQLError(`The operation has more than ${max} ${what}. Split it into several requests.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });

/** Bounds on what one operation may ask, with its fragments expanded and its lists multiplied. */
export function operationLimits(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Measure>();

  /** Each fragment is measured once; in a circle, which another rule refuses, the second visit counts nothing. */
  const ofFragment = (name: string): Measure => {
    const known = fragments.get(name);
    if (known) return known;
    fragments.set(name, NOTHING);
    const fragment = context.getFragment(name);
    const measure = fragment
      ? of(fragment.selectionSet, namedType(context, fragment.typeCondition.name.value))
      : NOTHING;
    fragments.set(name, measure);
    return measure;
  };

  const of = (set: SelectionSetNode, parent: GraphQLNamedType | undefined): Measure => {
    const total = { ...NOTHING };
    for (const selection of set.selections) {
      let inner: Measure;
      if (selection.kind === 'Field') inner = ofField(selection, parent);
      else if (selection.kind === 'FragmentSpread') inner = ofFragment(selection.name.value);
      else
        inner = of(
          selection.selectionSet,
          selection.typeCondition ? namedType(context, selection.typeCondition.name.value) : parent,
        );
      total.depth = Math.max(total.depth, inner.depth);
      total.aliases += inner.aliases;
      total.directives += inner.directives + (selection.directives?.length ?? 0);
      total.cost += inner.cost;
    }
    return total;
  };

  const ofField = (field: FieldNode, parent: GraphQLNamedType | undefined): Measure => {
    const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
    const type = fields[field.name.value]?.type;
    const named = getNamedType(type);
    const inner = field.selectionSet ? of(field.selectionSet, isCompositeType(named) ? named : undefined) : NOTHING;
    const introspects = field.name.value.startsWith('__');
    const times =
      isListType(getNullableType(type)) && field.name.value !== 'edges' ? LIST_GUESS : pageSize(field, named);
    return {
      depth: inner.depth + (field.selectionSet ? 1 : 0),
      aliases: inner.aliases + (field.alias ? 1 : 0),
      directives: inner.directives,
      cost: introspects ? 1 : 1 + times * inner.cost,
    };
  };

  return {
    OperationDefinition(node) {
      const root = context.getSchema().getRootType(node.operation) ?? undefined;
      const { depth, aliases, directives, cost } = of(node.selectionSet, root);
      if (depth + 1 > DEPTH_MAX) context.reportError(tooMuch('levels', DEPTH_MAX));
      if (aliases > ALIASES_MAX) context.reportError(tooMuch('aliases', ALIASES_MAX));
      if (directives > DIRECTIVES_MAX) context.reportError(tooMuch('directives', DIRECTIVES_MAX));
      if (cost > COST_MAX)
        context.reportError(tooMuch('fields in its answer, as estimated from its lists and pages', COST_MAX));
    },
  };
}

const namedType = (context: ValidationContext, name: string): GraphQLNamedType | undefined =>
  context.getSchema().getType(name);

/** What a connection's page multiplies; one that a variable sets is taken to be the largest. */
function pageSize(field: FieldNode, type: GraphQLNamedType | undefined): number {
  for (const { name, value } of field.arguments ?? []) {
    if (name.value !== 'first' && name.value !== 'last') continue;
    if (value.kind === 'IntValue') return Math.min(Math.max(Number(value.value), 1), PAGE_MAX);
    if (value.kind === 'Variable') return PAGE_MAX;
  }
  return type?.name.endsWith('Connection') ? PAGE_DEFAULT : 1;
}
