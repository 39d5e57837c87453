import { msLeft } from '@tandem/schema/meeting/rules';
import { AlarmClock, ChevronDown, Hourglass } from 'lucide-react';
import { lazy, useEffect } from 'react';
import { announce } from '../../ui/announce';
import { PopoverButton } from '../../ui/PopoverButton';
import { type Meeting, type Stage, stageInWords } from '../meeting';
import { useServerNow } from '../server-clock';
import { minutesAndSeconds, spokenLength } from './timer-words';
import css from './Timer.module.css';
import type { Facilitation } from './use-facilitation';

const TimerMenu = lazy(() => import('./TimerMenu'));
const MINUTE_MS = 60_000;

interface TimerProps {
  meeting: Meeting;
  stage: Stage;
  /** Null for who cannot change it. */
  facilitation: Facilitation | null;
}

/** What is left of the current stage, the same on every screen; past its time in words, with an icon, and in colour. */
export function Timer({ meeting, stage, facilitation }: TimerProps) {
  const measured = useTimeLeft(meeting, stage);
  const left = measured ?? stage.minutes * MINUTE_MS;
  const over = left < 0;
  const name = stageInWords(stage);
  useEffect(() => {
    if (over) announce(`The time for ${name} is up`);
  }, [over, name]);
  const given = stage.minutes * MINUTE_MS;
  const spoken = over ? `${spokenLength(left)} over the time` : `${spokenLength(left)} left`;
  const words = over ? 'over' : `left of ${stage.minutes} min`;
  const face = (
    <>
      {over ? <AlarmClock size={18} aria-hidden /> : <Hourglass size={18} aria-hidden />}
      <span className={css.figure}>{measured === null ? '–:––' : minutesAndSeconds(left)}</span>{' '}
      <span className={css.words}>{words}</span>
    </>
  );
  return (
    <div className={css.timer} data-over={over || undefined} role="timer" aria-label={`${spoken}, of ${stage.minutes}`}>
      <span className={css.track} aria-hidden="true">
        <span style={{ transform: `scaleX(${over ? 1 : left / given})` }} />
      </span>
      {facilitation ? (
        <PopoverButton
          opens="menu"
          variant="quiet"
          label={`${minutesAndSeconds(left)} ${words}: give ${name} more time`}
          popover={(anchor) => (
            <TimerMenu {...anchor} stage={stage} spentMs={given - left} facilitation={facilitation} />
          )}
        >
          <span className={css.face}>
            {face}
            <ChevronDown size={14} aria-hidden />
          </span>
        </PopoverButton>
      ) : (
        <span className={css.face}>{face}</span>
      )}
    </div>
  );
}

/** Milliseconds until the stage's time is up, by the server's clock; negative past it, null until that is known. */
function useTimeLeft(meeting: Meeting, stage: Stage): number | null {
  const now = useServerNow();
  return now === null ? null : msLeft(stage, meeting.stageEnteredAt ? Date.parse(meeting.stageEnteredAt) : now, now);
}
