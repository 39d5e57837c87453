import { RecordSpend } from '@tandem/schema/iteration/inputs';
import { v7 as uuid } from 'uuid';
import type { MemberRow } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { conflict, forbidden } from '../platform/errors.ts';
import { editIteration, type IterationCommand } from './edit-iteration.ts';
import { warnOfBudget } from './warn-budgets.ts';

const INSERT = `insert into budget_entry (id, partnership_id, iteration_id, amount, note, made_by, at)
  values (?, ?, ?, ?, ?, ?, ?)`;

/**
 * Records money spent, also after the iteration's end; a negative amount corrects an earlier one.
 * @throws Refusal FORBIDDEN for the client, CONFLICT without a budget of money, BAD_USER_INPUT.
 */
export async function recordSpend(
  services: Services,
  actor: MemberRow,
  command: IterationCommand & { amount: number; note: string },
): Promise<void> {
  const { amount, note } = parseInput(RecordSpend, command);
  await editIteration(services, actor, command, async (iteration, em) => {
    if (actor.party.kind !== 'VENDOR')
      throw forbidden('Who spends it records it: ask the vendor to record what was spent.');
    if (iteration.budgetUnit !== 'MONEY')
      throw conflict(
        iteration.budgetUnit === 'POINTS'
          ? `The budget of ${iteration.isoWeek} is in points, which count as spent by themselves.`
          : `${iteration.isoWeek} has no budget. Ask the client to set one first.`,
      );
    const at = services.clock.now();
    await em.execute(INSERT, [uuid(), actor.partnershipId, iteration.id, amount, note, actor.id, at]);
    await warnOfBudget(em, iteration, { actorId: actor.id, at });
    const sum = Math.abs(amount).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    const what = `${iteration.budgetCurrency} ${sum}`;
    const summary =
      amount > 0
        ? `recorded ${what} as spent in ${iteration.isoWeek}`
        : `took back ${what} of what was spent in ${iteration.isoWeek}`;
    return { verb: 'spendRecorded', summary };
  });
}
