import {
  addDays,
  isDay,
  isoWeekOf,
  iterationWeekOf,
  nextWeek,
  parseIsoWeek,
  previousWeek,
  startOfWeek,
  weekAfter,
  weeksBetween,
  weeksInYear,
} from '@tandem/schema/iteration/iso-week';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';

const FROM = Temporal.PlainDate.from('2020-01-01');
/** Ten years, day by day. */
const DAYS = Array.from({ length: 3653 }, (_, i) => FROM.add({ days: i }));
const weekOf = (day: Temporal.PlainDate): string => `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, '0')}`;

describe('ISO weeks', () => {
  test('every day of ten years is in the week that Temporal puts it in', () => {
    for (const day of DAYS) expect([day.toString(), isoWeekOf(day.toString())]).toEqual([day.toString(), weekOf(day)]);
  });

  test('for each first day, the iterations of ten years meet without a gap and hold each day once', () => {
    for (let firstDay = 1; firstDay <= 7; firstDay++) {
      for (const day of DAYS) {
        const week = iterationWeekOf(day.toString(), firstDay);
        const start = Temporal.PlainDate.from(startOfWeek(week, firstDay));
        expect(start.dayOfWeek).toBe(firstDay);
        expect(weekOf(start)).toBe(week);
        expect(start.until(day).days).toBeGreaterThanOrEqual(0);
        expect(start.until(day).days).toBeLessThan(7);
      }
      for (let week = '2019-W50'; week < '2030-W02'; week = nextWeek(week)) {
        expect(startOfWeek(nextWeek(week), firstDay)).toBe(addDays(startOfWeek(week, firstDay), 7));
        expect(previousWeek(nextWeek(week))).toBe(week);
      }
    }
  });

  test('a year has as many weeks as Temporal counts to its 28th of December', () => {
    for (let year = 1990; year < 2110; year++)
      expect(weeksInYear(year)).toBe(Temporal.PlainDate.from({ year, month: 12, day: 28 }).weekOfYear);
  });

  test('2026 has a 53rd week, which 2027 has not', () => {
    expect(parseIsoWeek('2026-W53')).toEqual({ year: 2026, week: 53 });
    expect(parseIsoWeek('2027-W53')).toBeNull();
    expect(nextWeek('2026-W53')).toBe('2027-W01');
    expect(nextWeek('2027-W52')).toBe('2028-W01');
    // 2026-W53 runs from Monday 28 December 2026 to Sunday 3 January 2027.
    expect([startOfWeek('2026-W53', 1), startOfWeek('2026-W53', 7)]).toEqual(['2026-12-28', '2027-01-03']);
    expect(isoWeekOf('2027-01-03')).toBe('2026-W53');
  });

  test('a week that starts on Wednesday holds the Monday and Tuesday after it', () => {
    expect(iterationWeekOf('2026-11-24', 3)).toBe('2026-W47');
    expect(iterationWeekOf('2026-11-25', 3)).toBe('2026-W48');
  });

  test('what is no week is none', () => {
    for (const text of [
      '2026-W00',
      '2026-W54',
      '2026-w12',
      '2026-12',
      '2026-W1',
      ' 2026-W12',
      '26-W12',
      '',
      '0000-W01',
    ])
      expect([text, parseIsoWeek(text)]).toEqual([text, null]);
  });

  test('what is no day is none', () => {
    for (const text of ['2026-02-31', '2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', 'today', '', '2026-11-31'])
      expect([text, isDay(text)]).toEqual([text, false]);
    for (const text of ['2028-02-29', '2026-12-31', '0099-01-01']) expect([text, isDay(text)]).toEqual([text, true]);
    expect(() => isoWeekOf('2026-02-31')).toThrow(RangeError);
  });

  test('weeks are counted across the ends of years', () => {
    expect(weeksBetween('2026-W52', '2027-W02')).toBe(3);
    expect(weeksBetween('2027-W02', '2026-W52')).toBe(-3);
    expect(weekAfter('2026-W52', 3)).toBe('2027-W02');
  });
});
