import { Target } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { GoalWords } from '../../iteration/goals/GoalsSection';
import { useWeek } from '../../iteration/use-week';
import { weekName } from '../../iteration/week-words';
import { usePartnership } from '../../partnership/use-partnership';
import { EmptyState } from '../../ui/EmptyState';
import { Problem } from '../../ui/Problem';
import { PageSkeleton, Skeleton } from '../../ui/Skeleton';
import type { StageProps } from '../meeting';
import css from './Stage.module.css';

const BurnUpPanel = lazy(() => import('../../iteration/BurnUpPanel'));

/** What the week was for, what each party calls every goal, and how its points came in. */
export default function GoalsStage({ meeting }: StageProps) {
  const { slug } = usePartnership();
  const { week, error, refetch } = useWeek(slug, meeting.isoWeek);
  if (error)
    return (
      <Problem onRetry={() => void refetch()}>
        The week could not be read. Check your connection, then try again.
      </Problem>
    );
  if (week === undefined) return <PageSkeleton rows={3} label="Reading the week" />;
  if (week === null)
    return (
      <EmptyState icon={<Target size={22} aria-hidden />} title={`Nobody planned ${weekName(meeting.isoWeek)}`}>
        A week that is planned has goals, which both parties call here.
      </EmptyState>
    );
  return (
    <div className={css.stage}>
      <GoalWords week={week} />
      <Suspense fallback={<Skeleton height={300} radius={12} />}>
        <BurnUpPanel week={week} />
      </Suspense>
    </div>
  );
}
