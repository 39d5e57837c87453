/** Limits of an iteration, shared by the forms and the commands. Lengths are in UTF-16 units. */
export const GOALS_MAX = 20;
export const GOAL_MAX = 2_000;
export const CAPACITY_MAX = 1_000;
/** numeric(12, 2) */
export const MONEY_MAX = 9_999_999_999.99;
export const SPEND_NOTE_MAX = 400;
export const DECLINE_REASON_MAX = 2_000;
export const GOAL_NOTE_MAX = 2_000;
/** A plan for later than this is a wish. */
export const WEEKS_AHEAD_MAX = 53;

/** Of a budget: what is spent is told to both sides once it comes near, and once it is over. */
export const BUDGET_NEAR = 0.8;
export const BUDGET_OVER = 1;

export type IterationPhase = 'UPCOMING' | 'CURRENT' | 'FINISHED';
/** A story's standing in an iteration; the last two keep what was planned or held once. */
export type InIteration = 'PLANNED' | 'DECLINED' | 'COMMITTED' | 'ADDED' | 'REMOVED' | 'UNPLANNED';
export type BudgetUnit = 'POINTS' | 'MONEY';
export type BudgetWarning = 'NONE' | 'NEAR' | 'OVER';
export type GoalOutcome = 'MET' | 'PARTLY' | 'NOT_MET';

/** In the week: these count towards its points. */
export const HELD: ReadonlySet<InIteration> = new Set(['PLANNED', 'COMMITTED', 'ADDED']);

/** A budget of nothing is over with the first point or penny, and not before. */
export function budgetWarning(amount: number, spent: number): BudgetWarning {
  if (spent <= 0) return 'NONE';
  if (spent >= amount * BUDGET_OVER) return 'OVER';
  return spent >= amount * BUDGET_NEAR ? 'NEAR' : 'NONE';
}

export const phaseAt = (now: Date, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }): IterationPhase =>
  now < startsAt ? 'UPCOMING' : now < endsAt ? 'CURRENT' : 'FINISHED';
