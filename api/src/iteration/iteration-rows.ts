import type { IterationId, MemberId, PartnershipId } from '@tandem/schema/ids';
import { budgetWarning, type IterationPhase, phaseAt } from '@tandem/schema/iteration/rules';
import { type MemberRow, membersOf, type PartyRow, partiesOf, viewerIn } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { loadNodes } from '../platform/graphql/node.ts';
import { type GoalRow, goalsByIteration } from './goal-rows.ts';
import {
  ENTRIES_OF,
  ITERATIONS_SEEN,
  type Points,
  POINTS_OF,
  STORIES_IN,
  type StoredEntry,
  type StoredIteration,
  type StoredIterationStory,
} from './iterations.sql.ts';

/** An iteration as plain data with its edges in place: GraphQL reads fields and never waits. */
export type IterationRow = StoredIteration & {
  phase: IterationPhase;
  partnership: object | null;
  capacityBy: MemberRow | null;
  createdBy: MemberRow | null;
  budget: object | null;
  budgetEntries?: object[];
  goals?: GoalRow[];
  stories?: object[];
  plannedPoints?: number;
  deliveredPoints?: number;
  acceptedPoints?: number;
};

/** What a selection names of the parts that cost a statement of their own. */
export interface Wanted {
  stories: boolean;
  goals: boolean;
  entries: boolean;
  /** Sums, and the budget that is counted against them. */
  points: boolean;
}
export const EVERYTHING: Wanted = { stories: true, goals: true, entries: true, points: true };

/** Iterations by id, of every partnership the viewer belongs to; what they may not see is left out. */
export async function loadIterations(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, IterationRow>> {
  const stored = await context.services.sql.rows(ITERATIONS_SEEN, ids, viewerIn(context).personId);
  const found = new Map<string, IterationRow>();
  for (const [partnershipId, iterations] of Map.groupBy(stored, (iteration) => iteration.partnershipId))
    for (const row of await iterationRows(context, partnershipId, iterations)) found.set(row.id, row);
  return found;
}

/** Fills in the edges and sums of iterations of one partnership. Rights to it are the caller's to check. */
export async function iterationRows(
  context: Context,
  partnershipId: PartnershipId,
  stored: StoredIteration[],
  wanted: Wanted = EVERYTHING,
): Promise<IterationRow[]> {
  if (stored.length === 0) return [];
  const { sql, clock } = context.services;
  const ids = stored.map(({ id }) => id);
  const none: never[] = [];
  const [partnerships, members, parties, points, stories, goals, entries] = await Promise.all([
    loadNodes(context, 'Partnership', [partnershipId]),
    membersOf(context, partnershipId),
    partiesOf(context, partnershipId),
    wanted.points ? sql.rows(POINTS_OF, partnershipId, ids) : none,
    wanted.stories ? storiesByIteration(context, partnershipId, ids) : null,
    wanted.goals ? goalsByIteration(context, partnershipId, ids) : null,
    wanted.entries ? sql.rows(ENTRIES_OF, partnershipId, ids) : none,
  ]);
  const sums = new Map<IterationId, Points>(points.map((row) => [row.iterationId, row]));
  const now = clock.now();
  const ends: Ends = { members, parties };
  return stored.map((iteration) => {
    const row = iteration as IterationRow;
    row.phase = phaseAt(now, iteration);
    row.partnership = partnerships.get(partnershipId) ?? null;
    row.capacityBy = person(ends, iteration.capacityById);
    row.createdBy = person(ends, iteration.createdById);
    const sum = sums.get(iteration.id);
    row.budget = sum ? budgetOf(iteration, sum, ends) : null;
    if (sum) {
      row.plannedPoints =
        iteration.committedPoints === null ? sum.planned : iteration.committedPoints + sum.scopeChange;
      row.deliveredPoints = sum.delivered;
      row.acceptedPoints = sum.accepted;
    }
    if (wanted.entries)
      row.budgetEntries = entries
        .filter(({ iterationId }) => iterationId === row.id)
        .map((entry) => spent(entry, ends));
    if (goals) row.goals = goals.get(iteration.id) ?? [];
    if (stories) row.stories = (stories.get(iteration.id) ?? []).map((one) => storyIn(one, ends));
    return row;
  });
}

interface Ends {
  members: ReadonlyMap<MemberId, MemberRow>;
  parties: readonly PartyRow[];
}
const person = ({ members }: Ends, id: MemberId | null): MemberRow | null => (id && members.get(id)) || null;

function budgetOf(iteration: StoredIteration, sum: Points, ends: Ends): object | null {
  const { budgetAmount: amount, budgetUnit: unit, budgetCurrency: currency } = iteration;
  if (amount === null || unit === null) return null;
  const spent = unit === 'POINTS' ? sum.delivered + sum.accepted : sum.spent;
  return {
    ...{ amount, unit, currency, spent },
    // In pence, so that 0.3 − 0.1 is 0.2.
    remaining: Math.round((amount - spent) * 100) / 100,
    warning: budgetWarning(amount, spent),
    setBy: person(ends, iteration.budgetById),
  };
}

const spent = ({ id, amount, note, madeById, at }: StoredEntry, ends: Ends): object => ({
  ...{ id, amount, note, at },
  madeBy: person(ends, madeById),
});

type InIteration = StoredIterationStory & { story: object };

async function storiesByIteration(
  context: Context,
  partnershipId: PartnershipId,
  ids: readonly IterationId[],
): Promise<ReadonlyMap<IterationId, InIteration[]>> {
  const rows = await context.services.sql.rows(STORIES_IN, partnershipId, ids);
  const stories = await loadNodes(context, 'Story', [...new Set(rows.map(({ storyId }) => storyId))]);
  const held = rows.flatMap((row) => {
    const story = stories.get(row.storyId);
    return story ? [{ ...row, story }] : [];
  });
  return Map.groupBy(held, ({ iterationId }) => iterationId);
}

const storyIn = (
  { iterationId, storyId, declinedByPartyId, changedById, ...row }: InIteration,
  ends: Ends,
): object => ({
  ...row,
  id: `${iterationId}:${storyId}`,
  declinedBy: ends.parties.find(({ id }) => id === declinedByPartyId) ?? null,
  changedBy: person(ends, changedById),
});
