import { addDays, startOfWeek } from '@tandem/schema/iteration/iso-week';
import { Temporal } from 'temporal-polyfill';
import { momentOf } from '../partnership/calendar/zoned-days.ts';

const MINUTE_MS = 60_000;
const ZONE = 'Europe/London';
/** Fridays at three in London, ten in the morning in Bogotá. */
export const SLOT = {
  ...{ weekday: 5, startsAt: 15 * 60, duration: 60, everyWeeks: 1, quorum: 2, verdictHours: 24 },
  pulseQuestion: 'How well did we work together this week?',
};

/** The instant at which the meeting of a week begins. */
export const meetingStart = (isoWeek: string): Date =>
  momentOf(
    Temporal.PlainDate.from(addDays(startOfWeek(isoWeek, 1), SLOT.weekday - 1)),
    SLOT.startsAt * MINUTE_MS,
    ZONE,
  );

/** The day, so many days after the meeting of a week. */
export const dayAfterMeeting = (isoWeek: string, days: number): string =>
  addDays(startOfWeek(isoWeek, 1), SLOT.weekday - 1 + days);
