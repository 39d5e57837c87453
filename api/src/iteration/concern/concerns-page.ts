import type { PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import type { Context } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import { badInput } from '../../platform/errors.ts';
import { type ConnectionOf, decodeCursor, encodeCursor, type Page, pageOf } from '../../platform/graphql/connection.ts';
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

/** What orders a connection, ascending, and is unique: a cursor holds it after its order's name. */
interface Keyset {
  columns: string;
  casts: [string, string];
  of(concern: StoredConcern): [string | number, string];
  fits(first: unknown): boolean;
}
const KEYSETS: Record<ConcernOrder, Keyset> = {
  NUMBER: {
    columns: 'c.number, c.id',
    casts: ['int', 'uuid'],
    of: ({ number, id }) => [number, id],
    fits: (number) => Number.isInteger(number) && Math.abs(Number(number)) < 2 ** 31,
  },
  UPDATED: {
    columns: 'c.updated_at, c.id',
    casts: ['timestamptz', 'uuid'],
    of: ({ updatedAt, id }) => [updatedAt.toISOString(), id],
    fits: (at) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(at)) && !Number.isNaN(Date.parse(String(at))),
  },
};
type Position = readonly [string | number | null, string | null];
type Bounds = readonly [...Filter, ...Position, ...Position, number];

function pageBy(order: ConcernOrder, direction: 'asc' | 'desc') {
  const { columns, casts } = KEYSETS[order];
  const sorted = columns.replaceAll(/(c\.\w+)/g, `$1 ${direction}`);
  return concernsWhere<Bounds>(
    `by_${order.toLowerCase()}_${direction}`,
    `${WHERE} and ($6::${casts[0]} is null or (${columns}) > ($6::${casts[0]}, $7::${casts[1]}))
       and ($8::${casts[0]} is null or (${columns}) < ($8::${casts[0]}, $9::${casts[1]})) order by ${sorted} limit $10`,
  );
}
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
    idFrom('ownerPartyId', filter?.ownerPartyId),
    idFrom('storyId', filter?.storyId),
    filter?.escalated ?? null,
  ] as const satisfies Filter;
  const [after, before] = [positionOf('after', page.after, orderBy), positionOf('before', page.before, orderBy)];
  const [stored, count] = await Promise.all([
    sql.rows(PAGES[orderBy][page.backwards ? 'desc' : 'asc'], ...where, ...after, ...before, page.limit + 1),
    counted ? sql.row(COUNT, ...where) : null,
  ]);
  const rows = await withEdges(context, partnershipId, stored);
  const cursorOf = (concern: ConcernRow): string => encodeCursor([orderBy, ...KEYSETS[orderBy].of(concern)]);
  return { ...pageOf(page, rows, cursorOf), totalCount: count?.count ?? 0 };
}

function positionOf(field: 'after' | 'before', cursor: string | null, order: ConcernOrder): Position {
  if (cursor === null) return [null, null];
  const [name, first, id] = decodeCursor(field, cursor, 3);
  if (name !== order || first === undefined || !KEYSETS[order].fits(first) || !isUuid(id))
    throw badInput(field, `${field} is not a cursor of this connection in this order. Take one from its edges.`);
  return [first, String(id)];
}

function idFrom(field: string, id: string | null | undefined): string | null {
  if (id == null) return null;
  if (!isUuid(id)) throw badInput(`filter.${field}`, `${field} takes the id of an object of this partnership, a UUID.`);
  return id;
}
