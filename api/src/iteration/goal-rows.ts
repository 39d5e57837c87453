import type { GoalId, IterationId, MemberId, PartnershipId } from '@tandem/schema/ids';
import { type MemberRow, membersOf, type PartyRow, partiesOf, viewerIn } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { CALLS_OF, GOALS_OF, GOALS_SEEN, type StoredCall, type StoredGoal } from './iterations.sql.ts';

export interface GoalRow extends Omit<StoredGoal, 'createdById'> {
  __typename: 'Goal';
  createdBy: MemberRow | null;
  outcomes: object[];
}

/** The goals of some iterations in their order, with what each party calls them. Rights are the caller's to check. */
export async function goalsByIteration(
  context: Context,
  partnershipId: PartnershipId,
  ids: readonly IterationId[],
): Promise<ReadonlyMap<IterationId, GoalRow[]>> {
  const goals = await context.services.sql.rows(GOALS_OF, partnershipId, ids);
  return Map.groupBy(await withCalls(context, partnershipId, goals), ({ iterationId }) => iterationId);
}

export async function loadGoals(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, GoalRow>> {
  const stored = await context.services.sql.rows(GOALS_SEEN, ids, viewerIn(context).personId);
  const found = new Map<string, GoalRow>();
  for (const [partnershipId, goals] of Map.groupBy(stored, (goal) => goal.partnershipId))
    for (const goal of await withCalls(context, partnershipId, goals)) found.set(goal.id, goal);
  return found;
}

async function withCalls(context: Context, partnershipId: PartnershipId, goals: StoredGoal[]): Promise<GoalRow[]> {
  if (goals.length === 0) return [];
  const iterationIds = [...new Set(goals.map(({ iterationId }) => iterationId))];
  const [members, parties, calls] = await Promise.all([
    membersOf(context, partnershipId),
    partiesOf(context, partnershipId),
    context.services.sql.rows(CALLS_OF, partnershipId, iterationIds),
  ]);
  return goals.map(({ createdById, ...goal }) => ({
    __typename: 'Goal',
    ...goal,
    createdBy: (createdById && members.get(createdById)) || null,
    outcomes: callsOf(goal, calls, members, parties),
  }));
}

/** In the parties' order, the client's first. */
function callsOf(
  goal: { id: GoalId; iterationId: IterationId },
  calls: StoredCall[],
  members: ReadonlyMap<MemberId, MemberRow>,
  parties: readonly PartyRow[],
): object[] {
  return parties.flatMap((party) => {
    const call = calls.find(
      ({ goalId, iterationId, partyId }) =>
        goalId === goal.id && iterationId === goal.iterationId && partyId === party.id,
    );
    if (!call) return [];
    const { outcome, note, at, memberId } = call;
    return [{ party, outcome, note, at, member: members.get(memberId) }];
  });
}
