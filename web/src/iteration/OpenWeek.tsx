import { lazy, Suspense } from 'react';
import { usePartnership } from '../partnership/use-partnership';
import { useStories } from '../story/use-stories';
import { Skeleton } from '../ui/Skeleton';
import { BudgetPanel } from './BudgetPanel';
import { CapacityControl } from './CapacityControl';
import { CapacityMeter, type LastVelocity } from './CapacityMeter';
import { GoalsSection } from './goals/GoalsSection';
import { HeldStories } from './HeldStories';
import type { Week } from './planned-stories';
import { useNarrow } from './use-narrow';
import css from './WeekPage.module.css';

const BurnUpPanel = lazy(() => import('./BurnUpPanel'));
const CommitmentPanel = lazy(() => import('./commitment/CommitmentPanel'));
const CommitmentRecord = lazy(() => import('./commitment/CommitmentRecord'));
const PlanningBoard = lazy(() => import('./PlanningBoard'));

interface OpenWeekProps {
  week: Week;
  velocities: readonly LastVelocity[];
  /** The week that runs now. */
  current: string;
}

/** A planned week: until it is committed to a place to plan, from then on a place to see how it goes. */
export function OpenWeek({ week, velocities, current }: OpenWeekProps) {
  const { slug, canWrite, parties } = usePartnership();
  const narrow = useNarrow();
  const planning = week.committedAt === null && week.phase !== 'FINISHED';
  const { stories } = useStories(slug);
  const editable = planning && canWrite;
  const vendor = parties.find(({ kind }) => kind === 'VENDOR')?.name ?? 'The vendor';
  const meter = (
    <CapacityMeter
      week={week}
      velocities={velocities}
      vendorName={vendor}
      control={<CapacityControl week={week} editable={editable} />}
    />
  );
  const commitment = (
    <Suspense fallback={<Skeleton height={180} radius={12} />}>
      <CommitmentPanel week={week} />
    </Suspense>
  );
  const record = (
    <Suspense fallback={null}>
      <CommitmentRecord week={week} />
    </Suspense>
  );
  return (
    <div className={css.columns}>
      <div className={css.main}>
        <GoalsSection week={week} editable={editable} />
        {narrow && commitment}
        {planning && record}
        {planning ? (
          <Suspense fallback={<Skeleton height={480} radius={12} />}>
            <PlanningBoard week={week} stories={stories} current={current} editable={editable} meter={meter} />
          </Suspense>
        ) : (
          <>
            {narrow && meter}
            {week.phase !== 'UPCOMING' && (
              <Suspense fallback={<Skeleton height={300} radius={12} />}>
                <BurnUpPanel week={week} />
              </Suspense>
            )}
            <HeldStories week={week} />
          </>
        )}
        {!planning && record}
      </div>
      <aside className={css.aside} aria-label="How the week stands">
        {!narrow && commitment}
        {!narrow && meter}
        <BudgetPanel week={week} planning={planning} />
      </aside>
    </div>
  );
}
