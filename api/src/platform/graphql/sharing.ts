import {
  type DocumentNode,
  getOperationAST,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Context } from '../context.ts';

/** How much of who asks an answer depends on: nothing beyond being entitled to it, their role and party, or the very person. */
export type Reach = 'everyone' | 'role' | 'viewer';

/** Which viewers are alike, read for one event. */
export interface RightsTable {
  /** Equal texts get equal answers. Null: not entitled, so they are asked for by themselves and told so. */
  classOf(context: Context, reach: Reach): string | null;
  /** Whether nothing changed for this viewer since: then what was read with their rights is right for all of their class. */
  stillHolds(context: Context): Promise<boolean>;
}

/** How a subscription field lets like subscribers share answers: given as its extension `sharing`. */
export interface Sharing {
  /**
   * By `Type.field`: a field with a resolver of its own that answers everyone or every role alike, or one without that a
   * loader filled for the viewer. A resolver that is not named here may look at the viewer, so its answers stay the viewer's.
   */
  readonly reach: Readonly<Record<string, Reach>>;
  /** Absent where the source gives events to the entitled only: then only answers that reach nobody in particular are shared. */
  rights?(context: Context, event: object): Promise<RightsTable>;
}

/** What is known of an operation before it runs: the same for all who ask with the same text. */
export interface SharedOperation {
  sharing: Sharing;
  reach: Reach;
  /** The variables that can change an answer; those of the subscription field's own arguments choose its events instead. */
  variables: readonly string[];
}

/** How answers of a subscription may be shared; null when its field says nothing of it. */
export function sharedOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): SharedOperation | null {
  const root = getOperationAST(document, operationName)?.selectionSet.selections[0];
  if (root?.kind !== Kind.FIELD) return null;
  const rootType = schema.getSubscriptionType();
  const sharing = rootType?.getFields()[root.name.value]?.extensions.sharing as Sharing | undefined;
  if (!rootType || !sharing) return null;
  const ownArguments = new Set(root.arguments);
  const variables = new Set<string>();
  const reaches = new Set<Reach>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Argument: (node) => (ownArguments.has(node) ? false : undefined),
      Variable: ({ name }) => void variables.add(name.value),
      Field: ({ name }) => {
        const parent = types.getParentType();
        if (parent && parent !== rootType)
          for (const reach of reachOf(schema, sharing, parent.name, name.value)) reaches.add(reach);
      },
    }),
  );
  const reach = reaches.has('viewer') ? 'viewer' : reaches.has('role') ? 'role' : 'everyone';
  return { sharing, reach, variables: [...variables].sort() };
}

/** An interface's field is resolved by whichever type is met, so all of them count. */
function reachOf(schema: GraphQLSchema, { reach }: Sharing, parentName: string, field: string): Reach[] {
  const parent = schema.getType(parentName);
  if (!isCompositeType(parent)) return ['viewer'];
  const concrete = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
  return concrete.map(
    (type) => reach[`${type.name}.${field}`] ?? (type.getFields()[field]?.resolve ? 'viewer' : 'everyone'),
  );
}
