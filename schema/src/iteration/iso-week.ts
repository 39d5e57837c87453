/**
 * ISO 8601 weeks and the iterations named after them, as pure arithmetic on calendar days: no clock, no time zone.
 * A day is `YYYY-MM-DD`, a week `YYYY-Www`; a first day is an ISO weekday, 1 (Monday) to 7 (Sunday).
 */
export interface IsoWeek {
  year: number;
  week: number;
}

const DAY_MS = 86_400_000;
const WEEK = /^(\d{4})-W(\d{2})$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Midnight UTC of a day, as a number that can be counted with; null when there is no such day, such as 31 February. */
function countOf(day: string): number | null {
  const [, year, month, date] = DAY.exec(day) ?? [];
  if (year === undefined) return null;
  const count = utc(Number(year), Number(month) - 1, Number(date));
  return dayOf(count) === day ? count : null;
}

/** Date.UTC takes years below 100 for those of the 20th century. */
function utc(year: number, month: number, date: number): number {
  return new Date(0).setUTCFullYear(year, month, date);
}

function sureCountOf(day: string): number {
  const count = countOf(day);
  if (count === null) throw new RangeError(`There is no day ${day}`);
  return count;
}

const dayOf = (count: number): string => new Date(count).toISOString().slice(0, 10);
const weekdayOf = (count: number): number => new Date(count).getUTCDay() || 7;
const named = (year: number, week: number): string =>
  `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;

/** Whether the calendar has this day: 2026-02-28 yes, 2026-02-31 no. */
export const isDay = (day: string): boolean => countOf(day) !== null;

/** @throws RangeError when `day` is none. */
export const addDays = (day: string, days: number): string => dayOf(sureCountOf(day) + days * DAY_MS);

/** 52 or 53: a year has a 53rd week when it starts on a Thursday, or is a leap year that starts on a Wednesday. */
export function weeksInYear(year: number): number {
  const last = weekdayOf(utc(year, 11, 31));
  return last === 4 || weekdayOf(utc(year, 0, 1)) === 4 ? 53 : 52;
}

/** Null when there is no such week: 2026-W53 exists, 2027-W53 does not. */
export function parseIsoWeek(isoWeek: string): IsoWeek | null {
  const [, year, week] = WEEK.exec(isoWeek)?.map(Number) ?? [];
  if (year === undefined || week === undefined) return null;
  return year >= 1 && week >= 1 && week <= weeksInYear(year) ? { year, week } : null;
}

/** The ISO week that holds a day. Week 1 holds the year's first Thursday. @throws RangeError when `day` is none. */
export function isoWeekOf(day: string): string {
  const count = sureCountOf(day);
  const thursday = count + (4 - weekdayOf(count)) * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  return named(year, Math.floor((thursday - utc(year, 0, 1)) / (7 * DAY_MS)) + 1);
}

/** The day of an ISO week that is `firstDay`, on which its iteration starts. @throws RangeError when there is no such week. */
export function startOfWeek(isoWeek: string, firstDay: number): string {
  const parsed = parseIsoWeek(isoWeek);
  if (!parsed) throw new RangeError(`There is no week ${isoWeek}`);
  const fourth = utc(parsed.year, 0, 4);
  const monday = fourth - (weekdayOf(fourth) - 1) * DAY_MS + (parsed.week - 1) * 7 * DAY_MS;
  return dayOf(monday + (firstDay - 1) * DAY_MS);
}

/** The iteration that a day belongs to: it may have started in the ISO week before the day's own. */
export const iterationWeekOf = (day: string, firstDay: number): string => isoWeekOf(addDays(day, 1 - firstDay));

/** How many weeks later `to` is than `from`; negative when it is earlier. @throws RangeError when either is none. */
export const weeksBetween = (from: string, to: string): number =>
  (sureCountOf(startOfWeek(to, 1)) - sureCountOf(startOfWeek(from, 1))) / (7 * DAY_MS);

/** @throws RangeError when there is no such week. */
export const weekAfter = (isoWeek: string, weeks: number): string =>
  isoWeekOf(addDays(startOfWeek(isoWeek, 1), weeks * 7));

export const nextWeek = (isoWeek: string): string => weekAfter(isoWeek, 1);
export const previousWeek = (isoWeek: string): string => weekAfter(isoWeek, -1);
