import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react';

const STARTS_AFTER_PX = 4;

export interface RowDrag {
  /** The row that is held. */
  from: number;
  /** The gap it would go into: 0 before the first row, `count` after the last. */
  gap: number;
}

/**
 * Drags a row of a list by pointer or finger. react-aria's drag needs the rows to be its own focusable items, which
 * rich text editors cannot be; the keyboard's ways (a menu, Alt and arrows) stand beside this one.
 */
export function useRowDrag(list: () => HTMLElement | null, onDrop: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<RowDrag | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const grab = (from: number) => (event: ReactPointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const startY = event.clientY;
    let gap: number | null = null;
    const move = (moved: PointerEvent) => {
      if (gap === null && Math.abs(moved.clientY - startY) < STARTS_AFTER_PX) return;
      const middles = [...(list()?.children ?? [])].map((row) => {
        const { top, height } = row.getBoundingClientRect();
        return top + height / 2;
      });
      gap = middles.filter((middle) => middle < moved.clientY).length;
      setDrag({ from, gap });
    };
    const end = (drop: boolean) => {
      stop.current?.();
      if (drop && gap !== null) {
        const to = gap > from ? gap - 1 : gap;
        if (to !== from) onDrop(from, to);
      }
    };
    const up = () => end(true);
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key === 'Escape') end(false);
    };
    stop.current = () => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', key);
      stop.current = null;
      setDrag(null);
    };
    const cancel = () => end(false);
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', cancel);
    addEventListener('keydown', key);
  };
  return { drag, grab };
}
