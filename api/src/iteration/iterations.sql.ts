import type { GoalId, IterationId, MemberId, PartnershipId, PartyId, SnapshotId, StoryId } from '@tandem/schema/ids';
import type { BudgetUnit, GoalOutcome, InIteration } from '@tandem/schema/iteration/rules';
import { statement } from '../platform/db/sql.ts';
import { pointsOf } from './points.sql.ts';

/** An iteration as PostgreSQL hands it over. */
export interface StoredIteration {
  __typename: 'Iteration';
  id: IterationId;
  partnershipId: PartnershipId;
  isoWeek: string;
  number: number;
  startsOn: string;
  endsOn: string;
  startsAt: Date;
  endsAt: Date;
  capacity: number | null;
  capacityById: MemberId | null;
  budgetAmount: number | null;
  budgetUnit: BudgetUnit | null;
  budgetCurrency: string | null;
  budgetById: MemberId | null;
  goalsText: string;
  proposedSnapshotId: SnapshotId | null;
  commitmentSnapshotId: SnapshotId | null;
  committedAt: Date | null;
  committedPoints: number | null;
  createdById: MemberId | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

export const COLUMNS = `'Iteration' as "__typename", i.id, i.partnership_id as "partnershipId", i.iso_week as "isoWeek", i.number,
  i.starts_on::text as "startsOn", i.ends_on::text as "endsOn", i.starts_at as "startsAt", i.ends_at as "endsAt",
  i.capacity, i.capacity_by as "capacityById", i.budget_amount::float8 as "budgetAmount", i.budget_unit as "budgetUnit",
  i.budget_currency as "budgetCurrency", i.budget_by as "budgetById", i.goals_text as "goalsText",
  i.proposed_snapshot_id as "proposedSnapshotId", i.commitment_snapshot_id as "commitmentSnapshotId",
  i.committed_at as "committedAt", i.committed_points as "committedPoints", i.created_by as "createdById",
  i.created_at as "createdAt", i.updated_at as "updatedAt", i.version`;

/** Iterations by id, of the partnerships that the person belongs to now. */
export const ITERATIONS_SEEN = statement<StoredIteration, [readonly string[], string]>(
  'iterations_seen',
  `select ${COLUMNS} from iteration i
   join member v on v.partnership_id = i.partnership_id and v.person_id = $2 and v.left_at is null
   where i.id = any($1)`,
);
export const ITERATION_OF_WEEK = statement<StoredIteration, [PartnershipId, string]>(
  'iteration_of_week',
  `select ${COLUMNS} from iteration i where i.partnership_id = $1 and i.iso_week = $2`,
);
export const ITERATION_AT = statement<StoredIteration, [PartnershipId, Date]>(
  'iteration_at',
  `select ${COLUMNS} from iteration i where i.partnership_id = $1 and i.starts_at <= $2 and i.ends_at > $2`,
);

/** Where an iteration belongs, when the person belongs there too, and whether its goals are frozen. */
export const ITERATION_PLACE = statement<{ partnershipId: PartnershipId; committed: boolean }, [string, string]>(
  'iteration_place',
  `select i.partnership_id as "partnershipId", i.commitment_snapshot_id is not null as committed from iteration i
   join member v on v.partnership_id = i.partnership_id and v.person_id = $2 and v.left_at is null
   where i.id = $1`,
);

export interface StoredIterationStory {
  iterationId: IterationId;
  storyId: StoryId;
  state: InIteration;
  points: number | null;
  rank: string;
  declinedByPartyId: PartyId | null;
  reason: string | null;
  changedById: MemberId | null;
  changedAt: Date;
}
export const STORIES_IN = statement<StoredIterationStory, [PartnershipId, readonly IterationId[]]>(
  'iteration_stories',
  `select iteration_id as "iterationId", story_id as "storyId", state, points, rank, declined_by_party as "declinedByPartyId",
     reason, changed_by as "changedById", changed_at as "changedAt"
   from story_iteration where partnership_id = $1 and iteration_id = any($2) and state <> 'UNPLANNED' order by rank, story_id`,
);

export interface StoredGoal {
  id: GoalId;
  iterationId: IterationId;
  rank: string;
  text: string;
  createdById: MemberId | null;
  createdAt: Date;
  updatedAt: Date;
}
const GOAL = `g.id, g.iteration_id as "iterationId", g.rank, g.text, g.created_by as "createdById",
  g.created_at as "createdAt", g.updated_at as "updatedAt"`;
export const GOALS_OF = statement<StoredGoal, [PartnershipId, readonly IterationId[]]>(
  'iteration_goals',
  `select ${GOAL} from iteration_goal g
   where g.partnership_id = $1 and g.iteration_id = any($2) and g.removed_at is null order by g.rank, g.id`,
);
/** Ids come from the pages, so two iterations could hold the same one: the older row is meant, which comes last. */
export const GOALS_SEEN = statement<StoredGoal & { partnershipId: PartnershipId }, [readonly string[], string]>(
  'goals_seen',
  `select ${GOAL}, g.partnership_id as "partnershipId" from iteration_goal g
   join member v on v.partnership_id = g.partnership_id and v.person_id = $2 and v.left_at is null
   where g.id = any($1) and g.removed_at is null order by g.created_at desc`,
);

export interface StoredCall {
  iterationId: IterationId;
  goalId: GoalId;
  partyId: PartyId;
  memberId: MemberId;
  outcome: GoalOutcome;
  note: string;
  at: Date;
}
/** Of each party what it said last. */
export const CALLS_OF = statement<StoredCall, [PartnershipId, readonly IterationId[]]>(
  'goal_outcomes',
  `select distinct on (iteration_id, goal_id, party_id) iteration_id as "iterationId", goal_id as "goalId",
     party_id as "partyId", member_id as "memberId", outcome, note, at
   from goal_outcome where partnership_id = $1 and iteration_id = any($2)
   order by iteration_id, goal_id, party_id, at desc, id desc`,
);

export interface StoredEntry {
  id: string;
  iterationId: IterationId;
  amount: number;
  note: string;
  madeById: MemberId;
  at: Date;
}
export const ENTRIES_OF = statement<StoredEntry, [PartnershipId, readonly IterationId[]]>(
  'budget_entries',
  `select id, iteration_id as "iterationId", amount::float8 as amount, note, made_by as "madeById", at
   from budget_entry where partnership_id = $1 and iteration_id = any($2) order by at, id`,
);

export interface Points {
  iterationId: IterationId;
  planned: number;
  /** What the scope ledger added since the commitment. */
  scopeChange: number;
  delivered: number;
  accepted: number;
  /** Money recorded as spent. */
  spent: number;
}
export const POINTS_OF = statement<Points, [PartnershipId, readonly IterationId[]]>(
  'iteration_points',
  pointsOf('$1', '$2'),
);
