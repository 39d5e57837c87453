import { DropIndicator, useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import type { Place, StoryCard } from '../story/story-optimism';
import css from './PlanningList.module.css';

/** The story in the air, and from which side: a browser lets nobody read what is dragged before it is dropped. */
let held: { story: StoryCard; from: Side } | null = null;

export type Side = 'backlog' | 'week';

/**
 * Dragging between the backlog and the week, and within the week. The backlog keeps its own order, so what comes back to it is
 * dropped on the list as a whole; Enter on a grip starts the same by keyboard.
 */
export function usePlanningDrag(side: Side, onDrop: (story: StoryCard, place: Place) => void) {
  const drop = (target?: { key: string | number; dropPosition: string }) => {
    const beside = target && String(target.key);
    if (!held || beside === held.story.id) return;
    onDrop(
      held.story,
      beside === undefined ? {} : target?.dropPosition === 'before' ? { beforeId: beside } : { afterId: beside },
    );
  };
  const { dragAndDropHooks } = useDragAndDrop<StoryCard>({
    getItems: (_keys, items) =>
      items.map((story) => {
        held = { story, from: side };
        return { 'text/plain': `${story.key} ${story.title}` };
      }),
    acceptedDragTypes: ['text/plain'],
    getDropOperation: () => (side === 'week' || held?.from === 'week' ? 'move' : 'cancel'),
    ...(side === 'week'
      ? {
          onReorder: ({ target }: { target: Target }) => drop(target),
          onInsert: ({ target }: { target: Target }) => drop(target),
        }
      : {}),
    onRootDrop: () => drop(),
    onDragEnd: () => {
      held = null;
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className={css.indicator!} />,
  });
  return dragAndDropHooks;
}

interface Target {
  key: string | number;
  dropPosition: string;
}
