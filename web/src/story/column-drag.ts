import type { StoryState } from '@tandem/schema/story/rules';
import type { Drag } from '../ui/DragList';
import type { Place, StoryCard } from './story-optimism';

/**
 * The card in the air. A browser lets nobody read what is dragged before it is dropped, so a column could not tell from
 * the drag itself whether the card may come to it.
 */
let held: StoryCard | null = null;

/** Dragging cards within a column (their rank) and into it (their state, and the rank beside the card they land at). */
export function columnDrag(state: StoryState, put: (story: StoryCard, place: Place) => void): Drag<StoryCard> {
  const drop = (target?: { key: string | number; dropPosition: string }) => {
    const beside = target && String(target.key);
    if (!held || beside === held.id) return;
    put(
      held,
      beside === undefined ? {} : target?.dropPosition === 'before' ? { beforeId: beside } : { afterId: beside },
    );
  };
  return {
    getItems: (_keys, items) =>
      items.map((story) => {
        held = story;
        return { 'text/plain': `${story.key} ${story.title}` };
      }),
    acceptedDragTypes: ['text/plain'],
    getDropOperation: () => (held && (held.state === state || held.transitions.includes(state)) ? 'move' : 'cancel'),
    onReorder: ({ target }) => drop(target),
    onInsert: ({ target }) => drop(target),
    onRootDrop: () => drop(),
    onDragEnd: () => {
      held = null;
    },
  };
}
