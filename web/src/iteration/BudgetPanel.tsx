import { TriangleAlert } from 'lucide-react';
import { lazy } from 'react';
import { usePartnership } from '../partnership/use-partnership';
import { ago, useNow } from '../platform/time';
import { PopoverButton } from '../ui/PopoverButton';
import css from './BudgetPanel.module.css';
import { budgetWords } from './budget-words';
import type { Week } from './planned-stories';

const BudgetPopover = lazy(() => import('./BudgetPopover'));
const SpendPopover = lazy(() => import('./SpendPopover'));

const WARNING = { NONE: null, NEAR: 'Nearly spent', OVER: 'All of it is spent' } as const;

/** What the client puts aside for the week, what is spent of it, and what is left. */
export function BudgetPanel({ week, planning }: { week: Week; planning: boolean }) {
  const { me, canWrite } = usePartnership();
  const { budget } = week;
  const sets = canWrite && planning && me.party.kind === 'CLIENT';
  const records = canWrite && me.party.kind === 'VENDOR' && budget?.unit === 'MONEY';
  const warning = budget && WARNING[budget.warning];
  return (
    <section className={css.panel} aria-labelledby="budget-heading">
      <header className={css.head}>
        <h2 id="budget-heading">Budget</h2>
        {sets && (
          <PopoverButton
            opens="dialog"
            size="small"
            label={budget ? 'Change the budget' : 'Set the budget'}
            popover={(anchor) => <BudgetPopover {...anchor} week={week} />}
          >
            {budget ? 'Change' : 'Set'}
          </PopoverButton>
        )}
        {records && (
          <PopoverButton
            opens="dialog"
            size="small"
            label="Record spend"
            popover={(anchor) => <SpendPopover {...anchor} week={week} />}
          >
            Record spend
          </PopoverButton>
        )}
      </header>
      {budget ? (
        <>
          <p className={css.figures}>
            <strong>{budgetWords(budget, budget.spent)}</strong> of {budgetWords(budget, budget.amount)} spent
          </p>
          <div
            className={css.bar}
            role="img"
            aria-label={`${Math.round((budget.spent / (budget.amount || 1)) * 100)} % of the budget is spent`}
          >
            <span
              data-warning={budget.warning}
              style={{ width: `${Math.min(100, (budget.spent / (budget.amount || 1)) * 100)}%` }}
            />
          </div>
          <p className={css.left} data-warning={budget.warning}>
            {warning && (
              <>
                <TriangleAlert size={14} aria-hidden /> {warning}:{' '}
              </>
            )}
            {budget.remaining >= 0
              ? `${budgetWords(budget, budget.remaining)} left`
              : `${budgetWords(budget, -budget.remaining)} more than was put aside`}
          </p>
          <Entries week={week} />
        </>
      ) : (
        <p className={css.none}>
          {sets
            ? 'Say what you put aside for the week, in points or in money: both sides then see what is spent of it.'
            : 'None set. The client may put points or money aside for the week.'}
        </p>
      )}
    </section>
  );
}

function Entries({ week }: { week: Week }) {
  const now = useNow();
  const { budget, budgetEntries } = week;
  if (!budget || budgetEntries.length === 0) return null;
  return (
    <ul className={css.entries} aria-label="What was spent">
      {budgetEntries.map(({ id, amount, note, madeBy, at }) => (
        <li key={id}>
          <span className={css.note}>
            {note}
            <small>
              {madeBy?.name ?? 'Tandem'}, {ago(at, now)}
            </small>
          </span>
          <span className={css.amount}>{budgetWords(budget, amount)}</span>
        </li>
      ))}
    </ul>
  );
}
