import { type DemoOutcome, OUTCOME_WORDS } from '@tandem/schema/meeting/outcome';
import css from './OutcomeBadge.module.css';
import { OUTCOME_ICONS } from './verdict-words';

/** What a demo came to: a shape and a word; dashed while it does not count yet. */
export function OutcomeBadge({ outcome, isProvisional }: { outcome: DemoOutcome; isProvisional: boolean }) {
  const Icon = OUTCOME_ICONS[outcome];
  return (
    <span className={css.badge} data-outcome={outcome} data-provisional={isProvisional || undefined}>
      <Icon size={15} aria-hidden />
      {OUTCOME_WORDS[outcome]}
      {isProvisional && outcome !== 'PENDING' && <span className={css.yet}>provisionally</span>}
    </span>
  );
}
