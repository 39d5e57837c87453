import type { TodayQuery } from '../../partnership/today.gql';
import { pointsWords, weekName } from '../week-words';
import css from './Week.module.css';

export type GlanceWeek = NonNullable<NonNullable<TodayQuery['partnership']>['currentIteration']>;

/** How far the week is, in one line; the chart below shows how it came there. */
export function WeekPoints({ week }: { week: GlanceWeek }) {
  const { acceptedPoints, deliveredPoints, plannedPoints, committedPoints, capacity } = week;
  const name = weekName(week.isoWeek);
  if (committedPoints === null)
    return (
      <p className={css.points}>
        <strong>{pointsWords(plannedPoints)}</strong> planned for {name}
        {capacity !== null && `, of ${capacity}`}. Not committed yet.
      </p>
    );
  return (
    <p className={css.points}>
      <strong>
        {acceptedPoints} of {committedPoints}
      </strong>{' '}
      points accepted in {name}
      {deliveredPoints > 0 && `, ${deliveredPoints} to demo`}
    </p>
  );
}
