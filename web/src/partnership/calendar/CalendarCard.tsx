import { CalendarDays, PencilLine } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { cityOf, dayIn } from '../../platform/time';
import { Button } from '../../ui/Button';
import type { CalendarFactsFragment } from '../profile/profile.gql';
import { type Party, usePartnership } from '../use-partnership';
import css from './Calendar.module.css';
import { dayWords, weekdayWords } from './opening';

const CalendarDialog = lazy(() => import('./CalendarDialog'));
const HOLIDAYS_SHOWN = 6;

interface CalendarCardProps {
  party: Party;
  calendar: CalendarFactsFragment;
  now: Date;
}

/** When a party works, and its next holidays; its leads change it here. */
export function CalendarCard({ party, calendar, now }: CalendarCardProps) {
  const { me, managesMembers } = usePartnership();
  const [open, setOpen] = useState(false);
  const today = dayIn(calendar.timeZone, now);
  const next = calendar.holidays.filter(({ on }) => on >= today);
  return (
    <section className={css.card} aria-labelledby="calendar-heading">
      <div className={css.head}>
        <h2 id="calendar-heading">
          <CalendarDays size={18} aria-hidden /> When {party.name} works
        </h2>
        {managesMembers && me.party.id === party.id && (
          <Button size="small" icon={<PencilLine size={15} aria-hidden />} onPress={() => setOpen(true)}>
            Change the calendar
          </Button>
        )}
      </div>
      <p className={css.week}>
        {weekdayWords(calendar.weekdays)}, {calendar.opensAt}–{calendar.closesAt}{' '}
        <span>by the clock in {cityOf(calendar.timeZone)}</span>
      </p>
      {next.length > 0 ? (
        <ul className={css.holidays}>
          {next.slice(0, HOLIDAYS_SHOWN).map(({ on, name }) => (
            <li key={on}>
              <span>{name}</span> <time dateTime={on}>{dayWords(on)}</time>
            </li>
          ))}
          {next.length > HOLIDAYS_SHOWN && <li className={css.more}>and {next.length - HOLIDAYS_SHOWN} more</li>}
        </ul>
      ) : (
        <p className={css.more}>
          No holiday is noted. Answers are counted in these hours, so holidays matter to both sides.
        </p>
      )}
      <Suspense>{open && <CalendarDialog party={party} calendar={calendar} onClose={() => setOpen(false)} />}</Suspense>
    </section>
  );
}
