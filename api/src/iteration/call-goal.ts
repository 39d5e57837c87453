import { CallGoal } from '@tandem/schema/iteration/inputs';
import type { GoalOutcome } from '@tandem/schema/iteration/rules';
import { v7 as uuid, validate as isUuid } from 'uuid';
import type { MemberRow } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { editIteration, type IterationCommand } from './edit-iteration.ts';

const GOAL = 'select 1 from iteration_goal where iteration_id = ? and id = ? and removed_at is null';
const LAST = `select outcome, note from goal_outcome where iteration_id = ? and goal_id = ? and party_id = ?
  order by at desc, id desc limit 1`;
const INSERT = `insert into goal_outcome (id, partnership_id, iteration_id, goal_id, party_id, member_id, outcome, note, at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const WORDS: Readonly<Record<GoalOutcome, string>> = { MET: 'met', PARTLY: 'partly met', NOT_MET: 'not met' };

/**
 * Says for the actor's party what became of a goal; what it said before stays in the record.
 * @throws Refusal CONFLICT before the iteration began, NOT_FOUND, BAD_USER_INPUT, FORBIDDEN.
 */
export async function callGoal(
  services: Services,
  actor: MemberRow,
  command: IterationCommand & { goalId: string; outcome: GoalOutcome; note: string },
): Promise<void> {
  const { note } = parseInput(CallGoal, command);
  const { goalId, outcome } = command;
  await editIteration(services, actor, command, async (iteration, em) => {
    const at = services.clock.now();
    const goal = isUuid(goalId) ? await em.execute<object[]>(GOAL, [iteration.id, goalId]) : [];
    if (goal.length === 0) throw notFound('goal');
    if (at < iteration.startsAt)
      throw conflict(`${iteration.isoWeek} has not begun. Say what became of its goals when it has.`);
    const [last] = await em.execute<{ outcome: GoalOutcome; note: string }[]>(LAST, [
      iteration.id,
      goalId,
      actor.partyId,
    ]);
    if (last?.outcome === outcome && last.note === note) return null;
    await em.execute(INSERT, [
      ...[uuid(), actor.partnershipId, iteration.id, goalId],
      ...[actor.partyId, actor.id, outcome, note, at],
    ]);
    return {
      verb: 'goalCalled',
      summary: `called a goal of ${iteration.isoWeek} ${WORDS[outcome]} for ${actor.party.name}`,
    };
  });
}
