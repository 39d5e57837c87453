import type { MemberId, PartnershipId, PersonId } from '@tandem/schema/ids';
import { DEFAULT_EMAIL, NOTIFICATION_KINDS } from '@tandem/schema/partnership/notifications';
import { validate as isUuid } from 'uuid';
import type { Context } from '../../platform/context.ts';
import { type SqlRunner, statement } from '../../platform/db/sql.ts';
import { badInput } from '../../platform/errors.ts';
import { type ConnectionOf, decodeCursor, encodeCursor, type Page, pageOf } from '../../platform/graphql/connection.ts';
import { type MemberRow, membersOf, viewerIn } from '../membership.ts';
import type { NotificationRow, NotificationSetting } from './notification.type.ts';

type Stored = Omit<NotificationRow, '__typename' | 'actor'> & { actorId: MemberId | null };
const COLUMNS = `n.id, n.partnership_id as "partnershipId", n.member_id as "memberId", n.kind, n.text, n.at,
  n.read_at as "readAt", n.actor_id as "actorId", n.node_id as "nodeId", n.path`;
const PAGE = statement<Stored, [PartnershipId, MemberId, boolean, Date | null, string | null, number]>(
  'inbox_page',
  `select ${COLUMNS} from notification n where n.partnership_id = $1 and n.member_id = $2
     and (not $3 or n.read_at is null) and ($4::timestamptz is null or (n.at, n.id) < ($4, $5::uuid))
   order by n.at desc, n.id desc limit $6`,
);
const COUNT = statement<{ count: number }, [PartnershipId, MemberId, boolean]>(
  'inbox_count',
  `select count(*)::int as count from notification where partnership_id = $1 and member_id = $2 and (not $3 or read_at is null)`,
);
const SEEN = statement<Stored, [readonly string[], PersonId]>(
  'notifications_seen',
  `select ${COLUMNS} from notification n join member v on v.id = n.member_id
   where n.id = any($1) and v.person_id = $2 and v.left_at is null`,
);
const STATES = statement<
  { memberId: MemberId; unreadCount: number; newestAt: Date | null },
  [PartnershipId, readonly MemberId[]]
>(
  'inbox_states',
  `select asked.id as "memberId",
     (select count(*)::int from notification where partnership_id = $1 and member_id = asked.id and read_at is null) as "unreadCount",
     (select at from notification where partnership_id = $1 and member_id = asked.id order by at desc limit 1) as "newestAt"
   from unnest($2::uuid[]) as asked(id)`,
);
const SETTINGS = statement<NotificationSetting, [MemberId]>(
  'notification_settings',
  'select kind, in_page as "inPage", email from notification_setting where member_id = $1',
);

/** A page of the member's own notifications, the newest first. @throws Refusal BAD_USER_INPUT for the cursor. */
export async function inboxPage(
  context: Context,
  { id, partnershipId }: MemberRow,
  page: Page,
  unreadOnly: boolean,
): Promise<Omit<ConnectionOf<NotificationRow>, 'totalCount'>> {
  const [at, after] = page.after === null ? [null, null] : positionFrom(page.after);
  const rows = await context.services.sql.rows(PAGE, partnershipId, id, unreadOnly, at, after, page.limit + 1);
  return pageOf(page, await withActors(context, partnershipId, rows), (row) =>
    encodeCursor([row.at.getTime(), row.id]),
  );
}

export const inboxCount = async (
  { services }: Context,
  { id, partnershipId }: MemberRow,
  unreadOnly: boolean,
): Promise<number> => (await services.sql.row(COUNT, partnershipId, id, unreadOnly))?.count ?? 0;

/** How these members' inboxes stand. */
export const inboxStates = (sql: SqlRunner, partnershipId: PartnershipId, memberIds: readonly MemberId[]) =>
  sql.rows(STATES, partnershipId, memberIds);

/** Of these notifications, the viewer's own. */
export async function notificationsSeen(context: Context, ids: readonly string[]): Promise<NotificationRow[]> {
  const rows = await context.services.sql.rows(SEEN, ids, viewerIn(context).personId);
  const [first] = rows;
  if (!first) return [];
  const inEach = [...Map.groupBy(rows, ({ partnershipId }) => partnershipId)];
  return (await Promise.all(inEach.map(([partnershipId, some]) => withActors(context, partnershipId, some)))).flat();
}

/** All kinds in their order, with what holds by default where the member chose nothing. */
export async function settingsOf({ services }: Context, { id }: MemberRow): Promise<NotificationSetting[]> {
  const chosen = new Map((await services.sql.rows(SETTINGS, id)).map((setting) => [setting.kind, setting]));
  return NOTIFICATION_KINDS.map((kind) => chosen.get(kind) ?? { kind, inPage: true, email: DEFAULT_EMAIL[kind] });
}

async function withActors(context: Context, partnershipId: PartnershipId, rows: Stored[]): Promise<NotificationRow[]> {
  if (rows.length === 0) return [];
  const members = await membersOf(context, partnershipId);
  return rows.map(({ actorId, ...row }) => ({
    __typename: 'Notification',
    ...row,
    actor: (actorId && members.get(actorId)) || null,
  }));
}

function positionFrom(cursor: string): [Date, string] {
  const [at, id] = decodeCursor('after', cursor, 2);
  const instant = new Date(Number(at));
  if (Number.isNaN(instant.getTime()) || !isUuid(id))
    throw badInput('after', 'after is not a cursor of this connection. Take one from its edges.');
  return [instant, String(id)];
}
