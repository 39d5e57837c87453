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
import type { ConcernFilter } from './concern.inputs.ts';
import type { ConcernOrder } from './concern-enums.ts';
import { type ConcernRow, withEdges } from './concern-rows.ts';
import { concernsWhere, type StoredConcern } from './concerns.sql.ts';

type Filter = readonly [PartnershipId, readonly string[] | null, string | null, string | null, boolean | null];
const WHERE = `where c.partnership_id = $1 and ($2::text[] is null or c.state = any($2)) and ($3::uuid is null or c.owner_party_id = $3)
  and ($4::uuid is null or c.story_id = $4) and ($5::boolean is null or (c.level > 0) = $5)`;
const COUNT = statement<{ count: number }, Filter>(
  'concerns_count',
  `select count(*)::int as count from concern c ${WHERE}`,
);

const KEYSETS: Record<ConcernOrder, Keyset<StoredConcern>> = {
  NUMBER: { column: 'c.number', cast: 'int', of: ({ number }) => number },
  UPDATED: { column: 'c.updated_at', cast: 'timestamptz', of: ({ updatedAt }) => updatedAt.toISOString() },
};
type Bounds = readonly [...Filter, ...Position, ...Position, number];

const pageBy = (order: ConcernOrder, direction: 'asc' | 'desc') =>
  concernsWhere<Bounds>(
    `by_${order.toLowerCase()}_${direction}`,
    `${WHERE} ${pageSql(KEYSETS[order], 'c.id', direction, 6)}`,
  );
const PAGES = {
  NUMBER: { asc: pageBy('NUMBER', 'asc'), desc: pageBy('NUMBER', 'desc') },
  UPDATED: { asc: pageBy('UPDATED', 'asc'), desc: pageBy('UPDATED', 'desc') },
};

interface Asked {
  page: Page;
  filter: ConcernFilter | null;
  orderBy: ConcernOrder;
  counted: boolean;
}

/** A page of a partnership's concerns; the viewer's right to it has been checked. */
export async function concernsPage(
  context: Context,
  partnershipId: PartnershipId,
  { page, filter, orderBy, counted }: Asked,
): Promise<ConnectionOf<ConcernRow>> {
  const { sql } = context.services;
  const where = [
    partnershipId,
    filter?.states?.length ? filter.states : null,
    idInFilter('ownerPartyId', filter?.ownerPartyId),
    idInFilter('storyId', filter?.storyId),
    filter?.escalated ?? null,
  ] as const satisfies Filter;
  const keyset = KEYSETS[orderBy];
  const after = positionIn(orderBy, keyset, 'after', page.after);
  const before = positionIn(orderBy, keyset, 'before', page.before);
  const [stored, count] = await Promise.all([
    sql.rows(PAGES[orderBy][page.backwards ? 'desc' : 'asc'], ...where, ...after, ...before, page.limit + 1),
    counted ? sql.row(COUNT, ...where) : null,
  ]);
  const rows = await withEdges(context, partnershipId, stored);
  const cursorOf = (concern: ConcernRow): string => cursorIn(orderBy, keyset, concern);
  return { ...pageOf(page, rows, cursorOf), totalCount: count?.count ?? 0 };
}
