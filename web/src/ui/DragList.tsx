import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { GridList, type GridListProps } from 'react-aria-components/GridList';
import type { DragAndDropOptions } from 'react-aria-components/useDragAndDrop';
import type { DraggableList } from './DraggableList';

export type Drag<Item> = Omit<DragAndDropOptions<Item>, 'renderDropIndicator'>;

interface DragListProps<Item extends object> extends Omit<GridListProps<Item>, 'dragAndDropHooks'> {
  /** How its rows are dragged; null where they are not. */
  drag: Drag<Item> | null;
  indicatorClassName: string;
}

let Draggable: typeof DraggableList | null = null;
/** Without it stories are moved by their menu; the next list tries again. */
const load = () =>
  import('./DraggableList').then(
    (script) => {
      Draggable = script.DraggableList;
    },
    () => {},
  );
// Asked for before there is anything to list: it is there with the rows, unless these were read before.
void load();

/** A list that can be read, gone through and pressed at once, and dragged in as soon as that script is there as well. */
export function DragList<Item extends object>({ drag, indicatorClassName, ...list }: DragListProps<Item>): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const scrolled = useRef(0);
  const ready = useReady(ref, scrolled);
  return drag && ready && Draggable ? (
    <Draggable {...list} ref={ref} drag={drag} indicatorClassName={indicatorClassName} scrolled={scrolled} />
  ) : (
    <GridList {...list} ref={ref} />
  );
}

/** Another list takes the place of the first, so it waits while somebody is in it, or in a menu of one of its rows. */
function useReady(list: RefObject<HTMLElement | null>, scrolled: RefObject<number>): boolean {
  const [ready, become] = useState(() => Draggable !== null);
  useEffect(() => {
    if (ready) return;
    const change = () => {
      const now = list.current;
      if (!Draggable || now?.contains(document.activeElement) || now?.querySelector('[aria-expanded="true"]')) return;
      scrolled.current = now?.scrollTop ?? 0;
      become(true);
    };
    void load().then(change);
    document.addEventListener('focusin', change);
    return () => document.removeEventListener('focusin', change);
  }, [ready, list, scrolled]);
  return ready;
}
