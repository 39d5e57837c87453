import { useSyncExternalStore } from 'react';

/** `public/theme.js` reads the same key before the first paint. */
const KEY = 'tandem.theme';
export type Theme = 'system' | 'light' | 'dark';

const system = matchMedia('(prefers-color-scheme: dark)');
const watchers = new Set<() => void>();
let choice: Theme = read();

function read(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

const isDark = () => choice === 'dark' || (choice === 'system' && system.matches);

function apply(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
  for (const tell of watchers) tell();
}

export function setTheme(next: Theme): void {
  choice = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Storage may be blocked: the choice then lasts as long as the page.
  }
  apply();
}

const watch = (tell: () => void) => {
  watchers.add(tell);
  return () => watchers.delete(tell);
};

export const useTheme = (): Theme => useSyncExternalStore(watch, () => choice);
export const useIsDark = (): boolean => useSyncExternalStore(watch, isDark);

system.addEventListener('change', apply);
