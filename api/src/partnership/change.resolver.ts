import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ID,
  Info,
  Int,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { ChangeRow } from '../platform/changes/change.ts';
import type { ChangeBatchRow } from '../platform/changes/feed.ts';
import type { Context } from '../platform/context.ts';
import { type ConnectionOf, decodeCursor, encodeCursor, pageFrom, pageOf } from '../platform/graphql/connection.ts';
import { loadNodes } from '../platform/graphql/node.ts';
import { selects } from '../platform/graphql/selection.ts';
import { Change, ChangeBatch, ChangeConnection } from './change.type.ts';
import { changesAfter, changesBefore, changesCount } from './changes.sql.ts';
import { changesSharing } from './changes-sharing.ts';
import { memberIn, membersOf } from './membership.ts';
import { onMembershipEnd } from './membership-events.ts';
import { Partnership } from './partnership.entity.ts';
import { notFound } from '../platform/errors.ts';

@ArgsType()
class ChangePageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the start, or after `after`: 0 to 500, 50 when neither first nor last is given.',
  })
  first?: number;
  @Field(() => String, { nullable: true, description: 'A cursor: only what follows it.' })
  after?: string;
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the end, or before `before`: 0 to 500. The newest changes are the last.',
  })
  last?: number;
  @Field(() => String, { nullable: true, description: 'A cursor: only what precedes it.' })
  before?: string;
}

@Resolver(() => Partnership)
class PartnershipChangesResolver {
  @FieldResolver(() => ChangeConnection, { description: 'The partnership’s history, oldest first.' })
  async changes(
    @Root() partnership: Partnership,
    @Args(() => ChangePageArgs) args: ChangePageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionOf<Change>> {
    const page = pageFrom(args);
    const after = page.after === null ? 0 : seqFrom('after', page.after);
    const before = page.before === null ? null : seqFrom('before', page.before);
    const { sql } = context.services;
    const rows = await sql.rows(
      page.backwards ? changesBefore : changesAfter,
      partnership.id,
      after,
      before,
      page.limit + 1,
    );
    const totalCount = selects(info, 'totalCount') ? ((await sql.row(changesCount, partnership.id))?.count ?? 0) : 0;
    const connection = pageOf(page, rows, (row) => encodeCursor([row.seq]));
    const nodes = await changesFrom(
      context,
      partnership.id,
      connection.edges.map((edge) => edge.node),
    );
    return {
      ...connection,
      totalCount,
      edges: connection.edges.map(({ cursor }, i) => ({ cursor, node: nodes[i] as Change })),
    };
  }
}

@Resolver()
class ChangeFeedResolver {
  @Extensions({ sharing: changesSharing })
  @Subscription(() => ChangeBatch, {
    subscribe: ({ args, context }) =>
      subscribeToChanges(context as Context, args.partnershipId as PartnershipId, args.after as number | null),
    description:
      'Replays what followed `after`, at most 1,000 changes, then goes on live; the first batch comes at once. From further back, or from a ' +
      'sequence that has not come yet, it is `resync` with the sequence to go on from: read anew, or page through Partnership.changes. Ends with ' +
      'NOT_FOUND when the viewer’s membership does.',
  })
  async changes(
    @Arg('partnershipId', () => ID, { description: 'Whose history.' }) partnershipId: PartnershipId,
    @Arg('after', () => Int, {
      nullable: true,
      description: 'The last sequence the client has; null to start from now.',
    })
    _after: number | null,
    @Root() batch: ChangeBatchRow,
    @Ctx() context: Context,
  ): Promise<ChangeBatch> {
    context.memo.clear();
    await memberIn(context, partnershipId);
    return { seq: batch.seq, resync: batch.resync, changes: await changesFrom(context, partnershipId, batch.changes) };
  }
}

export const changeResolvers = [PartnershipChangesResolver, ChangeFeedResolver] as const;

async function subscribeToChanges(context: Context, partnershipId: PartnershipId, after: number | null) {
  const member = await memberIn(context, partnershipId);
  const stream = await context.services.changes.subscribe(partnershipId, after);
  stream.onEnd(onMembershipEnd(member.id, () => stream.end(notFound('partnership'))));
  return stream;
}

/** The rows with their actors and nodes, read once for each type. */
async function changesFrom(context: Context, partnershipId: PartnershipId, rows: ChangeRow[]): Promise<Change[]> {
  if (rows.length === 0) return [];
  const members = await membersOf(context, partnershipId);
  const ids = new Map<string, Set<string>>();
  for (const row of rows) ids.set(row.node_type, (ids.get(row.node_type) ?? new Set()).add(row.node_id));
  const nodes = new Map<string, object>();
  for (const [type, wanted] of ids)
    for (const [id, node] of await loadNodes(context, type, [...wanted])) nodes.set(id, node);
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind,
    at: row.at,
    actor: (row.actor_id && members.get(row.actor_id)) || null,
    nodeId: row.node_id,
    node: nodes.get(row.node_id) ?? null,
    mutationId: row.mutation_id,
    summary: row.summary,
  }));
}

const seqFrom = (field: string, cursor: string): number => Number(decodeCursor(field, cursor, 1)[0]);
