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

/** "Monday 23 November", with the year when it is not that of `now`. */
export const dayWords = (day: string, now: Date): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
    ...(day.startsWith(String(now.getFullYear())) ? {} : { year: 'numeric' }),
  });

export const weekdayOf = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });
