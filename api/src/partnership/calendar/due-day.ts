import { DUE_DAYS_MAX } from '@tandem/schema/day';
import { badInput } from '../../platform/errors.ts';
import { dayAt, endOfDay } from './zoned-days.ts';

const DAY_MS = 86_400_000;

/**
 * The end of a day that a party is given, in the zone that it works in. Whether it is a real day has been checked.
 * @throws Refusal BAD_USER_INPUT when the day is past there, or more than a year ahead.
 */
export function dueFrom(
  dueOn: string,
  { timeZone, now, partyName }: { timeZone: string; now: Date; partyName: string },
): Date {
  const today = dayAt(now, timeZone);
  if (dueOn < today) throw badInput('dueOn', `${dueOn} is past: at ${partyName} it is ${today}. Choose a day to come.`);
  if (dueOn > dayAt(new Date(now.getTime() + DUE_DAYS_MAX * DAY_MS), timeZone))
    throw badInput('dueOn', `${dueOn} is more than a year ahead. Choose a day by which you need it.`);
  return endOfDay(dueOn, timeZone);
}
