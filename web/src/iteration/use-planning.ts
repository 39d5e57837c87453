import { nextWeek } from '@tandem/schema/iteration/iso-week';
import { generateKeyBetween } from 'fractional-indexing';
import { useMemo } from 'react';
import { type OpenPartnership, usePartnership } from '../partnership/use-partnership';
import { act, toastRefusal } from '../platform/act';
import type { Place, StoryCard } from '../story/story-optimism';
import { announce } from '../ui/announce';
import { DeclineStoryDocument } from './decline-story.gql';
import { PlanIterationDocument } from './plan-iteration.gql';
import { PlanStoryDocument } from './plan-story.gql';
import { heldIn, pointsOf, sumOfPoints, type Week, type WeekStory } from './planned-stories';
import { UndeclineStoryDocument } from './undecline-story.gql';
import { UnplanStoryDocument } from './unplan-story.gql';
import { pointsWords, weekName } from './week-words';

/** What may be done to the stories of a week: shown at once, taken back with the reason when refused. */
export interface Planning {
  /** Puts a story into the week, or moves it within; without a place it goes last. */
  plan(story: StoryCard, place?: Place): Promise<boolean>;
  unplan(story: StoryCard): Promise<boolean>;
  decline(story: StoryCard, reason: string): Promise<boolean>;
  undecline(story: StoryCard): Promise<boolean>;
  /** Plans a story for the week after this one, which is planned with it when nobody has yet. */
  planNext(story: StoryCard): Promise<boolean>;
}

export function usePlanning(week: Week): Planning {
  const { me, id } = usePartnership();
  return useMemo(() => planning(week, me, id), [week, me, id]);
}

const root = { __typename: 'Mutation' as const };

function planning(week: Week, me: OpenPartnership['me'], partnershipId: string): Planning {
  const on = (story: StoryCard) => ({ iterationId: week.id, storyId: story.id });
  const after = (stories: WeekStory[]) => ({
    __typename: 'IterationPayload' as const,
    iteration: { ...week, stories, plannedPoints: sumOfPoints(heldIn({ ...week, stories })) },
  });
  const without = (story: StoryCard) => week.stories.filter((one) => one.story.id !== story.id);
  const planned = (story: StoryCard, rank: string): WeekStory => ({
    __typename: 'IterationStory',
    id: `${week.id}:${story.id}`,
    ...{ state: 'PLANNED' as const, points: null, rank, reason: null, declinedBy: null },
    changedAt: new Date().toISOString(),
    changedBy: { __typename: 'Member', id: me.id, name: me.name },
    story: { ...story, plannedFor: week.isoWeek },
  });
  const held = heldIn(week);
  const known = (story: StoryCard) => held.some((one) => one.story.id === story.id);
  return {
    plan(story, place = {}) {
      const rank = rankBeside(held, story.id, place);
      const stories = rank === null ? null : [...without(story), planned(story, rank)];
      return tried(
        `${story.key} was not ${known(story) ? 'moved' : 'planned'}`,
        act(
          PlanStoryDocument,
          { ...on(story), afterId: place.afterId ?? null, beforeId: place.beforeId ?? null },
          stories ? { optimistic: { ...root, planStory: after(stories) } } : {},
        ),
        known(story)
          ? `${story.key} moved within ${weekName(week.isoWeek)}`
          : `${story.key} planned for ${weekName(week.isoWeek)}: ${pointsWords(sumOfPoints(held) + (story.estimate ?? 0))} in all`,
      );
    },
    unplan(story) {
      const gone = held.find((one) => one.story.id === story.id);
      return tried(
        `${story.key} stays in ${weekName(week.isoWeek)}`,
        act(UnplanStoryDocument, on(story), { optimistic: { ...root, unplanStory: after(without(story)) } }),
        `${story.key} is back in the backlog: ${pointsWords(sumOfPoints(held) - (gone ? pointsOf(gone) : 0))} left`,
      );
    },
    decline: (story, reason) =>
      tried(
        `${story.key} was not declined`,
        act(DeclineStoryDocument, { ...on(story), reason }),
        `${story.key} declined for ${me.party.name}`,
      ),
    undecline: (story) =>
      tried(
        `${story.key} stays declined`,
        act(UndeclineStoryDocument, on(story)),
        `${story.key} is in ${weekName(week.isoWeek)} again`,
      ),
    planNext(story) {
      const isoWeek = nextWeek(week.isoWeek);
      const both = async () => {
        const { planIteration } = await act(PlanIterationDocument, { partnershipId, isoWeek });
        await act(PlanStoryDocument, { iterationId: planIteration.iteration.id, storyId: story.id });
      };
      return tried(`${story.key} was not planned`, both(), `${story.key} planned for ${weekName(isoWeek)}`);
    },
  };
}

/** A rank in that place of the week, good until the server's own arrives; null when the neighbours leave no room. */
function rankBeside(held: readonly WeekStory[], storyId: string, { afterId, beforeId }: Place): string | null {
  const others = held.filter(({ story }) => story.id !== storyId);
  const beside = others.findIndex(({ story }) => story.id === (afterId ?? beforeId));
  const at = beside === -1 ? others.length : afterId ? beside + 1 : beside;
  try {
    return generateKeyBetween(others[at - 1]?.rank ?? null, others[at]?.rank ?? null);
  } catch {
    return null;
  }
}

async function tried(failed: string, action: Promise<unknown>, done: string): Promise<boolean> {
  try {
    await action;
    announce(done);
    return true;
  } catch (error) {
    toastRefusal(failed, error);
    return false;
  }
}
