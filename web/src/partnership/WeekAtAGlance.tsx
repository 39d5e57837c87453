import { Link } from '@tanstack/react-router';
import { CalendarRange } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { GoalsInBrief } from '../iteration/today/GoalsInBrief';
import { ScopeNews } from '../iteration/today/ScopeNews';
import { WeekBudget } from '../iteration/today/WeekBudget';
import { WeekPoints } from '../iteration/today/WeekPoints';
import css from '../iteration/today/Week.module.css';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import type { TodayQuery } from './today.gql';
import { usePartnership } from './use-partnership';

const WeekBurnUp = lazy(() => import('../iteration/today/WeekBurnUp'));

type Found = NonNullable<TodayQuery['partnership']>;

/** The running week: points against what was committed, budget, goals, and what changed in its scope. */
export function WeekAtAGlance({ found, now }: { found: Found; now: Date }) {
  const { slug } = usePartnership();
  const week = found.currentIteration;
  return (
    <section aria-labelledby="week-title" className={css.section}>
      <h2 id="week-title">The week at a glance</h2>
      <div className={css.card}>
        {week ? (
          <>
            <WeekPoints week={week} />
            {week.committedAt !== null && week.burnUp.length > 0 && (
              <div className={css.chart}>
                <Suspense fallback={<Skeleton height={220} radius={8} />}>
                  <WeekBurnUp week={week} now={now} />
                </Suspense>
              </div>
            )}
            <ScopeNews changes={found.today.scopeChanges} now={now} />
            <GoalsInBrief goals={week.goals} />
            {week.budget && <WeekBudget budget={week.budget} />}
            <p className={css.more}>
              <Link to="/p/$slug/weeks/$iso" params={{ slug, iso: week.isoWeek }}>
                Open the week
              </Link>
            </p>
          </>
        ) : (
          <EmptyState icon={<CalendarRange size={22} aria-hidden />} title="Nobody has planned this week yet">
            Take stories into it, and both sides sign what you commit to.{' '}
            <Link to="/p/$slug/weeks" params={{ slug }}>
              Plan the week
            </Link>
          </EmptyState>
        )}
      </div>
    </section>
  );
}
