import type { PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import type { Context } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import { badInput } from '../platform/errors.ts';
import { type ConnectionOf, decodeCursor, encodeCursor, type Page, pageOf } from '../platform/graphql/connection.ts';
import type { IterationOrder } from './iteration-order.ts';
import { type IterationRow, iterationRows, type Wanted } from './iteration-rows.ts';
import { COLUMNS, type StoredIteration } from './iterations.sql.ts';

type Bound = string | number | null;
const COUNT = statement<{ count: number }, [PartnershipId]>(
  'iterations_count',
  'select count(*)::int as count from iteration where partnership_id = $1',
);
const select = (name: string, where: string, order: string) =>
  statement<StoredIteration, [PartnershipId, Bound, Bound, Bound, Bound, number]>(
    `iterations_${name}`,
    `select ${COLUMNS} from iteration i where i.partnership_id = $1 and ${where} order by ${order} limit $6`,
  );
const NUMBERED = `i.number > coalesce($2::int, -2147483648) and i.number < coalesce($4::int, 2147483647)
  and $3::text is null and $5::text is null`;
const UPDATED = `($2::timestamptz is null or (i.updated_at, i.id) > ($2::timestamptz, $3::uuid))
  and ($4::timestamptz is null or (i.updated_at, i.id) < ($4::timestamptz, $5::uuid))`;
const PAGES = {
  NUMBER: [select('up', NUMBERED, 'i.number'), select('down', NUMBERED, 'i.number desc')],
  UPDATED: [
    select('updated', UPDATED, 'i.updated_at, i.id'),
    select('updated_down', UPDATED, 'i.updated_at desc, i.id desc'),
  ],
} as const;

/** A page of a partnership's iterations; the viewer's right to it has been checked. */
export async function iterationsPage(
  context: Context,
  partnershipId: PartnershipId,
  asked: { page: Page; orderBy: IterationOrder; wanted: Wanted; counted: boolean },
): Promise<ConnectionOf<IterationRow>> {
  const { page, orderBy, wanted } = asked;
  const { sql } = context.services;
  const query = PAGES[orderBy][page.backwards ? 1 : 0];
  const bounds = [...boundOf('after', page.after, orderBy), ...boundOf('before', page.before, orderBy)] as const;
  const [stored, count] = await Promise.all([
    sql.rows(
      query,
      partnershipId,
      bounds[0] ?? null,
      bounds[1] ?? null,
      bounds[2] ?? null,
      bounds[3] ?? null,
      page.limit + 1,
    ),
    asked.counted ? sql.row(COUNT, partnershipId) : null,
  ]);
  const rows = await iterationRows(context, partnershipId, stored, wanted);
  const cursorOf = (row: IterationRow): string =>
    encodeCursor(orderBy === 'NUMBER' ? ['NUMBER', row.number] : ['UPDATED', row.updatedAt.toISOString(), row.id]);
  return { ...pageOf(page, rows, cursorOf), totalCount: count?.count ?? 0 };
}

function boundOf(field: 'after' | 'before', cursor: string | null, orderBy: IterationOrder): [Bound, Bound] {
  if (cursor === null) return [null, null];
  const [order, first = null, second = null] = decodeCursor(field, cursor, orderBy === 'NUMBER' ? 2 : 3);
  const fits =
    orderBy === 'NUMBER'
      ? Number.isInteger(first) && Math.abs(Number(first)) < 2 ** 31
      : typeof first === 'string' && !Number.isNaN(Date.parse(first)) && isUuid(second);
  if (order !== orderBy || !fits)
    throw badInput(field, `${field} is not a cursor of this connection in this order. Take one from its edges.`);
  return [first, second];
}
