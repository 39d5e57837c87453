import type { PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import type { Context } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import { badInput } from '../../platform/errors.ts';
import { type ConnectionOf, decodeCursor, encodeCursor, type Page, pageOf } from '../../platform/graphql/connection.ts';
import { entriesWhere, type EntryRow, withMembers } from './standup-rows.ts';

type Bounds = [PartnershipId, string | null, string | null, string | null, string | null, string | null, number];
const page = (direction: 'asc' | 'desc') =>
  entriesWhere<Bounds>(
    `page_${direction}`,
    `where e.partnership_id = $1 and ($2::uuid is null or e.member_id = $2)
       and ($3::date is null or (e."on", e.id) > ($3::date, $4::uuid))
       and ($5::date is null or (e."on", e.id) < ($5::date, $6::uuid))
     order by e."on" ${direction}, e.id ${direction} limit $7`,
  );
const FORWARDS = page('asc');
const BACKWARDS = page('desc');
const COUNT = statement<{ count: number }, [PartnershipId, string | null]>(
  'standup_count',
  `select count(*)::int as count from standup_entry
   where partnership_id = $1 and ($2::uuid is null or member_id = $2)`,
);

/** A page of a partnership's entries by their day; the viewer's right to it has been checked. */
export async function standupsPage(
  context: Context,
  partnershipId: PartnershipId,
  asked: { page: Page; memberId: string | null; counted: boolean },
): Promise<ConnectionOf<EntryRow>> {
  const { memberId, counted } = asked;
  if (memberId !== null && !isUuid(memberId))
    throw badInput('memberId', 'memberId takes the id of a member of this partnership, a UUID.');
  const after = positionOf('after', asked.page.after);
  const before = positionOf('before', asked.page.before);
  const { sql } = context.services;
  const [stored, count] = await Promise.all([
    sql.rows(
      asked.page.backwards ? BACKWARDS : FORWARDS,
      ...([partnershipId, memberId, ...after, ...before, asked.page.limit + 1] as const),
    ),
    counted ? sql.row(COUNT, partnershipId, memberId) : null,
  ]);
  const rows = await withMembers(context, partnershipId, stored);
  return { ...pageOf(asked.page, rows, ({ on, id }) => encodeCursor([on, id])), totalCount: count?.count ?? 0 };
}

function positionOf(field: string, cursor: string | null): [string | null, string | null] {
  if (cursor === null) return [null, null];
  const [on, id] = decodeCursor(field, cursor, 2).map(String);
  if (
    on === undefined ||
    id === undefined ||
    !/^\d{4}-\d\d-\d\d$/.test(on) ||
    Number.isNaN(Date.parse(on)) ||
    !isUuid(id)
  )
    throw badInput(field, `${field} is not a cursor of this connection. Take one from its edges.`);
  return [on, id];
}
