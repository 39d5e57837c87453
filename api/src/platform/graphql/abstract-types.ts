import { type GraphQLSchema, isAbstractType } from 'graphql';

/** Rows say their type. type-graphql wraps a resolveType into a promise, for which graphql-jit does not wait. */
export function namingRowsAtOnce(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isAbstractType(type)) continue;
    const { resolveType } = type;
    type.resolveType = (row: { __typename?: string }, ...more) => row.__typename ?? resolveType?.(row, ...more);
  }
  return schema;
}
