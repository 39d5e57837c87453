import { type StoryState } from '@tandem/schema/story/rules';
import { useMemo } from 'react';
import { AssignStoryDocument } from './assign-story.gql';
import { EstimateStoryDocument } from './estimate-story.gql';
import { LabelStoryDocument } from './label-story.gql';
import { RankStoryDocument } from './rank-story.gql';
import { TransitionStoryDocument } from './transition-story.gql';
import { UnassignStoryDocument } from './unassign-story.gql';
import { UnlabelStoryDocument } from './unlabel-story.gql';
import { type Member, type OpenPartnership, usePartnership } from '../partnership/use-partnership';
import { act, toastRefusal } from '../platform/act';
import { announce } from '../ui/announce';
import { STATE_WORDS } from './state-words';
import { changed, inState, type Place, rankIn, type StoryCard } from './story-optimism';

type Label = OpenPartnership['labels'][number];

/** What may be done to a story from a card, a row or its page: shown at once, taken back with the reason when refused. */
export interface StoryActions {
  /** @param place beside which story of `ranked` it goes; without one it keeps its rank. */
  transition(
    story: StoryCard,
    to: StoryState,
    more?: { reason?: string; place?: Place; ranked?: readonly StoryCard[] },
  ): Promise<boolean>;
  rank(story: StoryCard, place: Place, ranked: readonly StoryCard[]): Promise<boolean>;
  estimate(story: StoryCard, points: number | null): Promise<boolean>;
  setOwner(story: StoryCard, member: Member, owns: boolean): Promise<boolean>;
  setLabel(story: StoryCard, label: Label, has: boolean): Promise<boolean>;
}

export function useStoryActions(): StoryActions {
  const { me } = usePartnership();
  return useMemo(() => storyActions(me), [me]);
}

const root = { __typename: 'Mutation' as const };

const storyActions = (me: OpenPartnership['me']): StoryActions => ({
  transition(story, to, { reason, place = {}, ranked = [] } = {}) {
    const rank = place.afterId || place.beforeId ? rankIn(ranked, story.id, place) : null;
    const next = { ...inState(story, to, me, reason ?? null), ...(rank ? { rank } : {}) };
    return attempt(
      `${story.key} was not moved`,
      act(
        TransitionStoryDocument,
        {
          storyId: story.id,
          to,
          reason: reason ?? null,
          afterId: place.afterId ?? null,
          beforeId: place.beforeId ?? null,
        },
        { optimistic: { ...root, transitionStory: changed(story, next) } },
      ),
      () => announce(`${story.key} moved to ${STATE_WORDS[to].name}`),
    );
  },
  rank(story, place, ranked) {
    const rank = rankIn(ranked, story.id, place);
    return attempt(
      `${story.key} was not moved`,
      act(
        RankStoryDocument,
        { storyId: story.id, afterId: place.afterId ?? null, beforeId: place.beforeId ?? null },
        rank ? { optimistic: { ...root, rankStory: changed(story, { rank }) } } : {},
      ),
    );
  },
  estimate: (story, points) =>
    attempt(
      `${story.key} was not estimated`,
      act(
        EstimateStoryDocument,
        { storyId: story.id, points },
        { optimistic: { ...root, estimateStory: changed(story, { estimate: points }) } },
      ),
    ),
  setOwner(story, member, owns) {
    const input = { storyId: story.id, memberId: member.id };
    const others = story.owners.filter(({ id }) => id !== member.id);
    const next = changed(story, { owners: owns ? [...others, member] : others });
    return attempt(
      `The owners of ${story.key} stay as they were`,
      owns
        ? act(AssignStoryDocument, input, { optimistic: { ...root, assignStory: next } })
        : act(UnassignStoryDocument, input, { optimistic: { ...root, unassignStory: next } }),
    );
  },
  setLabel(story, label, has) {
    const input = { storyId: story.id, labelId: label.id };
    const others = story.labels.filter(({ id }) => id !== label.id);
    const next = changed(story, { labels: has ? [...others, label] : others });
    return attempt(
      `The labels of ${story.key} stay as they were`,
      has
        ? act(LabelStoryDocument, input, { optimistic: { ...root, labelStory: next } })
        : act(UnlabelStoryDocument, input, { optimistic: { ...root, unlabelStory: next } }),
    );
  },
});

async function attempt(failed: string, action: Promise<unknown>, done?: () => void): Promise<boolean> {
  try {
    await action;
    done?.();
    return true;
  } catch (error) {
    toastRefusal(failed, error);
    return false;
  }
}
