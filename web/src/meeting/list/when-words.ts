const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** "in 2 days", "in 3 hours", "in 5 minutes", "now", "it was due 10 minutes ago". */
export function untilWords(startsAt: string, now: Date): string {
  const minutes = Math.round((Date.parse(startsAt) - now.getTime()) / MINUTE_MS);
  if (minutes === 0) return 'Now';
  const long = length(Math.abs(minutes));
  return minutes > 0 ? `In ${long}` : `It was to begin ${long} ago`;
}

function length(minutes: number): string {
  if (minutes >= 2 * DAY_MINUTES) return `${Math.round(minutes / DAY_MINUTES)} days`;
  if (minutes >= 120) return `${Math.round(minutes / 60)} hours`;
  if (minutes >= 60) return 'an hour';
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

/** "14:00" of minutes after midnight, and back. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
