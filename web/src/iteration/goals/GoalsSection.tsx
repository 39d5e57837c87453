import { lazy, Suspense } from 'react';
import type { Week } from '../planned-stories';
import { Skeleton } from '../../ui/Skeleton';
import css from './Goals.module.css';
import { GoalMarks } from './GoalMarks';

const GoalsEditor = lazy(() => import('./GoalsEditor'));

/** What the week is for, in both parties' words, and later what each party calls every goal. */
export function GoalsSection({ week, editable }: { week: Week; editable: boolean }) {
  return (
    <Suspense fallback={<GoalWords week={week} opening />}>
      {editable ? <GoalsEditor week={week} /> : <GoalWords week={week} />}
    </Suspense>
  );
}

/** The goals as they stand in the rows: while the editor's script is on its way, and once they are committed to. */
export function GoalWords({ week, opening = false }: { week: Week; opening?: boolean }) {
  return (
    <section className={css.goals} aria-labelledby="goals-heading">
      <header className={css.head}>
        <h2 id="goals-heading">What this week is for</h2>
      </header>
      {week.goals.length === 0 ? (
        opening ? (
          <Skeleton height={26} width="60%" />
        ) : (
          <p className={css.none}>No goals were written.</p>
        )
      ) : (
        <ol className={css.list}>
          {week.goals.map((goal) => (
            <li key={goal.id} className={css.row}>
              <p className={css.text}>{goal.text}</p>
              <GoalMarks week={week} goal={goal} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
