import { iterationWeekOf, parseIsoWeek, weeksBetween } from '@tandem/schema/iteration/iso-week';
import { cityOf, clockIn, dayIn } from '../platform/time';

/** "2026-W48" → "week 48". */
export const weekName = (isoWeek: string): string => `week ${parseIsoWeek(isoWeek)?.week ?? isoWeek}`;
/** "2026-W48" → "W48", for where there is little room. */
export const weekShort = (isoWeek: string): string => isoWeek.slice(5);

export const pointsWords = (points: number): string => (points === 1 ? '1 point' : `${points} points`);

/** The iteration that runs at an instant in a partnership's zone. */
export const weekNow = (now: Date, zone: string, firstDay: number): string =>
  iterationWeekOf(dayIn(zone, now), firstDay);

const dated = (day: string, options: Intl.DateTimeFormatOptions) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { ...options, timeZone: 'UTC' });

/** "Mon 23", and "Mon 23 November" with `more`; a calendar day has no zone, so none is applied. */
export const dayWords = (day: string, more: Intl.DateTimeFormatOptions = {}): string =>
  `${dated(day, { weekday: 'short' })} ${dated(day, { day: 'numeric', ...more })}`;

/** "Mon 23 – Sun 29 November 2026". */
export function daysWords(from: string, to: string): string {
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const start = dayWords(from, sameMonth ? {} : { month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
  return `${start} – ${dayWords(to, { month: 'long', year: 'numeric' })}`;
}

/** "this week", "next week", "3 weeks ago". */
export function whenWords(isoWeek: string, current: string): string {
  const ahead = weeksBetween(current, isoWeek);
  if (ahead === 0) return 'this week';
  if (Math.abs(ahead) === 1) return ahead > 0 ? 'next week' : 'last week';
  return ahead > 0 ? `in ${ahead} weeks` : `${-ahead} weeks ago`;
}

/** "London Mon 00:00", for each zone in which an instant reads differently from the others. */
export function zonesWords(instant: string, zones: readonly string[]): string {
  const at = new Date(instant);
  const words = [...new Set(zones)].map((zone) => `${cityOf(zone)} ${dayWords(dayIn(zone, at))} ${clockIn(zone, at)}`);
  return words.join(' · ');
}
