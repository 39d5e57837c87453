import { useQuery } from '@apollo/client/react';
import { CalendarPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useRereadOnChange } from '../../iteration/use-week';
import { usePartnership } from '../../partnership/use-partnership';
import { shownByThePage } from '../../platform/apollo';
import { Button } from '../../ui/Button';
import { Page } from '../../ui/Page';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import { MeetingListDocument } from './meeting-list.gql';
import css from './MeetingsPage.module.css';
import { NextMeeting, NoMeeting } from './NextMeeting';
import { MeetingRows } from './MeetingRows';
import { SlotCard } from './SlotCard';

const ScheduleDialog = lazy(() => import('./ScheduleDialog'));

/** What happens within a meeting comes with the feed; which ones there are, and when, is read again. */
const touchesList = (kind: string) =>
  /^(meeting\.(scheduled|moved|cancelled|started|closed|slotSet|slotEnded)|story\.transitioned)$/.test(kind);

/** When both sides meet: the next time with its agenda, the usual time, and what came of the earlier ones. */
export default function MeetingsPage() {
  const { slug, name, canWrite } = usePartnership();
  const { data, error, refetch } = useQuery(MeetingListDocument, {
    variables: { slug },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, touchesList);
  const [scheduling, setScheduling] = useState(false);
  const found = data?.partnership;
  const meetings = (found?.meetings.edges ?? []).map(({ node }) => node);
  const next = found?.nextMeeting ?? null;
  const toCome = meetings.filter(({ id, meetingState }) => meetingState === 'SCHEDULED' && id !== next?.id);
  const past = meetings
    .filter(({ meetingState }) => meetingState === 'CLOSED' || meetingState === 'CANCELLED')
    .reverse();
  return (
    <Page
      title="Weekly meeting"
      context={name}
      width="wide"
      lede="Both sides look at what was built, say what is met and what is not, and commit to the week after."
      actions={
        canWrite && (
          <Button icon={<CalendarPlus size={16} aria-hidden />} onPress={() => setScheduling(true)}>
            Schedule a meeting
          </Button>
        )
      }
    >
      {found ? (
        <div className={css.columns}>
          <div className={css.main}>
            {next ? (
              <NextMeeting meeting={next} />
            ) : (
              <NoMeeting
                hasSlot={found.meetingSlot !== null}
                onSchedule={canWrite ? () => setScheduling(true) : null}
              />
            )}
            {toCome.length > 0 && <MeetingRows title="Further ahead" meetings={toCome} />}
            {past.length > 0 && <MeetingRows title="Past meetings" meetings={past} />}
          </div>
          <SlotCard slot={found.meetingSlot} />
        </div>
      ) : error ? (
        <Problem onRetry={() => refetch().catch(shownByThePage)}>
          The meetings could not be read. Check your connection, then try again.
        </Problem>
      ) : (
        <PageSkeleton rows={4} label="Opening the meetings" />
      )}
      {scheduling && (
        <Suspense fallback={null}>
          <ScheduleDialog
            hasSlot={found?.meetingSlot != null}
            taken={meetings.flatMap(({ isoWeek, meetingState }) => (meetingState === 'CANCELLED' ? [] : [isoWeek]))}
            onClose={() => setScheduling(false)}
          />
        </Suspense>
      )}
    </Page>
  );
}
