import * as v from 'valibot';
import { lines } from '../partnership/text.ts';
import { ESTIMATE_MAX, ESTIMATE_MIN, REASON_MAX } from '../story/rules.ts';

/** Where a commitment stands: proposed and as it was, proposed and overtaken by a change, signed by every party, or taken back. */
export type CommitmentState = 'PROPOSED' | 'STALE' | 'IN_FORCE' | 'WITHDRAWN';

/** What became different between a frozen week and another reading of it. */
export const COMMITMENT_CHANGE_KINDS = [
  'DATES_CHANGED',
  'CAPACITY_CHANGED',
  'BUDGET_CHANGED',
  'PARTIES_CHANGED',
  'GOAL_ADDED',
  'GOAL_REMOVED',
  'GOAL_CHANGED',
  'STORY_ADDED',
  'STORY_REMOVED',
  'TITLE_CHANGED',
  'POINTS_CHANGED',
  'CRITERION_ADDED',
  'CRITERION_REMOVED',
  'CRITERION_CHANGED',
  'AGREEMENT_CHANGED',
  'DECLINED_CHANGED',
  'NOT_READY',
] as const;
export type CommitmentChangeKind = (typeof COMMITMENT_CHANGE_KINDS)[number];

export type ScopeChangeKind = 'ADD' | 'REMOVE' | 'SPLIT' | 'REESTIMATE';

/** Said of every change of a signed week: who reads the ledger in a year knows nothing else of it. */
export const ScopeReason = v.object({
  reason: v.pipe(
    lines('The reason', REASON_MAX),
    v.check((text) => /[\p{L}\p{N}]/u.test(text), 'Say why: both parties read the reason in the week’s ledger.'),
  ),
});

const POINTS = `The estimate is a whole number from ${ESTIMATE_MIN} to ${ESTIMATE_MAX}.`;
export const ScopePoints = v.object({
  points: v.pipe(v.number(), v.integer(POINTS), v.minValue(ESTIMATE_MIN, POINTS), v.maxValue(ESTIMATE_MAX, POINTS)),
});
