import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The current instant, renewed at each full minute. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), MINUTE_MS - (Date.now() % MINUTE_MS));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}

/** A zone this browser doesn't know must not take the page down: the person's own zone then serves. */
function inZone(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', options);
  }
}

/** "10:42" in that zone. */
export const clockIn = (zone: string, at: Date): string =>
  inZone(zone, { hour: '2-digit', minute: '2-digit' }).format(at);

/** "Tue 10:42" when that zone's day is another than the reader's, else "10:42". */
export function localTimeIn(zone: string, at: Date): string {
  const day = inZone(zone, { weekday: 'short' }).format(at);
  const ours = new Intl.DateTimeFormat('en-GB', { weekday: 'short' }).format(at);
  return day === ours ? clockIn(zone, at) : `${day} ${clockIn(zone, at)}`;
}

/** "Europe/London" → "London", "America/Argentina/Buenos_Aires" → "Buenos Aires". */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** "just now", "5 min ago", "yesterday at 16:20", "12 Nov". */
export function ago(instant: string, now: Date): string {
  const at = new Date(instant);
  const minutes = Math.floor((now.getTime() - at.getTime()) / MINUTE_MS);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (at.toDateString() === now.toDateString()) return `${Math.floor(minutes / 60)} h ago`;
  const clock = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (at.toDateString() === new Date(now.getTime() - DAY_MS).toDateString()) return `yesterday at ${clock}`;
  return at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  });
}

/** "Today", "Yesterday", "Friday 20 November". */
export function dayWords(instant: string, now: Date): string {
  const day = new Date(instant).toDateString();
  if (day === now.toDateString()) return 'Today';
  return day === new Date(now.getTime() - DAY_MS).toDateString() ? 'Yesterday' : longDate(instant);
}

export const longDate = (instant: string): string =>
  new Date(instant).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

/** "Thu" within the coming days, else "12 Nov". */
export function dayOrDate(instant: string, now: Date): string {
  const near = Math.abs(Date.parse(instant) - now.getTime()) < 6 * DAY_MS;
  return new Date(instant).toLocaleDateString(
    'en-GB',
    near ? { weekday: 'short' } : { day: 'numeric', month: 'short' },
  );
}

/** The iteration that `at` falls in: its ISO week number and the days left in it, today included. `firstDay` is 1 (Monday) to 7. */
export function weekAt(at: Date, zone: string, firstDay: number): { week: number; daysLeft: number } {
  const [year, month, day] = inZone(zone, { year: 'numeric', month: '2-digit', day: '2-digit' })
    .format(at)
    .split('/')
    .reverse()
    .map(Number);
  const today = Date.UTC(year ?? 1970, (month ?? 1) - 1, day);
  const weekday = new Date(today).getUTCDay() || 7;
  const since = (weekday - firstDay + 7) % 7;
  return { week: isoWeek(today - since * DAY_MS), daysLeft: 7 - since };
}

/** ISO 8601: week 1 holds the year's first Thursday. */
function isoWeek(day: number): number {
  const thursday = day + (4 - (new Date(day).getUTCDay() || 7)) * DAY_MS;
  const yearStart = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - yearStart) / (7 * DAY_MS)) + 1;
}

/** The calendar day in that zone, YYYY-MM-DD. */
export const dayIn = (zone: string, at: Date): string =>
  inZone(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at).split('/').reverse().join('-');

/** Every zone this browser knows, with the reader's own among them. */
export function timeZones(): string[] {
  const own = ownTimeZone();
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes(own) ? known : [own, ...known];
}

export const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
