import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 720px)');
const onNarrow = (listener: () => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

/** Whether there is room for one column only. */
export const useNarrow = (): boolean => useSyncExternalStore(onNarrow, () => narrow.matches);
