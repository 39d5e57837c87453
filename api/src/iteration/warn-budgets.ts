import type { EntityManager } from '@mikro-orm/postgresql';
import type { IterationId, MemberId, PartnershipId } from '@tandem/schema/ids';
import { type BudgetWarning, budgetWarning } from '@tandem/schema/iteration/rules';
import { notify } from '../partnership/notification/notify.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import type { DueWork } from '../platform/jobs/due.ts';
import { lockIteration } from './edit-iteration.ts';
import type { Iteration } from './iteration.entity.ts';
import type { Points } from './iterations.sql.ts';
import { pointsIn, pointsOf } from './points.sql.ts';

const LEVEL: Readonly<Record<BudgetWarning, number>> = { NONE: 0, NEAR: 1, OVER: 2 };
const SUMS = pointsOf('?', '?::uuid[]');
const TO_TELL = `select id from member where partnership_id = ? and role in ('LEAD', 'SPONSOR') and left_at is null`;

/**
 * Tells both sides' leads and sponsors once that the budget comes near its end, and once that it is spent; in the caller's
 * transaction, under a lock on the iteration's row. @returns whether there was something to tell.
 */
export async function warnOfBudget(
  em: EntityManager,
  iteration: Iteration,
  { actorId, at }: { actorId: MemberId | null; at: Date },
): Promise<boolean> {
  const { budgetAmount: amount, budgetUnit: unit } = iteration;
  if (amount === null) return false;
  const [sums] = await em.execute<Points[]>(SUMS, [iteration.partnershipId, `{${iteration.id}}`]);
  if (!sums) return false;
  const spent = unit === 'POINTS' ? sums.delivered + sums.accepted : sums.spent;
  const level = LEVEL[budgetWarning(amount, spent)];
  if (level <= iteration.budgetTold) return false;
  iteration.budgetTold = level;
  const told = await em.execute<{ id: MemberId }[]>(TO_TELL, [iteration.partnershipId]);
  const percent = amount === 0 ? 100 : Math.floor((spent / amount) * 100);
  await notify(em, {
    partnershipId: iteration.partnershipId,
    kind: 'BUDGET_WARNED',
    memberIds: told.map(({ id }) => id),
    actorId,
    text:
      level === LEVEL.OVER
        ? `The budget of ${iteration.isoWeek} is spent: ${percent} % of it.`
        : `${percent} % of the budget of ${iteration.isoWeek} is spent.`,
    nodeType: 'Iteration',
    nodeId: iteration.id,
    path: `/weeks/${iteration.isoWeek}`,
    at,
  });
  return true;
}

/** Points are spent by what becomes of stories, so they are looked at by the clock. */
const DUE = statement<{ id: IterationId; partnershipId: PartnershipId }, []>(
  'iterations_to_warn',
  `select i.id, i.partnership_id as "partnershipId" from iteration i
   where i.budget_unit = 'POINTS' and i.budget_told < 2 and i.commitment_snapshot_id is not null
     and ${pointsIn('DELIVERED')} + ${pointsIn('ACCEPTED')} >= i.budget_amount * case i.budget_told when 0 then 0.8 else 1 end
     and ${pointsIn('DELIVERED')} + ${pointsIn('ACCEPTED')} > 0`,
);

export const warnBudgets: DueWork = {
  name: 'warn-budgets',
  async run(services: Services): Promise<number> {
    let told = 0;
    for (const { id, partnershipId } of await services.sql.rows(DUE)) {
      let warned = false;
      await recordChange(services, { partnershipId, actorId: null, mutationId: null }, async (em) => {
        const iteration = await lockIteration(em, partnershipId, id);
        warned = await warnOfBudget(em, iteration, { actorId: null, at: services.clock.now() });
        if (!warned) return { unchanged: id };
        const summary = `warned of the budget of ${iteration.isoWeek}`;
        return { kind: 'iteration.budgetWarned', nodeType: 'Iteration', nodeId: id, summary };
      });
      if (warned) told += 1;
    }
    return told;
  },
};
