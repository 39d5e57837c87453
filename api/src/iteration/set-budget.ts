import { SetBudget } from '@tandem/schema/iteration/inputs';
import type { BudgetUnit } from '@tandem/schema/iteration/rules';
import type { MemberRow } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { badInput, forbidden } from '../platform/errors.ts';
import { editIteration, type IterationCommand, requirePlanning } from './edit-iteration.ts';
import type { Iteration } from './iteration.entity.ts';
import { warnOfBudget } from './warn-budgets.ts';

export type SetBudgetCommand = IterationCommand & {
  amount?: number | null;
  unit?: BudgetUnit | null;
  currency?: string | null;
};

type Budget = Pick<Iteration, 'budgetAmount' | 'budgetUnit' | 'budgetCurrency'>;

/**
 * Puts aside points or money for an iteration, or takes that back.
 * @throws Refusal FORBIDDEN for a vendor, BAD_USER_INPUT, CONFLICT once committed.
 */
export async function setBudget(services: Services, actor: MemberRow, command: SetBudgetCommand): Promise<void> {
  const budget = budgetFrom(command);
  await editIteration(services, actor, command, async (iteration, em) => {
    if (actor.party.kind !== 'CLIENT') throw forbidden('Who pays sets the budget: ask the client to change it.');
    requirePlanning(iteration, services.clock.now(), 'its budget');
    if (isSame(iteration, budget)) return null;
    Object.assign(iteration, budget);
    iteration.budgetById = budget.budgetAmount === null ? null : actor.id;
    iteration.budgetTold = 0;
    await em.flush();
    await warnOfBudget(em, iteration, { actorId: actor.id, at: services.clock.now() });
    const summary =
      budget.budgetAmount === null
        ? `took back the budget of ${iteration.isoWeek}`
        : `set the budget of ${iteration.isoWeek} to ${budgetWords(iteration)}`;
    return { verb: 'budgetSet', summary };
  });
}

/** “20 points”, “GBP 4,000.00”. */
const budgetWords = ({ budgetAmount, budgetUnit, budgetCurrency }: Budget): string =>
  budgetUnit === 'POINTS'
    ? `${budgetAmount} points`
    : `${budgetCurrency} ${(budgetAmount ?? 0).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

function budgetFrom({ amount, unit, currency }: SetBudgetCommand): Budget {
  if (amount == null) return { budgetAmount: null, budgetUnit: null, budgetCurrency: null };
  if (unit == null) throw badInput('unit', 'Say what the amount is counted in: POINTS or MONEY.');
  const parsed = parseInput(SetBudget, { amount, unit, currency });
  return { budgetAmount: parsed.amount, budgetUnit: parsed.unit, budgetCurrency: parsed.currency ?? null };
}

const isSame = (now: Budget, then: Budget): boolean =>
  now.budgetAmount === then.budgetAmount &&
  now.budgetUnit === then.budgetUnit &&
  now.budgetCurrency === then.budgetCurrency;
