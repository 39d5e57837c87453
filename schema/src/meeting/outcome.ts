export type VerdictKind = 'MET' | 'MET_WITH_CONDITION' | 'NOT_MET' | 'NOT_SHOWN';
export const VERDICT_KINDS = ['MET', 'MET_WITH_CONDITION', 'NOT_MET', 'NOT_SHOWN'] as const satisfies VerdictKind[];
export type DemoOutcome = 'PENDING' | 'ACCEPTED' | 'RETURNED' | 'DISPUTED';
export type Ruling = 'ACCEPT' | 'RETURN';

export const VERDICT_WORDS: Readonly<Record<VerdictKind, string>> = {
  MET: 'Met',
  MET_WITH_CONDITION: 'Met, with a condition',
  NOT_MET: 'Not met',
  NOT_SHOWN: 'Not shown',
};
export const OUTCOME_WORDS: Readonly<Record<DemoOutcome, string>> = {
  PENDING: 'Waiting for verdicts',
  ACCEPTED: 'Accepted',
  RETURNED: 'Returned',
  DISPUTED: 'Disputed',
};

/** A condition is a promise of its own: the criterion is met. */
const isMet = (verdict: VerdictKind): boolean => verdict === 'MET' || verdict === 'MET_WITH_CONDITION';

/** What one criterion's verdicts come to: one of each party, the latest. */
export function criterionOutcome(parties: readonly string[], verdicts: ReadonlyMap<string, VerdictKind>): DemoOutcome {
  const given = parties.flatMap((party) => verdicts.get(party) ?? []);
  // Two who disagree do so whatever a third will say.
  if (given.some(isMet) && !given.every(isMet)) return 'DISPUTED';
  if (given.length < parties.length) return 'PENDING';
  return given.every(isMet) ? 'ACCEPTED' : 'RETURNED';
}

/**
 * What a story's verdicts come to. A dispute about one criterion is one about the story; otherwise nothing is decided while a
 * verdict is missing, and one criterion that is not met by all returns it.
 * @param rulings of an escalated dispute, the latest of each party: when all rule alike, that is the outcome.
 */
export function demoOutcome(
  parties: readonly string[],
  criteria: readonly ReadonlyMap<string, VerdictKind>[],
  rulings: ReadonlyMap<string, Ruling> = new Map(),
): DemoOutcome {
  const ruled = parties.map((party) => rulings.get(party));
  const [ruling] = ruled;
  if (ruling && ruled.every((one) => one === ruling)) return ruling === 'ACCEPT' ? 'ACCEPTED' : 'RETURNED';
  const each = criteria.map((verdicts) => criterionOutcome(parties, verdicts));
  if (each.includes('DISPUTED')) return 'DISPUTED';
  if (each.length === 0 || each.includes('PENDING')) return 'PENDING';
  return each.includes('RETURNED') ? 'RETURNED' : 'ACCEPTED';
}
