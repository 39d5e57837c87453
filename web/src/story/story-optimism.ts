import { possibleTransitions, type StoryState } from '@tandem/schema/story/rules';
import { generateKeyBetween } from 'fractional-indexing';
import type { StoryCardFragment } from './story-card.gql';
import type { OpenPartnership } from '../partnership/use-partnership';

export type StoryCard = StoryCardFragment;

/** What a story will look like once the server agrees: shown at once, and taken back when it does not. */
export const changed = (story: StoryCard, change: Partial<StoryCard>) => ({
  __typename: 'StoryPayload' as const,
  story: { ...story, ...change },
});

/** The state, with what this viewer may do from there, as the server will answer. */
export const inState = (story: StoryCard, to: StoryState, me: OpenPartnership['me'], reason: string | null) =>
  story.state === to
    ? {}
    : {
        state: to,
        stateReason: reason,
        stateChangedAt: new Date().toISOString(),
        transitions: possibleTransitions(to, { role: me.role, partyKind: me.party.kind }),
      };

/** The neighbour beside which a story is put; neither puts it first. */
export interface Place {
  afterId?: string;
  beforeId?: string;
}

/** A rank in that place among `ranked`, good until the server's own arrives; null when the neighbours leave no room. */
export function rankIn(ranked: readonly StoryCard[], storyId: string, { afterId, beforeId }: Place): string | null {
  const others = ranked.filter((story) => story.id !== storyId);
  const at = afterId
    ? others.findIndex((story) => story.id === afterId) + 1
    : Math.max(
        0,
        others.findIndex((story) => story.id === beforeId),
      );
  try {
    return generateKeyBetween(others[at - 1]?.rank ?? null, others[at]?.rank ?? null);
  } catch {
    return null;
  }
}
