import type { ReactNode } from 'react';
import { useNarrow } from '../../iteration/use-narrow';
import { usePartnership } from '../../partnership/use-partnership';
import type { Meeting } from '../meeting';
import css from './Criteria.module.css';
import { CriterionMark } from './CriterionMark';
import { CriterionRow } from './CriterionRow';
import type { CurrentCriterion } from './use-current-criterion';
import { type Demo, verdictOf } from './verdict-words';

interface CriteriaListProps {
  meeting: Meeting;
  demo: Demo;
  current: CurrentCriterion;
  /** What judges the current one, where there is room for it in the list. */
  judge: ReactNode;
}

/** The criteria as they were committed to, each with what both parties find. On a phone one at a time, under a row of their marks. */
export function CriteriaList({ meeting, demo, current, judge }: CriteriaListProps) {
  const { me } = usePartnership();
  const narrow = useNarrow();
  const { criteria } = demo;
  const judged = criteria.filter((criterion) => verdictOf(criterion, me.party.id)).length;
  const mark = (criterion: Demo['criteria'][number], index: number) => (
    <CriterionMark
      ref={current.markRef(criterion.criterionId)}
      place={index + 1}
      criterion={criterion}
      isCurrent={criterion === current.criterion}
      onPress={() => current.go(criterion.criterionId)}
      onStep={current.by}
    />
  );
  return (
    <section className={css.criteria} aria-labelledby="criteria-heading">
      <header className={css.heading}>
        <h3 id="criteria-heading" className={narrow ? 'visually-hidden' : undefined}>
          Acceptance criteria, as committed
        </h3>
        {narrow && (
          <ol className={css.marks} aria-label="All criteria">
            {criteria.map((criterion, index) => (
              <li key={criterion.criterionId}>{mark(criterion, index)}</li>
            ))}
          </ol>
        )}
        {criteria.length > 0 && (
          <p>
            {judged} of {criteria.length} judged
            <span className={narrow ? 'visually-hidden' : undefined}> by {me.party.name}</span>
          </p>
        )}
      </header>
      <ol className={css.list}>
        {criteria.map((criterion, index) => {
          const isCurrent = criterion === current.criterion;
          return (
            (isCurrent || !narrow) && (
              <CriterionRow
                key={criterion.criterionId}
                {...{ meeting, criterion, isCurrent }}
                place={index + 1}
                count={criteria.length}
                storyKey={demo.story.key}
                mark={narrow ? null : mark(criterion, index)}
              >
                {isCurrent && judge}
              </CriterionRow>
            )
          );
        })}
      </ol>
    </section>
  );
}
