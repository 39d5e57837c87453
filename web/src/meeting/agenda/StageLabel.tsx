import { CircleParking } from 'lucide-react';
import { type Stage, stageName } from '../meeting';
import { OutcomeMark } from './OutcomeMark';
import css from './StageLabel.module.css';

/** A stage where there is little room: a demo by its key and the beginning of its title. */
export function StageLabel({ stage }: { stage: Stage }) {
  const { story, parkedInMeeting, parkedAt } = stage;
  return (
    <span className={css.label}>
      {story && (
        <small>
          {story.key} <OutcomeMark outcome={story.outcome} />
        </small>
      )}
      <span className={css.name}>{stageName(stage)}</span>
      {parkedAt && (
        <small>
          <CircleParking size={12} aria-hidden /> parked for the next meeting
        </small>
      )}
      {parkedInMeeting !== null && <small>parked in meeting {parkedInMeeting}</small>}
    </span>
  );
}
