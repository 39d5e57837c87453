import { DiffWords } from '../../story/DiffWords';
import type { CommitmentChange } from './use-commitment';
import css from './WeekChanges.module.css';

/** Frozen words beside the present ones, what differs marked in each. */
export function WordsBeside({ diff, then }: { diff: CommitmentChange['diff']; then: string }) {
  const both = diff.some(({ kind }) => kind !== 'ADDED') && diff.some(({ kind }) => kind !== 'REMOVED');
  if (diff.length === 0) return null;
  if (!both)
    return (
      <p className={css.inline}>
        <DiffWords parts={diff} />
      </p>
    );
  return (
    <div className={css.beside}>
      <div>
        <small>{then}</small>
        <DiffWords parts={diff} without="ADDED" />
      </div>
      <div>
        <small>Now</small>
        <DiffWords parts={diff} without="REMOVED" />
      </div>
    </div>
  );
}
