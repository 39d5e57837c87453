import { useParams, useSearch } from '@tanstack/react-router';
import { Suspense } from 'react';
import { usePartnership } from '../partnership/use-partnership';
import { shownByThePage } from '../platform/apollo';
import { Page } from '../ui/Page';
import { Problem } from '../ui/Problem';
import { PageSkeleton } from '../ui/Skeleton';
import { STAGE_PAGES } from './stage-pages';
import { useMeeting } from './use-meeting';

export default function MeetingPage() {
  const { slug, number } = useParams({ from: '/p/$slug/meetings/$number' });
  const { step } = useSearch({ from: '/p/$slug/meetings/$number' });
  const { name } = usePartnership();
  const { meeting, error, refetch } = useMeeting(slug, Number(number));
  if (!meeting)
    return error ? (
      <Problem onRetry={() => refetch().catch(shownByThePage)}>The meeting could not be read.</Problem>
    ) : (
      <PageSkeleton rows={4} label="Opening the meeting" />
    );
  const stage = meeting.stages.find(({ id }) => id === (step ?? meeting.currentStageId)) ?? meeting.stages[0];
  const Stage = stage && STAGE_PAGES[stage.kind];
  return (
    <Page title={`Meeting ${meeting.number}`} context={name} width="wide">
      <Suspense fallback={<PageSkeleton rows={4} />}>{Stage && <Stage meeting={meeting} stage={stage} />}</Suspense>
    </Page>
  );
}
