import { PartyMarkStack } from '../../ui/PartyMark';
import { ClockBar } from './ClockBar';
import css from './ConcernPage.module.css';
import type { WholeConcern } from './ConcernPage';
import { daysWords, momentOf } from './concern-words';

/** The ladder as steps, the highest on top: whose each is, and on which the concern stands. */
export function Ladder({ concern }: { concern: WholeConcern }) {
  const { ladder, level, ownerParty, concernState: state } = concern;
  const steps = [
    ...ladder.toReversed(),
    { level: 0, days: 0, reachedAt: concern.raisedAt, people: [] as WholeConcern['ladder'][number]['people'] },
  ];
  return (
    <section aria-labelledby="ladder-title">
      <h2 id="ladder-title">The ladder</h2>
      <ol className={css.ladder} reversed>
        {steps.map((step) => {
          const stands = step.level === level && state !== 'CLOSED';
          return (
            <li
              key={step.level}
              className={css.step}
              data-reached={step.level <= level || undefined}
              data-stands={stands || undefined}
              aria-current={stands ? 'step' : undefined}
              style={{ marginInlineStart: step.level * 14 }}
            >
              <p className={css.stepName}>{step.level === 0 ? ownerParty.name : `Step ${step.level}`}</p>
              {step.people.length > 0 && (
                <div className={css.people}>
                  <PartyMarkStack people={step.people} max={6} size={20} />
                  <span>{listed(step.people.map(({ name }) => name))}</span>
                </div>
              )}
              <p className={css.quiet}>
                {step.level === 0
                  ? 'who is asked first'
                  : step.reachedAt
                    ? `since ${momentOf(step.reachedAt)}`
                    : `after ${daysWords(step.days)} without an answer`}
              </p>
              {stands && <ClockBar concern={concern} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const listed = (names: string[]): string => new Intl.ListFormat('en-GB').format(names);
