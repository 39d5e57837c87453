const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A day as a sentence names it: 2026-11-23 → 23 November. */
export function dayWords(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]}`;
}
