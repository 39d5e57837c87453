import type { ConcernCardFragment } from './concern-card.gql';
import css from './ConcernsPage.module.css';
import { momentOf, standing } from './concern-words';

/** Whose move it is, and while the clock runs how much of the owner's time is left, in their ink. */
export function ClockBar({ concern }: { concern: ConcernCardFragment }) {
  const { words, detail } = standing(concern);
  const { workingDaysLeft: left, workingDaysGiven: given, dueAt, ownerParty, concernState: state, level } = concern;
  const pressing = state === 'OPEN' && (left === null || left < 0.5);
  return (
    <div className={css.clock} data-pressing={pressing || undefined}>
      <p className={css.clockWords} title={dueAt ? `due ${momentOf(dueAt)}` : undefined}>
        {words}
      </p>
      {state === 'OPEN' && left !== null && given !== null && (
        <span className={css.bar} data-party={ownerParty.kind} aria-hidden="true">
          <span style={{ width: `${Math.min(100, Math.max(left > 0 ? 4 : 0, (left / given) * 100))}%` }} />
        </span>
      )}
      <p className={css.clockDetail}>
        {detail}
        {state === 'OPEN' && level > 0 && left !== null && `, on step ${level}`}
      </p>
    </div>
  );
}
