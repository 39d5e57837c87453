import type { PartnershipId } from '@tandem/schema/ids';
import type { Context } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import { type ConnectionOf, type Page, pageOf } from '../../platform/graphql/connection.ts';
import {
  cursorIn,
  idInFilter,
  type Keyset,
  pageSql,
  type Position,
  positionIn,
} from '../../platform/graphql/keyset.ts';
import type { PromiseFilter } from './promise.inputs.ts';
import type { PromiseOrder } from './promise-enums.ts';
import { type PromiseRow, withEdges } from './promise-rows.ts';
import { promisesWhere, type StoredPromise } from './promises.sql.ts';

type Id = string | null;
type Filter = readonly [PartnershipId, readonly string[] | null, Id, Id, Id, Id];
const WHERE = `where p.partnership_id = $1 and ($2::text[] is null or p.state = any($2)) and ($3::uuid is null or p.owner_party_id = $3)
  and ($4::uuid is null or p.owner_id = $4) and ($5::uuid is null or p.story_id = $5) and ($6::uuid is null or p.concern_id = $6)`;
const COUNT = statement<{ count: number }, Filter>(
  'promises_count',
  `select count(*)::int as count from promise p ${WHERE}`,
);

const KEYSETS: Record<PromiseOrder, Keyset<StoredPromise>> = {
  DUE: { column: 'p.due_at', cast: 'timestamptz', of: ({ dueAt }) => dueAt.toISOString() },
  NUMBER: { column: 'p.number', cast: 'int', of: ({ number }) => number },
  UPDATED: { column: 'p.updated_at', cast: 'timestamptz', of: ({ updatedAt }) => updatedAt.toISOString() },
};
type Bounds = readonly [...Filter, ...Position, ...Position, number];

const pageBy = (order: PromiseOrder, direction: 'asc' | 'desc') =>
  promisesWhere<Bounds>(
    `by_${order.toLowerCase()}_${direction}`,
    `${WHERE} ${pageSql(KEYSETS[order], 'p.id', direction, 7)}`,
  );
const PAGES = {
  DUE: { asc: pageBy('DUE', 'asc'), desc: pageBy('DUE', 'desc') },
  NUMBER: { asc: pageBy('NUMBER', 'asc'), desc: pageBy('NUMBER', 'desc') },
  UPDATED: { asc: pageBy('UPDATED', 'asc'), desc: pageBy('UPDATED', 'desc') },
};

interface Asked {
  page: Page;
  filter: PromiseFilter | null;
  orderBy: PromiseOrder;
  counted: boolean;
}

/** A page of a partnership's promises; the viewer's right to it has been checked. */
export async function promisesPage(
  context: Context,
  partnershipId: PartnershipId,
  { page, filter, orderBy, counted }: Asked,
): Promise<ConnectionOf<PromiseRow>> {
  const { sql } = context.services;
  const where = [
    partnershipId,
    filter?.states?.length ? filter.states : null,
    idInFilter('ownerPartyId', filter?.ownerPartyId),
    idInFilter('ownerId', filter?.ownerId),
    idInFilter('storyId', filter?.storyId),
    idInFilter('concernId', filter?.concernId),
  ] as const satisfies Filter;
  const keyset = KEYSETS[orderBy];
  const after = positionIn(orderBy, keyset, 'after', page.after);
  const before = positionIn(orderBy, keyset, 'before', page.before);
  const [stored, count] = await Promise.all([
    sql.rows(PAGES[orderBy][page.backwards ? 'desc' : 'asc'], ...where, ...after, ...before, page.limit + 1),
    counted ? sql.row(COUNT, ...where) : null,
  ]);
  const rows = await withEdges(context, partnershipId, stored);
  const cursorOf = (promise: PromiseRow): string => cursorIn(orderBy, keyset, promise);
  return { ...pageOf(page, rows, cursorOf), totalCount: count?.count ?? 0 };
}
