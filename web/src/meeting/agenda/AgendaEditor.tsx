import { plannedMinutes } from '@tandem/schema/meeting/rules';
import { ArrowDown, ArrowUp, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { clockIn, ownTimeZone } from '../../platform/time';
import { Button, IconButton } from '../../ui/Button';
import { isMovable, type Meeting, type Stage, stageName, stagesToGo } from '../meeting';
import { serverNow } from '../server-clock';
import css from './AgendaEditor.module.css';
import { expectedStarts } from './agenda-times';
import { StageLabel } from './StageLabel';
import { StageMenuButton } from './StageMenuButton';
import { type Agenda, placesFor, useAgenda } from './use-agenda';

const AddToAgendaDialog = lazy(() => import('./AddToAgendaDialog'));

/** The agenda as a list to be changed: order, times, what is on it. */
export function AgendaEditor({ meeting }: { meeting: Meeting }) {
  const { canWrite } = usePartnership();
  const agenda = useAgenda(meeting);
  const [adding, setAdding] = useState(false);
  const starts = expectedStarts(meeting, serverNow());
  const planned = plannedMinutes(stagesToGo(meeting));
  return (
    <div className={css.editor}>
      <ol>
        {meeting.stages.map((stage) => (
          <Row
            key={stage.id}
            meeting={meeting}
            stage={stage}
            agenda={canWrite ? agenda : null}
            startsAt={starts.get(stage.id)}
          />
        ))}
      </ol>
      <div className={css.foot}>
        <p data-over={planned > meeting.duration || undefined}>
          {planned} minutes planned
          {planned > meeting.duration && `, ${planned - meeting.duration} more than the meeting has`}
        </p>
        {canWrite && (
          <Button icon={<Plus size={16} aria-hidden />} onPress={() => setAdding(true)}>
            Add to the agenda
          </Button>
        )}
      </div>
      {adding && (
        <Suspense fallback={null}>
          <AddToAgendaDialog meeting={meeting} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </div>
  );
}

interface RowProps {
  meeting: Meeting;
  stage: Stage;
  agenda: Agenda | null;
  startsAt: number | undefined;
}

function Row({ meeting, stage, agenda, startsAt }: RowProps) {
  const { up, down } = placesFor(meeting.stages, stage);
  return (
    <li className={css.row} data-kind={stage.kind}>
      <span className={css.time}>{startsAt !== undefined && clockIn(ownTimeZone(), new Date(startsAt))}</span>
      <StageLabel stage={stage} />
      {stage.addedBy && <span className={css.by}>{stage.addedBy.name}</span>}
      <span className={css.minutes}>{stage.minutes} min</span>
      {agenda && !stage.parkedAt && (
        <span className={css.acts}>
          {isMovable(stage) && (
            <>
              <IconButton
                size="small"
                label={`Move ${stageName(stage)} up`}
                icon={<ArrowUp size={15} aria-hidden />}
                {...(up ? { onPress: () => void agenda.move(stage, up) } : STAYS)}
              />
              <IconButton
                size="small"
                label={`Move ${stageName(stage)} down`}
                icon={<ArrowDown size={15} aria-hidden />}
                {...(down ? { onPress: () => void agenda.move(stage, down) } : STAYS)}
              />
            </>
          )}
          <StageMenuButton meeting={meeting} stage={stage} agenda={agenda} />
        </span>
      )}
    </li>
  );
}

/** At either end the button stays, so that the focus does. */
const STAYS = { 'aria-disabled': true } as const;
