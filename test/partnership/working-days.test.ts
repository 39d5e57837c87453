import { addWorkingDays, type Calendar, workingDaysBetween } from '@tandem/api/partnership/calendar/working-days';
import { dayAt, endOfDay } from '@tandem/api/partnership/calendar/zoned-days';
import { timeZones } from '@tandem/schema/partnership/time-zone';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../kit/clock.ts';
import { seedsFor } from '../kit/seeds.ts';

const office: Calendar = {
  timeZone: 'Europe/London',
  weekdays: [1, 2, 3, 4, 5],
  opensAt: 9 * 60,
  closesAt: 17 * 60,
  holidays: new Set(),
};
/** The clock of a zone at an instant, as in “Fri 2026-11-27 16:00”. */
function shown(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' });
  return `${weekday.format(at)} ${format.format(at)}`;
}
const after = (calendar: Calendar, from: string, days: number): string =>
  shown(addWorkingDays(calendar, new Date(from), days), calendar.timeZone);

describe('a working day, worked by hand', () => {
  test.each([
    ['in the middle of a day it ends at the same time of the next', '2026-11-24T15:00Z', 1, 'Wed 2026-11-25 15:00'],
    ['on Friday afternoon it ends on Monday', '2026-11-27T16:00Z', 1, 'Mon 2026-11-30 16:00'],
    ['asked at the weekend, it is counted from Monday’s opening', '2026-11-28T22:15Z', 1, 'Tue 2026-12-01 09:00'],
    ['asked before opening, it is counted from that day’s opening', '2026-11-24T06:00Z', 1, 'Wed 2026-11-25 09:00'],
    ['asked at closing time, it is counted from the next opening', '2026-11-24T17:00Z', 1, 'Thu 2026-11-26 09:00'],
    ['a half is half of the hours', '2026-11-24T10:00Z', 0.5, 'Tue 2026-11-24 14:00'],
    ['a half goes on the next morning', '2026-11-27T15:00Z', 0.5, 'Mon 2026-11-30 11:00'],
    ['none is the same moment when it is open', '2026-11-24T10:30Z', 0, 'Tue 2026-11-24 10:30'],
    ['none is the next opening when it is closed', '2026-11-27T19:00Z', 0, 'Mon 2026-11-30 09:00'],
    ['three cross a weekend', '2026-11-26T12:00Z', 3, 'Tue 2026-12-01 12:00'],
    ['the week the clocks go back, 15:00 stays 15:00', '2026-10-23T14:00Z', 1, 'Mon 2026-10-26 15:00'],
    ['the week the clocks go forward, 15:00 stays 15:00', '2026-03-27T15:00Z', 1, 'Mon 2026-03-30 15:00'],
  ])('%s', (_rule, from, days, expected) => {
    expect(after(office, from, days)).toBe(expected);
  });

  test('holidays are not counted, and neither is the day before when it was asked then', () => {
    const christmas = { ...office, holidays: new Set(['2026-12-25', '2026-12-28']) };
    expect(after(christmas, '2026-12-24T16:00Z', 1)).toBe('Tue 2026-12-29 16:00');
    expect(after(christmas, '2026-12-25T10:00Z', 1)).toBe('Wed 2026-12-30 09:00');
  });

  test('days and hours are the party’s own: a request from London on Friday noon reaches Pune after hours', () => {
    const pune = { ...office, timeZone: 'Asia/Kolkata', opensAt: 10 * 60, closesAt: 18 * 60 + 30 };
    expect(after(pune, '2026-11-27T12:00Z', 1)).toBe('Mon 2026-11-30 17:30');
    expect(after(pune, '2026-11-27T13:30Z', 1)).toBe('Tue 2026-12-01 10:00');
    const riyadh = { ...office, timeZone: 'Asia/Riyadh', weekdays: [7, 1, 2, 3, 4] };
    expect(after(riyadh, '2026-11-27T12:00Z', 1)).toBe('Mon 2026-11-30 09:00');
  });

  test('night work: an hour that is skipped counts as worked, one that is shown twice counts once', () => {
    const night = { ...office, weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: 0, closesAt: 6 * 60 };
    expect(after(night, '2026-03-28T01:30Z', 1)).toBe('Sun 2026-03-29 02:00');
    expect(after(night, '2026-03-28T05:00Z', 1)).toBe('Sun 2026-03-29 05:00');
    const first = addWorkingDays(night, new Date('2026-10-24T00:30Z'), 1);
    expect(first.toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(after(night, '2026-10-25T01:30Z', 1)).toBe('Mon 2026-10-26 02:00');
    const skipped = { ...night, opensAt: 60, closesAt: 120 };
    expect(after(skipped, '2026-03-28T01:30Z', 1)).toBe('Mon 2026-03-30 01:30');
  });
});

test.each([
  ['an afternoon and a morning are a day', '2026-11-24T13:00Z', '2026-11-25T13:00Z', 1],
  ['an hour is an eighth', '2026-11-24T10:00Z', '2026-11-24T11:00Z', 0.125],
  ['a weekend is nothing', '2026-11-27T18:00Z', '2026-11-30T08:00Z', 0],
  ['a week is five days, with a holiday four', '2026-12-21T12:00Z', '2026-12-28T12:00Z', 4],
  ['a night is nothing, and neither is time that runs backwards', '2026-11-25T08:00Z', '2026-11-24T18:00Z', 0],
])('between two moments: %s', (_rule, from, to, days) => {
  const christmas = { ...office, holidays: new Set(['2026-12-25', '2026-12-26']) };
  expect(workingDaysBetween(christmas, new Date(from), new Date(to))).toBe(days);
});

test('a day whose hours the clock skips as a whole lies between for nothing', () => {
  // Cairo puts its clock from 23:59 on 23 April to 1:00 on the 24th.
  const night = { ...office, timeZone: 'Africa/Cairo', weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: 15, closesAt: 45 };
  const from = new Date('2026-04-21T22:30:00Z');
  const to = addWorkingDays(night, from, 2);
  expect(shown(to, night.timeZone)).toBe('Sat 2026-04-25 00:30');
  expect(workingDaysBetween(night, from, to)).toBe(2);
});

test('a day ends with the first instant of the next, also where midnight is skipped or the day has 25 hours', () => {
  expect(endOfDay('2026-11-23', 'Asia/Kolkata').toISOString()).toBe('2026-11-23T18:30:00.000Z');
  expect(endOfDay('2026-12-31', 'Pacific/Kiritimati').toISOString()).toBe('2026-12-31T10:00:00.000Z');
  // Cairo puts its clock from 23:59 on 23 April to 1:00 on the 24th.
  expect(endOfDay('2026-04-23', 'Africa/Cairo').toISOString()).toBe('2026-04-23T22:00:00.000Z');
  const [before, long] = [endOfDay('2026-10-24', 'Europe/London'), endOfDay('2026-10-25', 'Europe/London')];
  expect((long.getTime() - before.getTime()) / HOUR_MS).toBe(25);
  expect(dayAt(new Date('2026-11-23T18:29:59.999Z'), 'Asia/Kolkata')).toBe('2026-11-23');
  expect(dayAt(new Date('2026-11-23T18:30:00Z'), 'Asia/Kolkata')).toBe('2026-11-24');
});

describe('any calendar, any moment of ten years', () => {
  const START = Date.UTC(2024, 0, 1);
  const END = Date.UTC(2034, 0, 1);
  const instant = fc.integer({ min: START, max: END }).map((ms) => new Date(ms));
  const calendar: fc.Arbitrary<Calendar> = fc
    .record({
      timeZone: fc.constantFrom(...timeZones),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
      hours: fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 2 }),
      holidays: fc.array(instant, { maxLength: 400 }),
    })
    .map(({ timeZone, weekdays, hours, holidays }) => ({
      timeZone,
      weekdays,
      opensAt: Math.min(...hours) * 15,
      closesAt: Math.max(...hours) * 15,
      holidays: new Set(holidays.map((at) => dayAt(at, timeZone))),
    }));
  const days = fc.oneof(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 0, max: 600 }).map((tenths) => tenths / 10),
  );

  const dayBefore = (day: string, many = 1): string =>
    new Date(Date.parse(day) - many * DAY_MS).toISOString().slice(0, 10);
  const isOdd = (day: string, timeZone: string): boolean =>
    endOfDay(day, timeZone).getTime() - endOfDay(dayBefore(day), timeZone).getTime() !== DAY_MS;
  /** Whether the clock was put forward or back on that day or shortly before it. */
  const nearChange = (at: Date, { timeZone }: Calendar): boolean =>
    Array.from({ length: 10 }, (_, i) => dayBefore(dayAt(at, timeZone), i)).some((day) => isOdd(day, timeZone));
  const minutesShown = (at: Date, { timeZone }: Calendar): number => {
    const [hour, minute] = shown(at, timeZone).slice(-5).split(':').map(Number);
    return (hour as number) * 60 + (minute as number);
  };
  const isOpen = (at: Date, calendar: Calendar): boolean => {
    const day = dayAt(at, calendar.timeZone);
    const minutes = minutesShown(at, calendar);
    const weekday = new Date(day).getUTCDay() || 7;
    const worked = calendar.weekdays.includes(weekday) && !calendar.holidays.has(day);
    return worked && minutes >= calendar.opensAt && minutes < calendar.closesAt;
  };

  /** Moments about a change of the clock, where the mistakes are: midnight skipped, half an hour, two hours, a month of fasting. */
  const aboutChange = fc.constantFrom(
    ...[
      'Europe/London',
      'Africa/Cairo',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Antarctica/Troll',
      'Africa/Casablanca',
    ].flatMap((timeZone) =>
      Array.from({ length: 4 * 365 }, (_, i) => dayAt(new Date(START + i * DAY_MS), 'UTC'))
        .filter((day) => isOdd(day, timeZone))
        .map((day) => ({ timeZone, change: endOfDay(day, timeZone) })),
    ),
  );

  const seeds = seedsFor('working days', 1);
  const holds = <Args extends unknown[]>(
    arbitraries: { [K in keyof Args]: fc.Arbitrary<Args[K]> },
    rule: (...args: Args) => void,
    numRuns = 300,
  ): void => {
    const all = fc.tuple(...arbitraries) as fc.Arbitrary<unknown> as fc.Arbitrary<Args>;
    for (const seed of seeds.list)
      fc.assert(
        fc.property(all, (args) => rule(...args)),
        { seed, numRuns },
      );
  };

  test(
    'the answer is within working hours, and not before it was asked',
    () => {
      holds([calendar, instant, days], (calendar, from, days) => {
        const at = addWorkingDays(calendar, from, days);
        expect(at.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(isOpen(at, calendar)).toBe(true);
      });
    },
    seeds.timeoutMs,
  );

  test(
    'asked later or for more days, it is not earlier',
    () => {
      const pair = <T>(one: fc.Arbitrary<T>, less: (a: T, b: T) => boolean) =>
        fc.tuple(one, one).map(([a, b]): [T, T] => (less(a, b) ? [a, b] : [b, a]));
      const near = fc
        .tuple(instant, fc.integer({ min: 0, max: 3 * DAY_MS }))
        .map(([a, ms]): [Date, Date] => [a, new Date(a.getTime() + ms)]);
      const moments = fc.oneof(
        near,
        pair(instant, (a, b) => a < b),
      );
      holds([calendar, moments, pair(days, (a, b) => a < b)], (calendar, [early, late], [few, many]) => {
        expect(addWorkingDays(calendar, late, few).getTime()).toBeGreaterThanOrEqual(
          addWorkingDays(calendar, early, few).getTime(),
        );
        expect(addWorkingDays(calendar, early, many).getTime()).toBeGreaterThanOrEqual(
          addWorkingDays(calendar, early, few).getTime(),
        );
      });
    },
    seeds.timeoutMs,
  );

  test(
    'about a change of the clock, every quarter of an hour asks in turn and is answered in turn',
    () => {
      const everyDay = { weekdays: [1, 2, 3, 4, 5, 6, 7], holidays: new Set<string>() };
      holds(
        [aboutChange, calendar, fc.constantFrom(0, 0.5, 1, 2.25)],
        ({ timeZone, change }, { opensAt, closesAt }, days) => {
          const around = { ...everyDay, timeZone, opensAt, closesAt };
          let before = 0;
          for (let ms = -2 * DAY_MS; ms <= DAY_MS; ms += HOUR_MS / 4) {
            const from = new Date(change.getTime() + ms - Math.ceil(days) * DAY_MS);
            const at = addWorkingDays(around, from, days);
            expect(at.getTime()).toBeGreaterThanOrEqual(Math.max(before, from.getTime()));
            expect(minutesShown(at, around)).toBeGreaterThanOrEqual(opensAt);
            expect(minutesShown(at, around)).toBeLessThan(closesAt);
            before = at.getTime();
          }
        },
        15,
      );
    },
    seeds.timeoutMs,
  );

  test(
    'some days and then some more are all of them, unless the clock jumped where the first ended',
    () => {
      const whole = fc.integer({ min: 0, max: 60 });
      holds([calendar, instant, whole, whole], (calendar, from, a, b) => {
        const between = addWorkingDays(calendar, from, a);
        if (nearChange(between, calendar)) return;
        expect(addWorkingDays(calendar, between, b)).toEqual(addWorkingDays(calendar, from, a + b));
      });
    },
    seeds.timeoutMs,
  );

  test(
    'what is added is what lies between, and nothing lies before',
    () => {
      holds([calendar, instant, days], (calendar, from, days) => {
        const to = addWorkingDays(calendar, from, days);
        if (nearChange(from, calendar) || nearChange(to, calendar)) return;
        expect(workingDaysBetween(calendar, from, to)).toBeCloseTo(days, 5);
        expect(workingDaysBetween(calendar, to, from)).toBe(0);
        expect(workingDaysBetween(calendar, from, new Date(to.getTime() + HOUR_MS))).toBeGreaterThanOrEqual(
          days - 1e-6,
        );
      });
    },
    seeds.timeoutMs,
  );

  test(
    'whole days end at the time of day they began, on the day that a finger on the calendar finds',
    () => {
      holds([calendar, instant, fc.integer({ min: 0, max: 40 })], (calendar, from, days) => {
        if (!isOpen(from, calendar) || nearChange(from, calendar)) return;
        const allDay = { ...calendar, opensAt: 0, closesAt: 1440 };
        const isWorked = (day: string): boolean =>
          isOpen(new Date(endOfDay(day, calendar.timeZone).getTime() - 1), allDay);
        let day = dayAt(from, calendar.timeZone);
        for (let left = days; left > 0; left--)
          do day = dayBefore(day, -1);
          while (!isWorked(day));
        const at = addWorkingDays(calendar, from, days);
        if (nearChange(at, calendar)) return;
        expect(dayAt(at, calendar.timeZone)).toBe(day);
        expect(minutesShown(at, calendar)).toBe(minutesShown(from, calendar));
      });
    },
    seeds.timeoutMs,
  );
});
