import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { usePartnership } from '../partnership/use-partnership';
import { shownByThePage } from '../platform/apollo';
import { useTitle } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { PageSkeleton } from '../ui/Skeleton';
import { AgendaNav } from './agenda/AgendaNav';
import { AwayBanner } from './AwayBanner';
import { FacilitationBar } from './facilitation/FacilitationBar';
import { useFacilitation } from './facilitation/use-facilitation';
import { useIsGone } from './facilitation/use-is-gone';
import { useFollowing } from './follow';
import { type Meeting, stageName } from './meeting';
import { MeetingHead } from './MeetingHead';
import css from './MeetingPage.module.css';
import RecordPanel from './record/RecordPanel';
import { StageArea } from './StageArea';
import { useAnnouncedMeeting } from './use-announced-meeting';
import { useMeeting } from './use-meeting';
import { useMeetingKeys } from './use-meeting-keys';

export default function MeetingPage() {
  const { slug, number } = useParams({ from: '/p/$slug/meetings/$number' });
  const { meeting, error, refetch } = useMeeting(slug, Number(number));
  if (meeting) return <OpenMeeting key={meeting.id} meeting={meeting} />;
  return error ? (
    <Problem onRetry={() => refetch().catch(shownByThePage)}>
      The meeting could not be read. Check its number and your connection, then try again.
    </Problem>
  ) : (
    <PageSkeleton rows={4} label="Opening the meeting" />
  );
}

/** The frame around every stage: agenda, record, and what runs the meeting. */
function OpenMeeting({ meeting }: { meeting: Meeting }) {
  const { name, canWrite } = usePartnership();
  const { view } = useSearch({ from: '/p/$slug/meetings/$number' });
  const navigate = useNavigate({ from: '/p/$slug/meetings/$number' });
  const content = useRef<HTMLDivElement>(null);
  const present = view === 'present';
  const following = useFollowing(meeting, content, { always: present });
  const facilitation = useFacilitation(meeting);
  const gone = useIsGone(meeting.facilitator?.id) && canWrite && meeting.meetingState === 'OPEN';
  const step = (which: 'NEXT' | 'BACK') => {
    if (facilitation.step(which)) following.goAlong();
  };
  const leaveView = () => void navigate({ search: (search) => ({ ...search, view: undefined }) });
  useAnnouncedMeeting(meeting, following);
  useMeetingKeys(meeting, {
    ...{ following, facilitation, onStep: step },
    onTakeOver: gone ? () => void facilitation.takeOver() : null,
    onLeaveView: present ? leaveView : null,
  });
  const { shown } = following;
  useTitle(shown && stageName(shown), `Meeting ${meeting.number}`, name);
  const recorded = meeting.meetingState === 'OPEN' || meeting.meetingState === 'CLOSED';
  return (
    <div className={css.page} data-present={present || undefined} data-state={meeting.meetingState}>
      <MeetingHead meeting={meeting} facilitation={facilitation} present={present} />
      <div className={css.columns} ref={content}>
        <AgendaNav meeting={meeting} following={following} facilitation={facilitation} />
        {shown && (
          <StageArea meeting={meeting} stage={shown}>
            <AwayBanner meeting={meeting} following={following} facilitation={facilitation} />
          </StageArea>
        )}
        {shown && recorded && !present && (
          <aside className={css.record} aria-label="Record">
            <RecordPanel meeting={meeting} stage={shown} />
          </aside>
        )}
      </div>
      <FacilitationBar meeting={meeting} following={following} facilitation={facilitation} onStep={step} />
    </div>
  );
}
