const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** "4:05". */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / SECOND_MS);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** "4 minutes", for who hears it; seconds only in the last one. */
export function spokenLength(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE_MS);
  if (minutes === 0) return 'less than a minute';
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
