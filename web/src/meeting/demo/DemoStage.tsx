import { Presentation } from 'lucide-react';
import { shownByThePage } from '../../platform/apollo';
import { EmptyState } from '../../ui/EmptyState';
import { Problem } from '../../ui/Problem';
import { PageSkeleton } from '../../ui/Skeleton';
import type { StageProps } from '../meeting';
import { OneDemo } from './OneDemo';
import { useDemos } from './use-demos';

/** One story shown to both parties: what was promised of it, what each finds, what it comes to. Open before and after the meeting, too. */
export default function DemoStage({ meeting, stage }: StageProps) {
  const { demos, error, refetch } = useDemos(meeting.number);
  const demo = demos?.find(({ story }) => story.id === stage.story?.id);
  if (demo) return <OneDemo key={demo.id} meeting={meeting} demo={demo} />;
  if (demos)
    return (
      <EmptyState icon={<Presentation size={22} aria-hidden />} title="This story is not demonstrated here">
        It was taken off the agenda. A writer of either party can put it back from the agenda.
      </EmptyState>
    );
  if (error) return <Problem onRetry={() => refetch().catch(shownByThePage)}>The demo could not be read.</Problem>;
  return <PageSkeleton rows={4} label="Opening the demo" />;
}
