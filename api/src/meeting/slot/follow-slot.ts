import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { callOff } from '../agenda/cancel-meeting.ts';
import { insertMeeting, verdictsDue } from '../agenda/insert-meeting.ts';
import { settleCalendar } from '../agenda/settle-calendar.ts';
import { touch } from '../edit-meeting.ts';
import { Meeting } from '../meeting.entity.ts';
import { isInRhythm, type Occurrence, occurrencesAfter, slotTime } from './slot-times.ts';
import type { SlotRow } from './slots.sql.ts';

/** This week's meeting and the three after it. */
const AHEAD = 4;
const MINUTE_MS = 60_000;
const WITH_MEETING = 'select iso_week as week from meeting where partnership_id = ? and iso_week = any(?::text[])';

/** The meetings that the calendar is to hold by the slot: one that should take place now is the first. */
export const dueBySlot = (slot: SlotRow, now: Date): Occurrence[] =>
  occurrencesAfter(new Date(now.getTime() - slot.duration * MINUTE_MS), slot, AHEAD);

/** A meeting to come whose time nobody chose goes where the slot has gone; null when it is there, or that time is past. */
export function timeToFollow(
  { isoWeek, startsAt, moved }: Pick<Meeting, 'isoWeek' | 'startsAt' | 'moved'>,
  slot: SlotRow,
  now: Date,
): Date | 'never' | null {
  if (moved || isoWeek < slot.firstIsoWeek) return null;
  if (!isInRhythm(isoWeek, slot)) return 'never';
  const time = slotTime(isoWeek, slot);
  return time > now && time.getTime() !== startsAt.getTime() ? time : null;
}

/**
 * Brings the calendar in line with the slot: what it lacks is put there, and what nobody moved follows. A week whose meeting was
 * cancelled stays without. Under lockCalendar. @returns how many meetings were scheduled or went elsewhere.
 */
export async function followSlot(em: EntityManager, slot: SlotRow, at: Date): Promise<number> {
  const { partnershipId } = slot;
  const toCome = await em.find(
    Meeting,
    { partnershipId, state: 'SCHEDULED', startsAt: { $gt: at } },
    { orderBy: { startsAt: 'asc', id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  let changed = 0;
  for (const meeting of toCome) {
    const time = timeToFollow(meeting, slot, at);
    if (time === 'never')
      await callOff(em, meeting, `The partnership meets every ${slot.everyWeeks} weeks now.`, { by: null, at });
    else if (time) meeting.startsAt = time;
    if (takeTerms(meeting, slot) || time) {
      touch(meeting, at);
      changed += 1;
    }
  }
  for (const { isoWeek, startsAt } of await missing(em, slot, at)) {
    await insertMeeting(em, { partnershipId, isoWeek, startsAt, moved: false, terms: slot, by: null, at });
    changed += 1;
  }
  await em.flush();
  if (changed > 0) await settleCalendar(em, partnershipId, at);
  return changed;
}

async function missing(em: EntityManager, slot: SlotRow, at: Date): Promise<Occurrence[]> {
  const due = dueBySlot(slot, at);
  const weeks = `{${due.map(({ isoWeek }) => isoWeek).join(',')}}`;
  const there = await em.execute<{ week: string }[]>(WITH_MEETING, [slot.partnershipId, weeks]);
  return due.filter(({ isoWeek }) => there.every(({ week }) => week !== isoWeek));
}

/** @returns whether any was new. */
function takeTerms(meeting: Meeting, slot: SlotRow): boolean {
  const { duration, quorum, pulseQuestion } = slot;
  const due = verdictsDue(meeting.startsAt, slot);
  const isNew =
    meeting.duration !== duration ||
    meeting.quorum !== quorum ||
    meeting.pulseQuestion !== pulseQuestion ||
    meeting.verdictsDueAt.getTime() !== due.getTime();
  Object.assign(meeting, { duration, quorum, pulseQuestion, verdictsDueAt: due });
  return isNew;
}
