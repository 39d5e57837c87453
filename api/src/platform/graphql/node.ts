import 'reflect-metadata';
import { validate as isUuid } from 'uuid';
import { Arg, Ctx, Field, ID, InterfaceType, Query, Resolver } from 'type-graphql';
import type { Context, Services } from '../context.ts';
import { statement } from '../db/sql.ts';
import { notFound, unauthenticated } from '../errors.ts';

@InterfaceType({
  description: 'Anything with an id of its own, which `node(id:)` can fetch again.',
  resolveType: (value: { __typename?: string }) => value.__typename ?? value.constructor.name,
})
export abstract class Node {
  @Field(() => ID, { description: 'A UUID, unique over all types and stable for ever.' })
  id!: string;
}

/** How a type's nodes are found again. */
export interface NodeKind {
  /** The table whose primary key is the node's id. */
  table: string;
  /** The nodes this viewer may see, by id; what is missing or forbidden is left out. */
  load(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, object>>;
}
/** By GraphQL type name. */
export type NodeKinds = Readonly<Record<string, NodeKind>>;

declare module '../context.ts' {
  interface Services {
    nodes: NodeKinds;
  }
}

export async function loadNodes(
  context: Context,
  type: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, object>> {
  return (await context.services.nodes[type]?.load(context, ids)) ?? new Map();
}

async function typeOf(services: Services, id: string): Promise<string | null> {
  const parts = Object.entries(services.nodes).map(
    ([type, { table }]) => `select '${type}' as type from "${table}" where id = $1`,
  );
  const found = await services.sql.row(
    statement<{ type: string }, [string]>('node_type', parts.join(' union all ')),
    id,
  );
  return found?.type ?? null;
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Any object by its id. NOT_FOUND when it does not exist or the viewer may not see it.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The UUID of the object.' }) id: string,
    @Ctx() context: Context,
  ): Promise<object> {
    // Before any lookup: to somebody signed out, an id that exists must look like one that does not.
    if (!context.viewer) throw unauthenticated();
    const type = isUuid(id) ? await typeOf(context.services, id) : null;
    const node = type === null ? undefined : (await loadNodes(context, type, [id])).get(id);
    if (!node) throw notFound('object');
    return node;
  }
}
