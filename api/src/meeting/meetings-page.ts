import type { PartnershipId } from '@tandem/schema/ids';
import type { Context } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import { type ConnectionOf, type Page, pageOf } from '../platform/graphql/connection.ts';
import { cursorIn, type Keyset, pageSql, type Position, positionIn } from '../platform/graphql/keyset.ts';
import type { MeetingOrder } from './meeting-order.ts';
import { type MeetingRow, meetingRows } from './meeting-rows.ts';
import { meetingsWhere, type StoredMeeting } from './meetings.sql.ts';

const COUNT = statement<{ count: number }, [PartnershipId]>(
  'meetings_count',
  'select count(*)::int as count from meeting where partnership_id = $1',
);
const KEYSETS: Record<MeetingOrder, Keyset<StoredMeeting>> = {
  STARTS: { column: 'g.starts_at', cast: 'timestamptz', of: ({ startsAt }) => startsAt.toISOString() },
  UPDATED: { column: 'g.updated_at', cast: 'timestamptz', of: ({ updatedAt }) => updatedAt.toISOString() },
};
const pageBy = (order: MeetingOrder, direction: 'asc' | 'desc') =>
  meetingsWhere<readonly [PartnershipId, ...Position, ...Position, number]>(
    `by_${order.toLowerCase()}_${direction}`,
    `where g.partnership_id = $1 ${pageSql(KEYSETS[order], 'g.id', direction, 2)}`,
  );
const PAGES = {
  STARTS: { asc: pageBy('STARTS', 'asc'), desc: pageBy('STARTS', 'desc') },
  UPDATED: { asc: pageBy('UPDATED', 'asc'), desc: pageBy('UPDATED', 'desc') },
};

/** A page of a partnership's meetings; the viewer's right to it has been checked. */
export async function meetingsPage(
  context: Context,
  partnershipId: PartnershipId,
  { page, orderBy, counted }: { page: Page; orderBy: MeetingOrder; counted: boolean },
): Promise<ConnectionOf<MeetingRow>> {
  const { sql } = context.services;
  const keyset = KEYSETS[orderBy];
  const after = positionIn(orderBy, keyset, 'after', page.after);
  const before = positionIn(orderBy, keyset, 'before', page.before);
  const [stored, count] = await Promise.all([
    sql.rows(PAGES[orderBy][page.backwards ? 'desc' : 'asc'], partnershipId, ...after, ...before, page.limit + 1),
    counted ? sql.row(COUNT, partnershipId) : null,
  ]);
  const rows = await meetingRows(context, partnershipId, stored);
  return {
    ...pageOf(page, rows, (meeting) => cursorIn(orderBy, keyset, meeting)),
    totalCount: count?.count ?? 0,
  };
}
