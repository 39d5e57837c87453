import { lazy, type ReactNode, Suspense } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { Skeleton } from '../../ui/Skeleton';
import type { Meeting } from '../meeting';
import type { Demo } from './verdict-words';
import css from './Words.module.css';

const WordsEditor = lazy(() => import('./WordsEditor'));

/** What was shown and said, written by both while it happens; as it was written once the meeting is over. */
export function DemoWords({ meeting, demo }: { meeting: Meeting; demo: Demo }) {
  const { canWrite } = usePartnership();
  if (!canWrite || meeting.meetingState === 'CLOSED' || meeting.meetingState === 'CANCELLED')
    return <WrittenWords demo={demo} />;
  return (
    <Suspense fallback={<WrittenWords demo={demo} opening />}>
      <WordsEditor meeting={meeting} demo={demo} />
    </Suspense>
  );
}

/** The words as they stand in the rows. */
export const WrittenWords = ({ demo, opening = false }: { demo: Demo; opening?: boolean }) => (
  <WordsSection>
    {demo.words ? (
      <p className={css.written}>{demo.words}</p>
    ) : opening ? (
      <Skeleton height={26} width="60%" />
    ) : (
      <p className={css.none}>Nothing was written about this demo.</p>
    )}
  </WordsSection>
);

export const WordsSection = ({ state, children }: { state?: ReactNode; children: ReactNode }) => (
  <section className={css.words} aria-labelledby="words-heading">
    <header className={css.head}>
      <h3 id="words-heading">What was shown and said</h3>
      {state && <div className={css.state}>{state}</div>}
    </header>
    {children}
  </section>
);
