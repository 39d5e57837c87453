import { usePartnership } from '../../partnership/use-partnership';
import type { PromiseListQuery } from './promise-list.gql';
import css from './Reliability.module.css';

type Found = NonNullable<PromiseListQuery['partnership']>;
interface ReliabilityProps {
  reliability: Found['promiseReliability'];
  waiting: Found['waiting'];
}

/** How each side keeps what it promises, and how long it is waited for now: both beside each other, with their definition. */
export function Reliability({ reliability, waiting }: ReliabilityProps) {
  const { parties } = usePartnership();
  return (
    <section className={css.panel} aria-label="How each side keeps its promises">
      <div className={css.sides}>
        {parties.map(({ id, kind, name }) => {
          const kept = reliability.find(({ party }) => party.id === id);
          const waits = waiting.find(({ party }) => party.id === id);
          const decided = (kept?.kept ?? 0) + (kept?.missed ?? 0);
          return (
            <div key={id} className={css.side} data-party={kind}>
              <h2>{name}</h2>
              <p className={css.figure}>
                {decided === 0 ? (
                  <span className={css.none}>Nothing decided yet</span>
                ) : (
                  <>
                    <strong>{Math.round((kept?.ratio ?? 0) * 100)} %</strong> kept: {kept?.kept} of {decided}
                  </>
                )}
              </p>
              <div className={css.bar} aria-hidden="true">
                <span style={{ width: `${(kept?.ratio ?? 0) * 100}%` }} />
              </div>
              <p className={css.facts}>{waitsWords(waits)}</p>
            </div>
          );
        })}
      </div>
      <details className={css.definition}>
        <summary>How this is counted</summary>
        <p>
          Kept is what the other side has confirmed, of all that is kept or missed. A promise that got another day in
          time, by consent, counts through the one that followed it; a declined one was never promised. Days waited are
          the sum, over promises, questions, unanswered concerns and signatures that are open now, of the days since
          each was asked for.
        </p>
      </details>
    </section>
  );
}

function waitsWords(waiting: Found['waiting'][number] | undefined): string {
  if (!waiting || waiting.items === 0) return 'Nobody waits for them';
  const days = waiting.openDays < 10 ? Math.round(waiting.openDays * 10) / 10 : Math.round(waiting.openDays);
  const over = waiting.items === 1 ? 'one thing' : `${waiting.items} things`;
  return `Waited for ${days} ${days === 1 ? 'day' : 'days'} over ${over}`;
}
