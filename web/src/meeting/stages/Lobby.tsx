import { Play } from 'lucide-react';
import { usePartnership } from '../../partnership/use-partnership';
import { clockIn, longDate, ownTimeZone, useNow } from '../../platform/time';
import { Button } from '../../ui/Button';
import { useFacilitation } from '../facilitation/use-facilitation';
import { untilWords } from '../list/when-words';
import type { Meeting } from '../meeting';
import { PartyTimes } from '../PartyTimes';
import { StageHead } from '../StageHead';
import { Attendance } from './Attendance';
import css from './CheckInStage.module.css';

/** Before a meeting begins: when that is on everybody's clock, who is about, and the way to begin. */
export function Lobby({ meeting }: { meeting: Meeting }) {
  const { canWrite } = usePartnership();
  const facilitation = useFacilitation(meeting);
  const now = useNow();
  const { startsAt, facilitatingParty } = meeting;
  return (
    <>
      <div className={css.head}>
        <StageHead title={`${longDate(startsAt)}, ${clockIn(ownTimeZone(), new Date(startsAt))}`}>
          {untilWords(startsAt, now)}. It is {facilitatingParty.name}’s turn to facilitate: the parties take turns. Look
          through the agenda before it begins, and give verdicts on what you have seen already.
        </StageHead>
        {canWrite && (
          <Button
            variant="primary"
            icon={<Play size={18} aria-hidden />}
            isPending={facilitation.starting}
            onPress={() => void facilitation.start()}
          >
            Start the meeting
          </Button>
        )}
      </div>
      <PartyTimes at={startsAt} />
      <Attendance meeting={meeting} />
    </>
  );
}
