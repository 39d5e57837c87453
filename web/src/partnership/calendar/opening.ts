import { clockIn, dayIn } from '../../platform/time';

/** When a party works, as the server tells it. */
export interface WorkingTime {
  timeZone: string;
  weekdays: readonly number[];
  /** Such as 09:00; the end of the day is 24:00. */
  opensAt: string;
  closesAt: string;
  holidays: readonly { on: string; name: string }[];
}

const DAY_MS = 86_400_000;
/** A calendar whose next working day is farther away than this has none worth naming. */
const DAYS_AHEAD = 800;

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayAfter = (day: string, days: number): string =>
  new Date(at(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);
const nameOf = (day: string, options: Intl.DateTimeFormatOptions): string =>
  at(day).toLocaleDateString('en-GB', { ...options, timeZone: 'UTC' });

/**
 * Whether a party is at work at `now`, and until when, by its own clock: "open until 17:00", "closed until Monday 09:00".
 * Made on the page and never by the server, whose answers are kept until something changes.
 */
export function opening(calendar: WorkingTime, now: Date): { isOpen: boolean; words: string } {
  const { timeZone, opensAt, closesAt, weekdays, holidays } = calendar;
  const today = dayIn(timeZone, now);
  const clock = clockIn(timeZone, now);
  const holidayOn = (day: string) => holidays.find(({ on }) => on === day);
  const isWorked = (day: string) => weekdays.includes(at(day).getUTCDay() || 7) && !holidayOn(day);
  if (isWorked(today) && clock >= opensAt && clock < closesAt)
    return { isOpen: true, words: `open until ${closesAt === '24:00' ? 'midnight' : closesAt}` };
  const why = holidayOn(today)?.name;
  const closed = why ? `closed for ${why}` : 'closed';
  const first = isWorked(today) && clock < opensAt ? 0 : 1;
  for (let ahead = first; ahead < DAYS_AHEAD; ahead++) {
    const day = dayAfter(today, ahead);
    if (isWorked(day)) return { isOpen: false, words: `${closed} until ${whenWords(day, ahead)}${opensAt}` };
  }
  return { isOpen: false, words: closed };
}

function whenWords(day: string, ahead: number): string {
  if (ahead === 0) return '';
  if (ahead === 1) return 'tomorrow ';
  return `${nameOf(day, ahead < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' })} `;
}

/** "Mon–Fri", "Mon, Wed, Fri", "every day". */
export function weekdayWords(weekdays: readonly number[]): string {
  // 1 January 2024 was a Monday.
  const short = (weekday: number) => nameOf(dayAfter('2024-01-01', weekday - 1), { weekday: 'short' });
  const [first, last] = [weekdays[0] ?? 1, weekdays.at(-1) ?? 7];
  if (weekdays.length === 7) return 'every day';
  if (weekdays.length > 2 && last - first === weekdays.length - 1) return `${short(first)}–${short(last)}`;
  return weekdays.map(short).join(', ');
}

/** "25 December 2026, Friday". */
export const dayWords = (day: string): string =>
  nameOf(day, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });
