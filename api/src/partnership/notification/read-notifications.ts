import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import type { Context } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { PAGE_MAX } from '../../platform/graphql/connection.ts';
import { memberIn } from '../membership.ts';
import type { ReadNotificationsInput } from './notification.type.ts';

/** Locked in one order, as whoever sends their mails locks them. Who has read something in the page needs no e-mail about it. */
const read = (name: string, which: string) =>
  statement<{ id: string; at: Date }, [PartnershipId, MemberId, Date, readonly string[]]>(
    name,
    `with mine as (select id from notification where partnership_id = $1 and member_id = $2 and ${which} order by id for update)
     update notification n set read_at = coalesce(n.read_at, $3),
       email = case when n.read_at is null and n.emailed_at is null then 'OFF' else n.email end
     from mine where n.id = mine.id returning n.id, n.at`,
  );
const READ_SOME = read('read_notifications', 'id = any($4)');
const READ_ALL = read('read_all_notifications', 'read_at is null and $4::uuid[] is not null');

/**
 * Marks the viewer's own as read. It is theirs alone: the partnership's history says nothing of it.
 * @returns their ids, the newest first. @throws Refusal UNAUTHENTICATED, NOT_FOUND, BAD_USER_INPUT.
 */
export async function readNotifications(context: Context, input: ReadNotificationsInput): Promise<string[]> {
  const member = await memberIn(context, input.partnershipId);
  const ids = idsFrom(input);
  const { sql, clock, inboxes } = context.services;
  const rows = await sql.transaction(async (tx) => {
    const found = await tx.rows(ids ? READ_SOME : READ_ALL, member.partnershipId, member.id, clock.now(), ids ?? []);
    if (ids && found.length < ids.length) throw notFound('notification');
    return found;
  });
  inboxes.moved(member.partnershipId);
  return rows.toSorted((a, b) => b.at.getTime() - a.at.getTime()).map(({ id }) => id);
}

/** Each once; null for all. */
function idsFrom({ ids, all }: ReadNotificationsInput): string[] | null {
  if (all && !ids?.length) return null;
  if (all || !ids?.length) throw badInput('ids', 'Give ids, or all: true for every notification; not both.');
  if (ids.length > PAGE_MAX) throw badInput('ids', `Give at most ${PAGE_MAX} ids at a time, or all: true.`);
  if (!ids.every((id) => isUuid(id))) throw notFound('notification');
  return [...new Set(ids.map((id) => id.toLowerCase()))];
}
