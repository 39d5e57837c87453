import { VERDICT_KINDS, VERDICT_WORDS, type VerdictKind } from '@tandem/schema/meeting/outcome';
import css from './Judge.module.css';
import { VERDICT_ICONS } from './verdict-words';

interface VerdictButtonsProps {
  label: string;
  /** What this party has said already; another press gives a new verdict. */
  given: VerdictKind | undefined;
  /** For which of them a sentence is half typed. */
  begun: VerdictKind | undefined;
  onChoose: (verdict: VerdictKind) => void;
}

/** Four stand in a row, so where there is little room the longest is shortened to the eye. */
const SHORT: Partial<Record<VerdictKind, string>> = { MET_WITH_CONDITION: 'Condition' };

export function VerdictButtons({ label, given, begun, onChoose }: VerdictButtonsProps) {
  return (
    <div className={css.buttons} role="group" aria-label={label}>
      {VERDICT_KINDS.map((verdict, index) => {
        const Icon = VERDICT_ICONS[verdict];
        return (
          <button
            key={verdict}
            type="button"
            className={css.button}
            data-verdict={verdict}
            aria-pressed={verdict === given}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => onChoose(verdict)}
          >
            <Icon size={18} strokeWidth={2.25} aria-hidden />
            <span className={css.long}>{VERDICT_WORDS[verdict]}</span>
            <span className={css.short} aria-hidden="true">
              {SHORT[verdict] ?? VERDICT_WORDS[verdict]}
            </span>
            {verdict === begun && <span className={css.begun} title="A sentence is begun" />}
            <kbd aria-hidden="true">{index + 1}</kbd>
          </button>
        );
      })}
    </div>
  );
}
