import type { ScopeChangeKind } from '@tandem/schema/iteration/commitment';
import { IN_ITERATION } from '@tandem/schema/story/rules';
import type { StoryCard } from '../../story/story-optimism';
import { heldIn, lacking, type Week } from '../planned-stories';

export type ScopeKind = ScopeChangeKind;

/** The stories of a committed week that a change can be made to, in the week's order. */
export function changeable(week: Week, kind: Exclude<ScopeKind, 'ADD'>): StoryCard[] {
  const open = heldIn(week).flatMap(({ story }) => (IN_ITERATION.has(story.state) ? [story] : []));
  if (kind === 'REMOVE') return open.filter(({ state }) => state !== 'DELIVERED');
  return kind === 'SPLIT' ? open.filter(({ criteriaCount }) => criteriaCount > 1) : open;
}

/** What may come into a committed week: ready, or returned and agreed again, and not planned elsewhere. */
export function addable(week: Week, stories: readonly StoryCard[]): StoryCard[] {
  return stories.filter(
    (story) =>
      (story.state === 'READY' || (story.state === 'RETURNED' && lacking(story).length === 0)) &&
      (story.state === 'RETURNED' || story.plannedFor === null || story.plannedFor === week.isoWeek),
  );
}
