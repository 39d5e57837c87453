import { Temporal } from 'temporal-polyfill';
import { dayAt, momentOf } from './zoned-days.ts';

/** When a party works. */
export interface Calendar {
  /** An IANA zone. */
  timeZone: string;
  /** ISO weekdays, 1 (Monday) to 7 (Sunday); at least one. */
  weekdays: readonly number[];
  /** Minutes after midnight by the zone's clock; closesAt is later, and at most 1440. */
  opensAt: number;
  closesAt: number;
  /** Days not worked, as YYYY-MM-DD. */
  holidays: ReadonlySet<string>;
}

const MINUTE_MS = 60_000;

/**
 * The instant by which `days` working days have gone by since `from`, or since the next opening when it is closed then: Tuesday
 * 15:00 and 1 is Wednesday 15:00, Friday 16:00 and 1 is Monday 16:00, Saturday and 1 is Tuesday's opening.
 *
 * A working day is what the party's clock shows between opening and closing. When that clock is put forward or back inside
 * working hours, an hour that is skipped counts as worked and one that is shown twice counts once, so that 15:00 stays 15:00.
 * The answer is never outside working hours, and never earlier for a later `from` or for more days.
 * @param days 0 or more, and not only whole: 0.5 is half of the day's hours.
 */
export function addWorkingDays(calendar: Calendar, from: Date, days: number): Date {
  const hours = (calendar.closesAt - calendar.opensAt) * MINUTE_MS;
  const start = firstWorked(calendar, from);
  const total = start.worked + Math.round(days * hours);
  let { day } = start;
  for (let left = Math.floor(total / hours); left > 0; left--) day = nextWorked(calendar, day);
  const at = momentOf(day, calendar.opensAt * MINUTE_MS + (total % hours), calendar.timeZone);
  // The clock was put forward to closing time or beyond it.
  return at < closing(calendar, day) ? at : opening(calendar, nextWorked(calendar, day));
}

/**
 * How many working days go by between two instants, such as 1.5: what addWorkingDays needs to come from the one to the other.
 * 0 when `to` is not later, or when nobody works in between.
 */
export function workingDaysBetween(calendar: Calendar, from: Date, to: Date): number {
  if (to <= from) return 0;
  const [start, end] = [firstWorked(calendar, from), firstWorked(calendar, to)];
  const hours = (calendar.closesAt - calendar.opensAt) * MINUTE_MS;
  return Math.max(0, countWorked(calendar, start.day, end.day) + (end.worked - start.worked) / hours);
}

/** Working days from `first` to the day before `end`: whole weeks are counted at once, for a year of them is asked for in lists. */
function countWorked(calendar: Calendar, first: Temporal.PlainDate, end: Temporal.PlainDate): number {
  const { weekdays, holidays } = calendar;
  const days = first.until(end).days;
  let count = Math.floor(days / 7) * weekdays.length;
  for (let rest = days % 7; rest > 0; rest--) if (weekdays.includes(end.subtract({ days: rest }).dayOfWeek)) count++;
  for (const holiday of holidays) {
    if (holiday < first.toString() || holiday >= end.toString()) continue;
    if (weekdays.includes(Temporal.PlainDate.from(holiday).dayOfWeek)) count--;
  }
  return count - countSkipped(calendar, first, end);
}

/** Days from `first` to the day before `end` that would be worked, had the clock not been put forward over all of their hours. */
function countSkipped(calendar: Calendar, first: Temporal.PlainDate, end: Temporal.PlainDate): number {
  let skipped = 0;
  const until = end.toZonedDateTime(calendar.timeZone).epochMilliseconds;
  let change = first.toZonedDateTime(calendar.timeZone).subtract({ days: 1 }).getTimeZoneTransition('next');
  for (; change && change.epochMilliseconds <= until; change = change.getTimeZoneTransition('next')) {
    const last = change.toPlainDate();
    let day = change.subtract({ milliseconds: 1 }).toPlainDate();
    for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
      const isWithin = Temporal.PlainDate.compare(day, first) >= 0 && Temporal.PlainDate.compare(day, end) < 0;
      const isPlanned = calendar.weekdays.includes(day.dayOfWeek) && !calendar.holidays.has(day.toString());
      if (isWithin && isPlanned && !isWorked(calendar, day)) skipped++;
    }
  }
  return skipped;
}

/** The working day that `from` is in, or the next one, and how much of it has gone by then in milliseconds. */
function firstWorked(calendar: Calendar, from: Date): { day: Temporal.PlainDate; worked: number } {
  const today = Temporal.PlainDate.from(dayAt(from, calendar.timeZone));
  if (!isWorked(calendar, today) || from >= closing(calendar, today))
    return { day: nextWorked(calendar, today), worked: 0 };
  const shown = shownBy(from, calendar.timeZone) - calendar.opensAt * MINUTE_MS;
  return { day: today, worked: Math.max(0, shown) };
}

/** The latest time of day that the zone's clock has shown by then, in milliseconds: while an hour is repeated it stands still. */
function shownBy(at: Date, timeZone: string): number {
  const now = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const first = now.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (first.epochMilliseconds === now.epochMilliseconds) return timeOfDayMs(now);
  const putBack = now.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return putBack ? timeOfDayMs(putBack.subtract({ milliseconds: 1 })) + 1 : timeOfDayMs(now);
}

const timeOfDayMs = (time: Temporal.ZonedDateTime): number =>
  (time.hour * 60 + time.minute) * MINUTE_MS + time.second * 1000 + time.millisecond;

function nextWorked(calendar: Calendar, after: Temporal.PlainDate): Temporal.PlainDate {
  let day = after;
  do day = day.add({ days: 1 });
  while (!isWorked(calendar, day));
  return day;
}

/** A day whose working hours the clock skips as a whole is not worked. */
const isWorked = (calendar: Calendar, day: Temporal.PlainDate): boolean =>
  calendar.weekdays.includes(day.dayOfWeek) &&
  !calendar.holidays.has(day.toString()) &&
  opening(calendar, day) < closing(calendar, day);

const opening = (calendar: Calendar, day: Temporal.PlainDate): Date =>
  momentOf(day, calendar.opensAt * MINUTE_MS, calendar.timeZone);
const closing = (calendar: Calendar, day: Temporal.PlainDate): Date =>
  momentOf(day, calendar.closesAt * MINUTE_MS, calendar.timeZone);
