import type { StoryState } from '@tandem/schema/story/rules';
import { DropIndicator, useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import css from './BoardPage.module.css';
import type { Place, StoryCard } from './story-optimism';

/** A card carries the states that it may be moved to as types, so that a column can tell before the drop. */
const into = (state: StoryState) => `application/x-tandem-${state.toLowerCase().replace('_', '-')}`;

/** The card in the air; react-aria hands over the words of a dragged item only after the drop, and later. */
let held: StoryCard | null = null;

/** Dragging cards within a column (their rank) and into it (their state, and the rank beside the card they land at). */
export function useColumnDrag(state: StoryState, isDisabled: boolean, put: (story: StoryCard, place: Place) => void) {
  const drop = (target?: { key: string | number; dropPosition: string }) => {
    if (!held) return;
    const beside = target ? String(target.key) : undefined;
    if (beside === held.id) return;
    put(
      held,
      beside === undefined ? {} : target?.dropPosition === 'before' ? { beforeId: beside } : { afterId: beside },
    );
  };
  const { dragAndDropHooks } = useDragAndDrop<StoryCard>({
    isDisabled,
    getItems: (_keys, items) =>
      items.map((story) => {
        held = story;
        return {
          'text/plain': `${story.key} ${story.title}`,
          ...Object.fromEntries([story.state, ...story.transitions].map((to) => [into(to), story.id])),
        };
      }),
    acceptedDragTypes: [into(state)],
    getDropOperation: () => 'move',
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
