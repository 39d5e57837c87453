import { Temporal } from 'temporal-polyfill';

const DAY_MS = 86_400_000;

/** The day, as YYYY-MM-DD, that a clock in the zone shows at an instant. */
export const dayAt = (instant: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** The first instant of the next day: what is due on `day` is late from then on. */
export const endOfDay = (day: string, timeZone: string): Date =>
  momentOf(Temporal.PlainDate.from(day), DAY_MS, timeZone);

/**
 * The first instant at which the zone's clock, on that day, shows at least `ms` after midnight. A time that the clock skips is
 * the instant at which it is put forward; of one that it shows twice it is the first.
 * @param ms 0 to 86,400,000, the end of the day.
 */
export function momentOf(day: Temporal.PlainDate, ms: number, timeZone: string): Date {
  if (ms >= DAY_MS) return momentOf(day.add({ days: 1 }), 0, timeZone);
  const wanted = day.toPlainDateTime().add({ milliseconds: ms });
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(wanted)) return new Date(found.epochMilliseconds);
  // A skipped time, read by the clock as it was before it was put forward, is before that.
  const putForward = found.getTimeZoneTransition('next');
  return new Date((putForward ?? found).epochMilliseconds);
}
