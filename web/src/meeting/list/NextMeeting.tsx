import { Link } from '@tanstack/react-router';
import { CalendarClock, CalendarX2, Presentation } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { weekName } from '../../iteration/week-words';
import { usePartnership } from '../../partnership/use-partnership';
import { clockIn, longDate, ownTimeZone, useNow } from '../../platform/time';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { AgendaEditor } from '../agenda/AgendaEditor';
import { currentStage, type Meeting, presentAt, stageInWords } from '../meeting';
import { PartyTimes } from '../PartyTimes';
import css from './NextMeeting.module.css';
import { untilWords } from './when-words';

const MoveDialog = lazy(() => import('./MoveDialog'));
const CancelDialog = lazy(() => import('./CancelDialog'));

/** The meeting that takes place now, or the next one: when it is for whom, its agenda, and the way in. */
export function NextMeeting({ meeting }: { meeting: Meeting }) {
  const { slug, canWrite } = usePartnership();
  const now = useNow();
  const [open, setOpen] = useState<'move' | 'cancel' | null>(null);
  const { number, isoWeek, startsAt, meetingState, facilitatingParty } = meeting;
  const live = meetingState === 'OPEN';
  const close = () => setOpen(null);
  return (
    <section className={css.card} aria-labelledby="next-meeting" data-live={live || undefined}>
      <div className={css.top}>
        <div className={css.when}>
          <p className={css.until}>{live ? <Live meeting={meeting} /> : untilWords(startsAt, now)}</p>
          <h2 id="next-meeting">
            {longDate(startsAt)}, {clockIn(ownTimeZone(), new Date(startsAt))}
          </h2>
          <p className={css.about}>
            Meeting {number} looks back on {weekName(isoWeek)}
            {live ? '' : `; it is ${facilitatingParty.name}’s turn to facilitate`}.
          </p>
        </div>
        <Link to="/p/$slug/meetings/$number" params={{ slug, number: String(number) }} className={css.open}>
          <Presentation size={18} aria-hidden /> {live ? 'Join the meeting' : 'Open the meeting'}
        </Link>
      </div>
      <PartyTimes at={startsAt} />
      {canWrite && !live && (
        <div className={css.acts}>
          <Button icon={<CalendarClock size={16} aria-hidden />} onPress={() => setOpen('move')}>
            Another time
          </Button>
          <Button variant="quiet" icon={<CalendarX2 size={16} aria-hidden />} onPress={() => setOpen('cancel')}>
            Cancel it
          </Button>
        </div>
      )}
      <div className={css.agenda}>
        <h3>Agenda</h3>
        <AgendaEditor meeting={meeting} />
      </div>
      <Suspense fallback={null}>
        {open === 'move' && <MoveDialog meeting={meeting} onClose={close} />}
        {open === 'cancel' && <CancelDialog meeting={meeting} onClose={close} />}
      </Suspense>
    </section>
  );
}

function Live({ meeting }: { meeting: Meeting }): ReactNode {
  const current = currentStage(meeting);
  const here = presentAt(meeting).length;
  return (
    <span className={css.live}>
      Live now{current && `, at ${stageInWords(current)}`}, with {here === 1 ? '1 person' : `${here} people`}
    </span>
  );
}

export function NoMeeting({ hasSlot, onSchedule }: { hasSlot: boolean; onSchedule: (() => void) | null }) {
  return (
    <div className={css.card}>
      <EmptyState
        icon={<Presentation size={22} aria-hidden />}
        title="No meeting is in the calendar"
        action={
          onSchedule && (
            <Button variant="primary" onPress={onSchedule}>
              Schedule a meeting
            </Button>
          )
        }
      >
        {hasSlot
          ? 'The next one comes into the calendar at your usual time by itself; or schedule one now.'
          : 'Say when you usually meet, and each week’s meeting comes into the calendar by itself, with what was delivered on its agenda.'}
      </EmptyState>
    </div>
  );
}
