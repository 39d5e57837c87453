import { addDays, iterationWeekOf, startOfWeek, weekAfter, weeksBetween } from '@tandem/schema/iteration/iso-week';
import { Temporal } from 'temporal-polyfill';
import { dayAt, momentOf } from '../../partnership/calendar/zoned-days.ts';

/** When a partnership meets, with what its weeks are counted in. */
export interface Slot {
  weekday: number;
  /** Minutes after midnight. */
  startsAt: number;
  /** Minutes. */
  duration: number;
  everyWeeks: number;
  firstIsoWeek: string;
  timeZone: string;
  firstIterationDay: number;
}

export interface Occurrence {
  isoWeek: string;
  startsAt: Date;
}

const MINUTE_MS = 60_000;

/**
 * When the meeting of a week begins: within the seven days of its iteration, or at their very end when the slot is on the day on
 * which the next iteration begins. A time that the clock skips is the moment at which it is put forward.
 */
export function slotTime(isoWeek: string, slot: Slot): Date {
  const { weekday, startsAt, firstIterationDay, timeZone } = slot;
  const daysIn = (weekday - firstIterationDay + 7) % 7 || 7;
  const day = addDays(startOfWeek(isoWeek, firstIterationDay), daysIn);
  return momentOf(Temporal.PlainDate.from(day), startsAt * MINUTE_MS, timeZone);
}

/** Whether a week has a meeting by the slot. */
export const isInRhythm = (isoWeek: string, { firstIsoWeek, everyWeeks }: Slot): boolean =>
  isoWeek >= firstIsoWeek && weeksBetween(firstIsoWeek, isoWeek) % everyWeeks === 0;

/** The next meetings by the slot that begin after an instant. */
export function occurrencesAfter(after: Date, slot: Slot, count: number): Occurrence[] {
  const found: Occurrence[] = [];
  for (let isoWeek = firstWeek(after, slot); found.length < count; isoWeek = weekAfter(isoWeek, slot.everyWeeks)) {
    const startsAt = slotTime(isoWeek, slot);
    if (startsAt > after) found.push({ isoWeek, startsAt });
  }
  return found;
}

/** The first week in rhythm whose meeting may be to come: last week's is, when it is held on this week's first day. */
function firstWeek(at: Date, { timeZone, firstIterationDay, firstIsoWeek, everyWeeks }: Slot): string {
  const lastWeek = weekAfter(iterationWeekOf(dayAt(at, timeZone), firstIterationDay), -1);
  const rounds = Math.ceil(Math.max(0, weeksBetween(firstIsoWeek, lastWeek)) / everyWeeks);
  return weekAfter(firstIsoWeek, rounds * everyWeeks);
}

/** From which week on a slot holds that is set at an instant: the first one whose meeting is to come. */
export function firstWeekFrom(at: Date, slot: Omit<Slot, 'firstIsoWeek'>): string {
  const current = iterationWeekOf(dayAt(at, slot.timeZone), slot.firstIterationDay);
  const weekly = { ...slot, everyWeeks: 1, firstIsoWeek: weekAfter(current, -1) };
  return occurrencesAfter(at, weekly, 1)[0]?.isoWeek ?? current;
}
