import type { PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import type { Context } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import { badInput } from '../../platform/errors.ts';
import { type ConnectionOf, decodeCursor, encodeCursor, type Page, pageOf } from '../../platform/graphql/connection.ts';
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

/** What orders a connection, ascending, and is unique: a cursor holds it after its order's name. */
interface Keyset {
  columns: string;
  casts: [string, string];
  of(promise: StoredPromise): [string | number, string];
  fits(first: unknown): boolean;
}
const isInstant = (at: unknown): boolean =>
  /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(at)) && !Number.isNaN(Date.parse(String(at)));
const KEYSETS: Record<PromiseOrder, Keyset> = {
  DUE: {
    columns: 'p.due_at, p.id',
    casts: ['timestamptz', 'uuid'],
    of: ({ dueAt, id }) => [dueAt.toISOString(), id],
    fits: isInstant,
  },
  NUMBER: {
    columns: 'p.number, p.id',
    casts: ['int', 'uuid'],
    of: ({ number, id }) => [number, id],
    fits: (number) => Number.isInteger(number) && Math.abs(Number(number)) < 2 ** 31,
  },
  UPDATED: {
    columns: 'p.updated_at, p.id',
    casts: ['timestamptz', 'uuid'],
    of: ({ updatedAt, id }) => [updatedAt.toISOString(), id],
    fits: isInstant,
  },
};
type Position = readonly [string | number | null, string | null];
type Bounds = readonly [...Filter, ...Position, ...Position, number];

function pageBy(order: PromiseOrder, direction: 'asc' | 'desc') {
  const { columns, casts } = KEYSETS[order];
  const sorted = columns.replaceAll(/(p\.\w+)/g, `$1 ${direction}`);
  return promisesWhere<Bounds>(
    `by_${order.toLowerCase()}_${direction}`,
    `${WHERE} and ($7::${casts[0]} is null or (${columns}) > ($7::${casts[0]}, $8::${casts[1]}))
       and ($9::${casts[0]} is null or (${columns}) < ($9::${casts[0]}, $10::${casts[1]})) order by ${sorted} limit $11`,
  );
}
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
    idFrom('ownerPartyId', filter?.ownerPartyId),
    idFrom('ownerId', filter?.ownerId),
    idFrom('storyId', filter?.storyId),
    idFrom('concernId', filter?.concernId),
  ] as const satisfies Filter;
  const [after, before] = [positionOf('after', page.after, orderBy), positionOf('before', page.before, orderBy)];
  const [stored, count] = await Promise.all([
    sql.rows(PAGES[orderBy][page.backwards ? 'desc' : 'asc'], ...where, ...after, ...before, page.limit + 1),
    counted ? sql.row(COUNT, ...where) : null,
  ]);
  const rows = await withEdges(context, partnershipId, stored);
  const cursorOf = (promise: PromiseRow): string => encodeCursor([orderBy, ...KEYSETS[orderBy].of(promise)]);
  return { ...pageOf(page, rows, cursorOf), totalCount: count?.count ?? 0 };
}

function positionOf(field: 'after' | 'before', cursor: string | null, order: PromiseOrder): Position {
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
