import { useCallback, useState } from 'react';

const KEY = 'tandem.inks';

function read(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    return false;
  }
}

/** Whether this person reads with the inks shown, from story to story. */
export function useInks() {
  const [inks, setInks] = useState(read);
  const change = useCallback((on: boolean) => {
    setInks(on);
    try {
      localStorage.setItem(KEY, on ? 'on' : 'off');
    } catch {
      // Storage may be blocked: the choice then lasts as long as the page.
    }
  }, []);
  return [inks, change] as const;
}
