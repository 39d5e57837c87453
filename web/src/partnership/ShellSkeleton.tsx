import { PageSkeleton, Skeleton } from '../ui/Skeleton';
import css from './Shell.module.css';

/** The shell before it knows which partnership it shows: the same places, no words. */
export function ShellSkeleton() {
  return (
    <div className={css.frame}>
      <div className={css.rail} aria-hidden="true">
        <Skeleton height={32} />
        {['a', 'b', 'c', 'd', 'e'].map((row) => (
          <Skeleton key={row} height={24} />
        ))}
      </div>
      <div className={css.side}>
        <div className={css.topBar} aria-hidden="true">
          <Skeleton width={320} height={32} radius={8} />
        </div>
        <main className={css.main}>
          <PageSkeleton label="Opening the partnership" />
        </main>
      </div>
    </div>
  );
}
