import { Link } from '@tanstack/react-router';
import { Check, ListOrdered, PencilLine, Plus } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { clockIn, ownTimeZone, useNow } from '../../platform/time';
import { Button } from '../../ui/Button';
import { useHasDraftIn } from '../draft';
import { mayMove } from '../facilitation/rights';
import type { Facilitation } from '../facilitation/use-facilitation';
import type { Following } from '../follow';
import type { Meeting, Stage } from '../meeting';
import { serverNow } from '../server-clock';
import css from './AgendaNav.module.css';
import { expectedStarts, standing } from './agenda-times';
import { StageLabel } from './StageLabel';
import { StageMenuButton } from './StageMenuButton';
import { type Agenda, useAgenda } from './use-agenda';

const AddToAgendaDialog = lazy(() => import('./AddToAgendaDialog'));
const AgendaDialog = lazy(() => import('./AgendaDialog'));

interface AgendaNavProps {
  meeting: Meeting;
  following: Following;
  facilitation: Facilitation;
}

/** The meeting from its check-in to its close: where it is, where one is oneself, and what is likely when. */
export function AgendaNav({ meeting, following, facilitation }: AgendaNavProps) {
  const { canWrite } = usePartnership();
  const [open, setOpen] = useState<'add' | 'edit' | null>(null);
  const agenda = useAgenda(meeting);
  useNow(); // The times to come move with the clock.
  const starts = expectedStarts(meeting, serverNow());
  const changeable = canWrite && (meeting.meetingState === 'OPEN' || meeting.meetingState === 'SCHEDULED');
  const strip = useRef<HTMLOListElement>(null);
  const shownId = following.shown?.id;
  useEffect(() => {
    const list = strip.current;
    const item = list?.querySelector<HTMLElement>('[data-shown]');
    // Only the strip of a phone scrolls, and only sideways: the page stays where it is.
    if (list && item && list.scrollWidth > list.clientWidth)
      list.scrollTo({ left: item.offsetLeft - (list.clientWidth - item.offsetWidth) / 2 });
  }, [shownId]);
  return (
    <nav className={css.nav} aria-label="Agenda">
      <ol className={css.list} ref={strip}>
        {meeting.stages.map((stage) => (
          <AgendaItem
            key={stage.id}
            meeting={meeting}
            stage={stage}
            following={following}
            facilitation={facilitation}
            agenda={changeable ? agenda : null}
            startsAt={starts.get(stage.id)}
          />
        ))}
      </ol>
      {changeable && (
        <div className={css.acts}>
          <Button variant="quiet" size="small" icon={<Plus size={15} aria-hidden />} onPress={() => setOpen('add')}>
            Add
          </Button>
          <span className={css.edit}>
            <Button
              variant="quiet"
              size="small"
              icon={<ListOrdered size={15} aria-hidden />}
              onPress={() => setOpen('edit')}
            >
              <span className={css.editWords}>Change the agenda</span>
            </Button>
          </span>
        </div>
      )}
      <Suspense fallback={null}>
        {open === 'add' && <AddToAgendaDialog meeting={meeting} onClose={() => setOpen(null)} />}
        {open === 'edit' && <AgendaDialog meeting={meeting} onClose={() => setOpen(null)} />}
      </Suspense>
    </nav>
  );
}

interface AgendaItemProps extends AgendaNavProps {
  stage: Stage;
  /** Null for who cannot change it. */
  agenda: Agenda | null;
  startsAt: number | undefined;
}

function AgendaItem({ meeting, stage, following, facilitation, agenda, startsAt }: AgendaItemProps) {
  const { me } = usePartnership();
  const where = standing(meeting, stage);
  const shown = following.shown?.id === stage.id;
  const hasDraft = useHasDraftIn(meeting.id, stage);
  const bring =
    following.current && where !== 'NOW' && mayMove(meeting, me)
      ? () => {
          following.goAlong();
          facilitation.bring(stage);
        }
      : null;
  return (
    <li className={css.item} data-standing={where} data-shown={shown || undefined} data-kind={stage.kind}>
      <Link
        from="/p/$slug/meetings/$number"
        search={(search) => ({ ...search, step: where === 'NOW' ? undefined : stage.id })}
        className={css.link}
        activeProps={{}}
        aria-current={shown ? 'step' : undefined}
        onClick={(event) => {
          // The router would go there as well, but knows nothing of who was held at their words.
          event.preventDefault();
          following.look(stage);
        }}
      >
        <span className={css.dot} aria-hidden="true">
          {where === 'DONE' && <Check size={11} strokeWidth={3} />}
        </span>
        <StageLabel stage={stage} />
        {where === 'NOW' && <span className="visually-hidden">, the meeting is here</span>}
        {where === 'DONE' && <span className="visually-hidden">, done</span>}
        {hasDraft && (
          <span className={css.draft} title="You have words here that are not sent">
            <PencilLine size={13} aria-hidden />
            <span className="visually-hidden">, with words of yours that are not sent</span>
          </span>
        )}
        {startsAt !== undefined && (
          <span className={css.time}>
            <span className="visually-hidden">, about </span>
            {clockIn(ownTimeZone(), new Date(startsAt))}
          </span>
        )}
      </Link>
      {agenda && where !== 'PARKED' && (
        <span className={css.menu}>
          <StageMenuButton meeting={meeting} stage={stage} agenda={agenda} onBring={bring} />
        </span>
      )}
    </li>
  );
}
