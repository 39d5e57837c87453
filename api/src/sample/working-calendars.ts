import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '../partnership/calendar/working-days.ts';
import { dayAt, momentOf } from '../partnership/calendar/zoned-days.ts';
import { setWorkingCalendar } from '../partnership/calendar/set-working-calendar.ts';
import { timeOfDay } from '@tandem/schema/partnership/calendar';
import { v4 } from 'uuid';
import type { SampleEvent } from './sample-events.ts';
import { contextAs, type Team } from './sample-people.ts';
import type { Writer } from './sample-story.ts';

export type Side = 'CLIENT' | 'VENDOR';
export interface SampleCalendar extends Calendar {
  named: { on: string; name: string }[];
}

const MINUTE_MS = 60_000;
const VENDOR: ReadonlySet<Writer> = new Set(['TH', 'MZ', 'SR']);
export const sideOf = (by: Writer): Side => (VENDOR.has(by) ? 'VENDOR' : 'CLIENT');

const HOURS = {
  CLIENT: { timeZone: 'Europe/London', opensAt: 9 * 60, closesAt: 17 * 60 },
  VENDOR: { timeZone: 'America/Bogota', opensAt: 8 * 60, closesAt: 17 * 60 },
} as const;

/** The days that either side does not work, from the year before to the year after: the sample may be filled on New Year’s Eve. */
function holidaysOf(side: Side, thisYear: number): SampleCalendar['named'] {
  return [thisYear - 1, thisYear, thisYear + 1].flatMap((year) => {
    const on = (day: string, name: string) => ({ on: `${year}-${day}`, name });
    const newYear = on('01-01', 'New Year’s Day');
    const christmas = on('12-25', 'Christmas Day');
    if (side === 'CLIENT')
      return [
        ...[newYear, { on: mondayFrom(year, 5, 1), name: 'Early May bank holiday' }],
        { on: mondayFrom(year, 8, 25), name: 'Summer bank holiday' },
        ...[christmas, on('12-26', 'Boxing Day')],
      ];
    return [
      ...[newYear, on('05-01', 'Labour Day'), on('07-20', 'Independence Day'), on('08-07', 'Battle of Boyacá')],
      ...[on('12-08', 'Immaculate Conception'), christmas],
    ];
  });
}

/** The first Monday of the month on that day or later. */
function mondayFrom(year: number, month: number, day: number): string {
  const from = Temporal.PlainDate.from({ year, month, day });
  return from.add({ days: (8 - from.dayOfWeek) % 7 }).toString();
}

export function sampleCalendar(side: Side, today: Date): SampleCalendar {
  const hours = HOURS[side];
  const named = holidaysOf(side, Number(dayAt(today, hours.timeZone).slice(0, 4)));
  return { ...hours, weekdays: [1, 2, 3, 4, 5], named, holidays: new Set(named.map(({ on }) => on)) };
}

/** Working days counted back: 0 is the present day or, when that is none, the last one before it; -1 is the next one ahead. */
export function workingDayBack({ timeZone, weekdays, holidays }: Calendar, today: Date, back: number): string {
  const step = { days: back < 0 ? 1 : -1 };
  let day = Temporal.PlainDate.from(dayAt(today, timeZone));
  if (back < 0) day = day.add(step);
  for (let left = back < 0 ? -back - 1 : back; ; day = day.add(step)) {
    const isWorked = weekdays.includes(day.dayOfWeek) && !holidays.has(day.toString());
    if (isWorked && left === 0) return day.toString();
    if (isWorked) left -= 1;
  }
}

/** So many working days back, at a time of the calendar’s clock. */
export type When = readonly [back: number, time: `${number}:${number}`];

export function momentBack(calendar: Calendar, today: Date, [back, time]: When): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return momentOn(calendar, workingDayBack(calendar, today, back), hours * 60 + minutes);
}

/** @param minutes after midnight, by the calendar's clock. */
export const momentOn = ({ timeZone }: Calendar, day: string, minutes: number): Date =>
  momentOf(Temporal.PlainDate.from(day), minutes * MINUTE_MS, timeZone);

/** Half of the working day that has gone by; before it opens, late on the one before. Less than a working day ago in any case. */
export function lately(calendar: Calendar, today: Date): Date {
  const { opensAt, closesAt } = calendar;
  const day = workingDayBack(calendar, today, 0);
  const opened = momentOn(calendar, day, opensAt).getTime();
  const until = Math.min(today.getTime(), momentOn(calendar, day, closesAt).getTime());
  if (until > opened) return new Date((opened + until) / 2);
  return momentOn(calendar, workingDayBack(calendar, today, 1), closesAt - 90);
}

/** Each lead sets their party's calendar as soon as both are in. */
export const calendarEvents = (team: Team, today: Date, at: Date): SampleEvent[] =>
  (['PR', 'TH'] as const).map((by) => ({
    at,
    async act(services) {
      const { timeZone, weekdays, opensAt, closesAt, named } = sampleCalendar(sideOf(by), today);
      await setWorkingCalendar(contextAs(services, team[by]), {
        ...{ mutationId: v4(), partyId: team[by].partyId, timeZone, weekdays: [...weekdays] },
        ...{ opensAt: timeOfDay(opensAt), closesAt: timeOfDay(closesAt), holidays: named },
      });
    },
  }));
