import { Check, UserCheck } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { clockIn, ownTimeZone } from '../../platform/time';
import { Button } from '../../ui/Button';
import { useFacilitation } from '../facilitation/use-facilitation';
import type { StageProps } from '../meeting';
import { StageHead } from '../StageHead';
import { Attendance } from './Attendance';
import css from './CheckInStage.module.css';
import { Lobby } from './Lobby';

/** Who is here, by party, and whether that is enough for what is decided to count at once. */
export default function CheckInStage({ meeting }: StageProps) {
  const { me } = usePartnership();
  const facilitation = useFacilitation(meeting);
  const mine = meeting.attendance.find(({ member, kind }) => member.id === me.id && kind === 'PRESENT');
  if (meeting.meetingState === 'SCHEDULED') return <Lobby meeting={meeting} />;
  const open = meeting.meetingState === 'OPEN';
  return (
    <>
      <div className={css.head}>
        <StageHead title={open ? 'Who is here?' : 'Who was there'}>
          {open && 'Check in with one press. Latecomers do it from any stage: their page opens where the meeting is.'}
        </StageHead>
        {open &&
          (mine ? (
            <p className={css.done}>
              <Check size={18} aria-hidden /> You checked in at {clockIn(ownTimeZone(), new Date(mine.at))}
            </p>
          ) : (
            <Button
              variant="primary"
              icon={<UserCheck size={18} aria-hidden />}
              isPending={facilitation.checkingIn}
              onPress={() => void facilitation.checkIn()}
            >
              I’m here
            </Button>
          ))}
      </div>
      <Attendance meeting={meeting} />
    </>
  );
}
