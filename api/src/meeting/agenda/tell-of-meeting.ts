import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId } from '@tandem/schema/ids';
import { Temporal } from 'temporal-polyfill';
import { notify } from '../../partnership/notification/notify.ts';
import type { Meeting } from '../meeting.entity.ts';

const EVERYBODY = 'select id from member where partnership_id = ? and left_at is null';
const ZONE = 'select time_zone as zone from partnership where id = ?';

/** Tells everybody of both parties that a meeting is called, moved or cancelled. */
export async function tellOfMeeting(
  em: EntityManager,
  { id, partnershipId, number }: Meeting,
  news: { actorId: MemberId | null; text: string; at: Date },
): Promise<void> {
  const members = await em.execute<{ id: MemberId }[]>(EVERYBODY, [partnershipId]);
  await notify(em, {
    ...{ ...news, partnershipId, kind: 'MEETING_SCHEDULED', memberIds: members.map((member) => member.id) },
    ...{ nodeType: 'Meeting', nodeId: id, path: `/meetings/${number}` },
  });
}

/** Its time by the partnership's clock, such as “2026-11-20 14:00 (Europe/London)”. */
export async function timeInWords(em: EntityManager, { partnershipId, startsAt }: Meeting): Promise<string> {
  const [partnership] = await em.execute<{ zone: string }[]>(ZONE, [partnershipId]);
  const zone = partnership?.zone ?? 'UTC';
  const shown = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(zone);
  return `${shown.toPlainDate()} ${shown.toPlainTime().toString({ smallestUnit: 'minute' })} (${zone})`;
}
