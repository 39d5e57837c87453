import { CircleParking } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { Button } from '../../ui/Button';
import { useAgenda } from '../agenda/use-agenda';
import { type StageProps, stageName } from '../meeting';
import { StageHead } from '../StageHead';
import css from './TopicStage.module.css';

/** Something to talk about. What comes of it is recorded beside it; what does not fit is parked. */
export default function TopicStage({ meeting, stage }: StageProps) {
  const { canWrite } = usePartnership();
  const agenda = useAgenda(meeting);
  const { addedBy, parkedInMeeting, parkedAt, minutes } = stage;
  return (
    <>
      <StageHead title={stageName(stage)}>
        {addedBy ? `${addedBy.name} put it on the agenda` : 'On the agenda'}, {minutes} minutes
        {parkedInMeeting !== null && `. Parked in meeting ${parkedInMeeting}: it was talked about before`}.
      </StageHead>
      {parkedAt && <p className={css.parked}>It is parked: the next meeting has it on its agenda.</p>}
      {meeting.meetingState === 'OPEN' && canWrite && !parkedAt && (
        <div className={css.park}>
          <p>
            <strong>No end in sight?</strong> Park it, and the next meeting has it on its agenda by itself. Decisions
            and actions go into the record, where both sides see them.
          </p>
          <Button icon={<CircleParking size={16} aria-hidden />} onPress={() => void agenda.park(stage)}>
            Park it
          </Button>
        </div>
      )}
    </>
  );
}
