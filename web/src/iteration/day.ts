const DAY_MS = 86_400_000;

/** The calendar day, YYYY-MM-DD, that a clock in the zone shows; a zone this browser doesn't know is the reader's own. */
export function dayIn(zone: string, at: Date): string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const [day, month, year] = formatted({ ...options, timeZone: zone }, at).split('/');
  return `${year}-${month}-${day}`;
}

function formatted(options: Intl.DateTimeFormatOptions, at: Date): string {
  try {
    return new Intl.DateTimeFormat('en-GB', options).format(at);
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: undefined }).format(at);
  }
}

/** Midnight UTC of a day; null when the calendar has no such day. */
export function instantOf(day: string): Date | null {
  const at = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? at : null;
}

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** "Monday 23 November", with the year when it is not that of `now`. */
export const dayWords = (day: string, now: Date): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
    ...(day.startsWith(String(now.getFullYear())) ? {} : { year: 'numeric' }),
  });

export const weekdayOf = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });
