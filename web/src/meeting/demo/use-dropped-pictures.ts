import { useEffect, useEffectEvent, useState } from 'react';

/** Takes pictures that are pasted or dropped anywhere on the page. @returns whether something is held over it now. */
export function useDroppedPictures(isOn: boolean, take: (files: File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const taken = useEffectEvent((files: FileList | undefined) => {
    const some = [...(files ?? [])];
    if (some.length > 0) take(some);
    return some.length > 0;
  });
  useEffect(() => {
    if (!isOn) return;
    const end = new AbortController();
    const { signal } = end;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Left to itself, the browser would leave the page for the file.
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      setIsOver(false);
      if (taken(event.dataTransfer?.files)) event.preventDefault();
    };
    const paste = (event: ClipboardEvent) => {
      // Cells and paragraphs are copied with a picture of themselves: the words are meant.
      if (event.clipboardData?.types.includes('text/plain')) return;
      if (taken(event.clipboardData?.files)) event.preventDefault();
    };
    addEventListener('dragover', over, { signal });
    addEventListener('dragleave', leave, { signal });
    addEventListener('drop', drop, { signal });
    addEventListener('paste', paste, { signal });
    return () => {
      end.abort();
      setIsOver(false);
    };
  }, [isOn]);
  return isOver;
}
