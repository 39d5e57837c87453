import { CalendarSync, PencilLine, Rss } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { WEEKDAYS } from '../../partnership/fields';
import { usePartnership } from '../../partnership/use-partnership';
import { cityOf, clockIn } from '../../platform/time';
import { Button } from '../../ui/Button';
import type { SlotFactsFragment } from './meeting-list.gql';
import css from './SlotCard.module.css';
import { clockOf } from './when-words';

const SlotDialog = lazy(() => import('./SlotDialog'));
const CalendarLinkDialog = lazy(() => import('./CalendarLinkDialog'));

/** The usual time, what it means on either side's clock, and what holds in each meeting. */
export function SlotCard({ slot }: { slot: SlotFactsFragment | null }) {
  const { me, timeZone } = usePartnership();
  const [open, setOpen] = useState<'slot' | 'calendar' | null>(null);
  const close = () => setOpen(null);
  return (
    <section className={css.card} aria-labelledby="slot-heading">
      <h2 id="slot-heading">
        <CalendarSync size={18} aria-hidden /> When you meet
      </h2>
      {slot ? (
        <>
          <p className={css.time}>
            {everyWords(slot.everyWeeks)} {WEEKDAYS[slot.weekday - 1]?.label}, {clockOf(slot.startsAt)}
            <span>
              for {slot.duration} minutes, by the clock in {cityOf(timeZone)}
            </span>
          </p>
          <dl className={css.facts}>
            {slot.next.map(({ at, timeZone: zone, party }) => (
              <div key={party.id} data-party={party.kind}>
                <dt>{party.name}</dt>
                <dd>
                  {clockIn(zone, new Date(at))} in {cityOf(zone)}
                </dd>
              </div>
            ))}
            <div>
              <dt>Quorum</dt>
              <dd>{slot.quorum} of each party</dd>
            </div>
            <div>
              <dt>Verdicts from afar</dt>
              <dd>
                {slot.verdictHours === 0 ? 'not after the start' : `until ${slot.verdictHours} h after the start`}
              </dd>
            </div>
          </dl>
          <p className={css.pulse}>
            The pulse asks: <q>{slot.pulseQuestion}</q>
          </p>
        </>
      ) : (
        <p className={css.none}>
          Nobody has said so yet. With a usual time each meeting comes into the calendar by itself.
          {me.role !== 'LEAD' && ' A lead of either party can set it.'}
        </p>
      )}
      <div className={css.acts}>
        {me.role === 'LEAD' && (
          <Button icon={<PencilLine size={15} aria-hidden />} onPress={() => setOpen('slot')}>
            {slot ? 'Change it' : 'Say when you meet'}
          </Button>
        )}
        <Button variant="quiet" icon={<Rss size={15} aria-hidden />} onPress={() => setOpen('calendar')}>
          In your calendar
        </Button>
      </div>
      <Suspense fallback={null}>
        {open === 'slot' && <SlotDialog slot={slot} onClose={close} />}
        {open === 'calendar' && <CalendarLinkDialog onClose={close} />}
      </Suspense>
    </section>
  );
}

const EVERY = ['', 'Every', 'Every second', 'Every third', 'Every fourth'];
const everyWords = (weeks: number): string => EVERY[weeks] ?? `Every ${weeks} weeks,`;
