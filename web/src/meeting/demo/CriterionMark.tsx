import { OUTCOME_WORDS } from '@tandem/schema/meeting/outcome';
import type { KeyboardEvent, Ref } from 'react';
import css from './Criteria.module.css';
import { type DemoCriterion, OUTCOME_ICONS } from './verdict-words';

interface CriterionMarkProps {
  ref: Ref<HTMLButtonElement>;
  place: number;
  criterion: DemoCriterion;
  isCurrent: boolean;
  onPress: () => void;
  onStep: (steps: 1 | -1) => void;
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** A criterion's number until it is decided, then its outcome's sign; pressed, it becomes the current one, and the arrows go on from it. */
export function CriterionMark({ ref, place, criterion, isCurrent, onPress, onStep }: CriterionMarkProps) {
  const { criterionId, criterionOutcome: outcome } = criterion;
  const Icon = OUTCOME_ICONS[outcome];
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = STEPS[event.key];
    if (!steps) return;
    event.preventDefault();
    onStep(steps);
  };
  return (
    <button
      ref={ref}
      type="button"
      className={css.mark}
      data-outcome={outcome}
      aria-label={`Criterion ${place}: ${OUTCOME_WORDS[outcome]}`}
      aria-describedby={`criterion-${criterionId}`}
      aria-current={isCurrent ? 'step' : undefined}
      onClick={onPress}
      onKeyDown={onKeyDown}
    >
      {outcome === 'PENDING' ? place : <Icon size={16} strokeWidth={2.5} aria-hidden />}
    </button>
  );
}
