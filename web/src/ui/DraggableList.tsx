import { type ReactNode, type RefObject, useLayoutEffect } from 'react';
import { GridList, type GridListProps } from 'react-aria-components/GridList';
import { DropIndicator, useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import type { Drag } from './DragList';

interface DraggableListProps<Item extends object> extends GridListProps<Item> {
  ref: RefObject<HTMLDivElement | null>;
  drag: Drag<Item>;
  indicatorClassName: string;
  /** How far the list was scrolled that this one takes the place of. */
  scrolled: RefObject<number>;
}

/** What DragList becomes: dragging is a third of a list's script, so it comes by itself. */
export function DraggableList<Item extends object>(props: DraggableListProps<Item>): ReactNode {
  const { drag, indicatorClassName, scrolled, ref, ...list } = props;
  const { dragAndDropHooks } = useDragAndDrop<Item>({
    ...drag,
    renderDropIndicator: (target) => <DropIndicator target={target} className={indicatorClassName} />,
  });
  useLayoutEffect(() => {
    if (ref.current) ref.current.scrollTop = scrolled.current;
  }, [ref, scrolled]);
  return <GridList {...list} ref={ref} dragAndDropHooks={dragAndDropHooks} />;
}
