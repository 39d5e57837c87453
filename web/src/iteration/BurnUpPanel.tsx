import { useQuery } from '@apollo/client/react';
import { usePartnership } from '../partnership/use-partnership';
import { dayIn, useNow } from '../platform/time';
import { Problem } from '../ui/Problem';
import { Skeleton } from '../ui/Skeleton';
import { BurnUpChart } from './BurnUpChart';
import css from './BurnUp.module.css';
import type { Week } from './planned-stories';
import { useRereadOnChange } from './use-week';
import { BurnUpDocument } from './week-page.gql';
import { dayWords } from './week-words';

const moves = (kind: string) => /^(story|iteration|commitment|scope)\./.test(kind) && kind !== 'story.edited';

/** How the week's points grew, day by day, against what was committed and what the scope ledger made of it. */
export default function BurnUpPanel({ week }: { week: Week }) {
  const { slug, timeZone } = usePartnership();
  const { data, error, refetch } = useQuery(BurnUpDocument, {
    variables: { slug, isoWeek: week.isoWeek },
    fetchPolicy: 'cache-and-network',
  });
  useRereadOnChange(refetch, moves);
  const today = dayIn(timeZone, useNow());
  const days = data?.iteration?.burnUp;
  return (
    <section className={css.panel} aria-labelledby="burn-up-heading">
      <h2 id="burn-up-heading">Burn-up</h2>
      {days ? (
        <>
          <BurnUpChart days={days} startsOn={week.startsOn} today={today} />
          <details className={css.asTable}>
            <summary>As a table</summary>
            <div className={css.scroll}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">Day</th>
                    <th scope="col">Committed</th>
                    <th scope="col">Scope</th>
                    <th scope="col">To demo</th>
                    <th scope="col">Accepted</th>
                  </tr>
                </thead>
                <tbody>
                  {days.map(({ day, committed, scope, delivered, accepted }) => (
                    <tr key={day}>
                      <th scope="row">{dayWords(day)}</th>
                      <td>{committed ?? '–'}</td>
                      <td>{scope ?? '–'}</td>
                      <td>{delivered}</td>
                      <td>{accepted}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </>
      ) : error ? (
        <Problem onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={220} radius={8} />
      )}
    </section>
  );
}
