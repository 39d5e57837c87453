import type { StoryState } from '@tandem/schema/story/rules';
import { DropIndicator, useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import css from './BoardPage.module.css';
import type { Place, StoryCard } from './story-optimism';

/**
 * The card in the air. A browser lets nobody read what is dragged before it is dropped, so a column could not tell from
 * the drag itself whether the card may come to it.
 */
let held: StoryCard | null = null;

/** Dragging cards within a column (their rank) and into it (their state, and the rank beside the card they land at). */
export function useColumnDrag(state: StoryState, put: (story: StoryCard, place: Place) => void) {
  const drop = (target?: { key: string | number; dropPosition: string }) => {
    const beside = target && String(target.key);
    if (!held || beside === held.id) return;
    put(
      held,
      beside === undefined ? {} : target?.dropPosition === 'before' ? { beforeId: beside } : { afterId: beside },
    );
  };
  const { dragAndDropHooks } = useDragAndDrop<StoryCard>({
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
    renderDropIndicator: (target) => <DropIndicator target={target} className={css.indicator!} />,
  });
  return dragAndDropHooks;
}
