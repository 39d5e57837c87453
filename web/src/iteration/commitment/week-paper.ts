import { budgetWords } from '../budget-words';
import { declinedIn, heldIn, sumOfPoints, type Week } from '../planned-stories';
import type { WeekToSignQuery } from './commitment.gql';
import { frozenBudgetWords } from './commitment-words';
import type { Commitment } from './use-commitment';

type Criterion = Commitment['stories'][number]['criteria'][number];
interface PaperAgreement {
  party: Criterion['agreements'][number]['party'];
  /** Who agreed for it; null for somebody who is not known any more. */
  member: Criterion['agreements'][number]['member'] | null;
}

/** A week as it is read before it is signed, and ever after. */
export interface Paper {
  points: number;
  capacity: number | null;
  /** In words; null when none is set. */
  budget: string | null;
  goals: { id: string; text: string }[];
  stories: {
    id: string;
    key: string;
    title: string;
    points: number | null;
    criteria: { id: string; version: number; text: string; agreements: readonly PaperAgreement[] }[];
  }[];
  declined: { id: string; key: string; by: string; reason: string }[];
}

export const paperOf = ({ points, capacity, budget, goals, stories, declined }: Commitment): Paper => ({
  ...{ points, capacity, budget: frozenBudgetWords(budget) },
  goals: goals.map(({ goalId, text }) => ({ id: goalId, text })),
  stories: stories.map(({ storyId, criteria, ...story }) => ({
    ...story,
    id: storyId,
    criteria: criteria.map(({ criterionId, ...criterion }) => ({ ...criterion, id: criterionId })),
  })),
  declined: declined.map(({ storyId, key, party, reason }) => ({ id: storyId, key, by: party.name, reason })),
});

/** The week as it stands: what a proposal made now would freeze. */
export function paperNow(week: Week, read: WeekToSignQuery): Paper {
  const held = heldIn(week);
  const words = new Map((read.iteration?.stories ?? []).map(({ story }) => [story.id, story]));
  return {
    ...{ points: sumOfPoints(held), capacity: week.capacity },
    budget: week.budget && budgetWords(week.budget, week.budget.amount),
    goals: week.goals.filter(({ text }) => text.trim() !== '').map(({ id, text }) => ({ id, text })),
    stories: held.map(({ story: { id, key, title, estimate } }) => ({
      ...{ id, key, title, points: estimate },
      criteria: words.get(id)?.criteria ?? [],
    })),
    declined: declinedIn(week).map(({ story, declinedBy, reason }) => ({
      ...{ id: story.id, key: story.key, by: declinedBy?.name ?? '', reason: reason ?? '' },
    })),
  };
}
