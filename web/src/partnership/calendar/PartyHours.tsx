import { cityOf, clockIn } from '../../platform/time';
import { opening, type WorkingTime } from './opening';
import css from './Calendar.module.css';

/** "Now in Pune 18:40 · closed until Monday 10:00": whether somebody of the party is likely to answer. */
export function PartyHours({ calendar, now }: { calendar: WorkingTime; now: Date }) {
  const { isOpen, words } = opening(calendar, now);
  return (
    <span className={css.hours}>
      Now in {cityOf(calendar.timeZone)} {clockIn(calendar.timeZone, now)} ·{' '}
      <span data-open={isOpen || undefined}>{words}</span>
    </span>
  );
}
