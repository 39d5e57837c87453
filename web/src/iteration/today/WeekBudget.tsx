import { TriangleAlert } from 'lucide-react';
import { budgetWords } from '../budget-words';
import css from './Week.module.css';
import type { GlanceWeek } from './WeekPoints';

/** What is left of the week's budget. */
export function WeekBudget({ budget }: { budget: NonNullable<GlanceWeek['budget']> }) {
  const { amount, spent, remaining, warning } = budget;
  const share = Math.min(100, (spent / (amount || 1)) * 100);
  return (
    <div className={css.part}>
      <h3>Budget</h3>
      <div className={css.bar} aria-hidden="true">
        <span data-warning={warning} style={{ width: `${share}%` }} />
      </div>
      <p className={css.facts} data-warning={warning}>
        {warning !== 'NONE' && <TriangleAlert size={14} aria-hidden />}
        {remaining >= 0
          ? `${budgetWords(budget, remaining)} left of ${budgetWords(budget, amount)}`
          : `${budgetWords(budget, -remaining)} over ${budgetWords(budget, amount)}`}
      </p>
    </div>
  );
}
