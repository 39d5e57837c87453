import { OUTCOME_WORDS, type DemoOutcome } from '@tandem/schema/meeting/outcome';
import { Check, Scale, Undo2 } from 'lucide-react';
import css from './StageLabel.module.css';

const ICONS = { ACCEPTED: Check, RETURNED: Undo2, DISPUTED: Scale } as const;

/** What a demo came to, once it came to something. */
export function OutcomeMark({ outcome }: { outcome: DemoOutcome | null }) {
  if (outcome === null || outcome === 'PENDING') return null;
  const Icon = ICONS[outcome];
  return (
    <span className={css.outcome} data-outcome={outcome}>
      <Icon size={12} strokeWidth={2.5} aria-hidden /> {OUTCOME_WORDS[outcome]}
    </span>
  );
}
