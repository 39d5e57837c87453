import type { PartyId } from '@tandem/schema/ids';
import { criterionOutcome, type DemoOutcome, demoOutcome, type Ruling } from '@tandem/schema/meeting/outcome';
import type { StoredCriterion, StoredDemo, StoredRuling, StoredVerdict } from './demos.sql.ts';

/** A criterion with what was found of it. */
export interface JudgedCriterion extends StoredCriterion {
  outcome: DemoOutcome;
  /** The latest of each party that gave one, in the parties' order. */
  verdicts: StoredVerdict[];
  /** All that was ever given on it, the oldest first. */
  history: StoredVerdict[];
}

/** What a demo's verdicts and rulings come to. */
export interface JudgedDemo {
  criteria: JudgedCriterion[];
  outcome: DemoOutcome;
  /** The latest of each party, in the parties' order. */
  rulings: StoredRuling[];
  /** Whether all parties' sponsors rule alike, which ends it. */
  isRuled: boolean;
}

/** @param partyIds all parties, the client first. */
export function judgeDemo(demo: StoredDemo, partyIds: readonly PartyId[]): JudgedDemo {
  const criteria = demo.criteria.map((criterion): JudgedCriterion => {
    const history = demo.verdicts.filter(({ criterionId }) => criterionId === criterion.criterionId);
    const standing = history.filter(({ counts }) => counts);
    const verdicts = latestOfEach(standing, partyIds);
    return { ...criterion, history, verdicts, outcome: criterionOutcome(partyIds, kinds(verdicts)) };
  });
  const rulings = latestOfEach(demo.rulings, partyIds);
  const ruled = new Map(rulings.map(({ partyId, ruling }): [PartyId, Ruling] => [partyId, ruling]));
  return {
    criteria,
    rulings,
    isRuled: ruled.size === partyIds.length && new Set(ruled.values()).size === 1,
    outcome: demoOutcome(
      partyIds,
      criteria.map(({ verdicts }) => kinds(verdicts)),
      ruled,
    ),
  };
}

const kinds = (verdicts: readonly StoredVerdict[]) =>
  new Map(verdicts.map(({ partyId, verdict }) => [partyId, verdict]));

function latestOfEach<Given extends { partyId: PartyId }>(
  oldestFirst: readonly Given[],
  partyIds: readonly PartyId[],
): Given[] {
  const latest = new Map(oldestFirst.map((given) => [given.partyId, given]));
  return partyIds.flatMap((partyId) => latest.get(partyId) ?? []);
}
