import { HELD } from '@tandem/schema/iteration/rules';
import type { StoryState } from '@tandem/schema/story/rules';
import type { StoryCard } from '../story/story-optimism';
import type { WeekFactsFragment } from './week-facts.gql';

export type Week = WeekFactsFragment;
export type WeekStory = Week['stories'][number];

/** In the order in which they are looked at for a week: what can be built now, what came back, what is still written. */
const PLANNABLE: readonly StoryState[] = ['READY', 'RETURNED', 'DRAFT'];

const byRank = (a: WeekStory, b: WeekStory) =>
  a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.story.number - b.story.number;

/** The stories that count towards the week, in its order. */
export const heldIn = ({ stories }: Week): WeekStory[] => stories.filter(({ state }) => HELD.has(state)).sort(byRank);

export const declinedIn = ({ stories }: Week): WeekStory[] =>
  stories.filter(({ state }) => state === 'DECLINED').sort(byRank);

/** What could still come into the week: not in it, not declined for it, not planned for another that is not over. */
export function backlogFor(week: Week, stories: readonly StoryCard[], current: string): StoryCard[] {
  const here = new Set(
    week.stories.filter(({ state }) => HELD.has(state) || state === 'DECLINED').map(({ story }) => story.id),
  );
  const elsewhere = ({ plannedFor, state }: StoryCard) =>
    plannedFor !== null && plannedFor !== week.isoWeek && plannedFor >= current && state !== 'RETURNED';
  return PLANNABLE.flatMap((state) =>
    stories.filter((story) => story.state === state && !here.has(story.id) && !elsewhere(story)),
  );
}

/** Points of a story in a week: as committed or added, before that as it is estimated now. */
export const pointsOf = ({ points, story }: WeekStory): number => points ?? story.estimate ?? 0;

export const sumOfPoints = (stories: readonly WeekStory[]): number =>
  stories.reduce((sum, one) => sum + pointsOf(one), 0);

/** What a draft lacks to be ready, the first first: "2 criteria unagreed". */
export function lacking({ criteriaCount, agreedCount, openQuestions, estimate }: StoryCard): string[] {
  const unagreed = criteriaCount - agreedCount;
  return [
    criteriaCount === 0 ? 'no criteria' : '',
    unagreed > 0 ? (unagreed === 1 ? '1 criterion unagreed' : `${unagreed} criteria unagreed`) : '',
    openQuestions > 0 ? (openQuestions === 1 ? '1 open question' : `${openQuestions} open questions`) : '',
    estimate === null ? 'no estimate' : '',
  ].filter(Boolean);
}
