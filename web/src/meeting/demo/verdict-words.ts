import type { DemoOutcome, VerdictKind } from '@tandem/schema/meeting/outcome';
import { Check, CircleDashedCheck, CornerUpLeft, EyeOff, Hourglass, type LucideIcon, Scale, X } from 'lucide-react';
import type { DemoFactsFragment, VerdictFactsFragment } from './demo.gql';

export type Demo = DemoFactsFragment;
export type DemoCriterion = Demo['criteria'][number];
export type Verdict = VerdictFactsFragment;

/** Told apart by shape and word; met and not met look alike to some eyes. */
export const VERDICT_ICONS: Readonly<Record<VerdictKind, LucideIcon>> = {
  MET: Check,
  MET_WITH_CONDITION: CircleDashedCheck,
  NOT_MET: X,
  NOT_SHOWN: EyeOff,
};
export const OUTCOME_ICONS: Readonly<Record<DemoOutcome, LucideIcon>> = {
  PENDING: Hourglass,
  ACCEPTED: Check,
  RETURNED: CornerUpLeft,
  DISPUTED: Scale,
};

export const verdictOf = (criterion: DemoCriterion, partyId: string): Verdict | undefined =>
  criterion.verdicts.find(({ party }) => party.id === partyId);

/** "criterion 2", as the page counts them. */
export const placeOf = (demo: Demo, criterionId: string): string =>
  `criterion ${demo.criteria.findIndex((criterion) => criterion.criterionId === criterionId) + 1}`;

/** The next that this party has not judged, from the one after `criterionId` on and round; null when all are. */
export function nextToJudge({ criteria }: Demo, partyId: string, criterionId?: string): string | null {
  const from = criteria.findIndex((criterion) => criterion.criterionId === criterionId) + 1;
  const next = [...criteria.slice(from), ...criteria.slice(0, from)].find(
    (criterion) => criterion.criterionId !== criterionId && !verdictOf(criterion, partyId),
  );
  return next?.criterionId ?? null;
}

interface NamedParty {
  id: string;
  name: string;
}

/** What the outcome hangs on, in a sentence. */
export function outcomeSentence({ criteria, demoOutcome, dispute }: Demo, parties: readonly NamedParty[]): string {
  if (criteria.length === 0) return 'It was committed to without a criterion, so there is nothing to judge.';
  const count = (some: number) => (some === 1 ? 'one criterion' : `${some} criteria`);
  switch (demoOutcome) {
    case 'PENDING':
      if (criteria.every(({ verdicts }) => verdicts.length === 0)) return 'Nobody has given a verdict yet.';
      return `${parties
        .flatMap(({ id, name }) => {
          const missing = criteria.filter((criterion) => !verdictOf(criterion, id)).length;
          if (missing === 0) return [];
          return `${name} has ${missing === criteria.length ? 'no verdict yet' : `no verdict on ${count(missing)} yet`}`;
        })
        .join('; ')}.`;
    case 'DISPUTED':
      return dispute
        ? 'It was taken to the sponsors. New verdicts that agree end it, too.'
        : `The parties differ on ${count(criteria.filter((one) => one.criterionOutcome === 'DISPUTED').length)}.`;
    case 'RETURNED': {
      const unmet = criteria.filter((one) => one.criterionOutcome === 'RETURNED').length;
      return unmet === 0 ? 'So the sponsors ruled.' : `Both parties find ${count(unmet)} not met.`;
    }
    case 'ACCEPTED':
      return criteria.every((one) => one.criterionOutcome === 'ACCEPTED')
        ? 'Both parties find every criterion met.'
        : 'So the sponsors ruled.';
  }
}
