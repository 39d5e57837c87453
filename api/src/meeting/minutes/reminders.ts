import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartyId } from '@tandem/schema/ids';
import { calendarOf } from '../../partnership/calendar/calendars.sql.ts';
import { addWorkingDays } from '../../partnership/calendar/working-days.ts';
import type { Meeting } from '../meeting.entity.ts';

/** First after a working day of silence, then after every second one. */
const FIRST_DAYS = 1;
const EVERY_DAYS = 2;
/** Who has not answered by then does not read them: the parties talk. */
const REMINDERS_MAX = 5;

/** A party that has neither ratified the minutes nor objected to them. */
export interface SilentParty {
  id: PartyId;
  name: string;
  /** When it is reminded, by its own working days. */
  reminders: Date[];
}

const SILENT = `select y.id, y.name from party y where y.partnership_id = ?
  and not exists (select 1 from signature s where s.snapshot_id = ? and s.party_id = y.id)
  and not exists (select 1 from minutes_objection o where o.snapshot_id = ? and o.party_id = y.id)
  order by y.kind, y.created_at, y.id`;

/** Of a closed meeting. */
export async function silentParties(em: EntityManager, meeting: Meeting): Promise<SilentParty[]> {
  const { partnershipId, minutesSnapshotId, closedAt } = meeting;
  if (closedAt === null) return [];
  const silent = await em.execute<{ id: PartyId; name: string }[]>(SILENT, [
    partnershipId,
    minutesSnapshotId,
    minutesSnapshotId,
  ]);
  const parties: SilentParty[] = [];
  for (const { id, name } of silent) {
    const calendar = await calendarOf(em, id);
    const reminders = Array.from({ length: REMINDERS_MAX }, (_, index) =>
      addWorkingDays(calendar, closedAt, FIRST_DAYS + index * EVERY_DAYS),
    );
    parties.push({ id, name, reminders });
  }
  return parties;
}

/** When the first of the silent parties is reminded after a moment; null when none is any more. */
export async function nextReminder(em: EntityManager, meeting: Meeting, after: Date): Promise<Date | null> {
  const parties = await silentParties(em, meeting);
  const moments = parties.flatMap(({ reminders }) => reminders).filter((moment) => moment > after);
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
