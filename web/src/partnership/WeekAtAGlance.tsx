import { Link } from '@tanstack/react-router';
import type { TodayQuery } from './today.gql';
import { STATE_WORD, WEEK_STATES } from './next-step';
import css from './TodayPage.module.css';
import { usePartnership } from './use-partnership';

/** How many stories, and how many points, stand in each state. */
export function WeekAtAGlance({ counts }: { counts: NonNullable<TodayQuery['partnership']>['storyCounts'] }) {
  const { slug } = usePartnership();
  const rows = WEEK_STATES.map((state) => counts.find((row) => row.state === state) ?? { state, count: 0, points: 0 });
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <section aria-labelledby="week-title" className={css.section}>
      <h2 id="week-title">The week at a glance</h2>
      <div className={css.card}>
        <table className={css.glance}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">State</th>
              <th scope="col">Stories</th>
              <th scope="col">Points</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ state, count, points }) => (
              <tr key={state}>
                <th scope="row">{STATE_WORD[state]}</th>
                <td className={css.barCell}>
                  <span
                    className={css.bar}
                    data-state={state}
                    style={{ width: `${(count / most) * 100}%` }}
                    aria-hidden="true"
                  />
                  <span className={css.barCount}>{count}</span>
                </td>
                <td className={css.pointsCell}>{points} pt</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className={css.more}>
          <Link to="/p/$slug/board" params={{ slug }}>
            Open the board
          </Link>
        </p>
      </div>
    </section>
  );
}
