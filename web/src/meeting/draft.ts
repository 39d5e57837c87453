import { useSyncExternalStore } from 'react';

/**
 * Words that somebody has typed in the meeting and not sent yet. They stay where they are when the meeting moves on, and survive a
 * reload; as long as one of them is there, the page does not follow by itself.
 */
const KEY = 'tandem.meeting-draft:';
const watchers = new Set<() => void>();
const watch = (tell: () => void): (() => void) => {
  watchers.add(tell);
  return () => watchers.delete(tell);
};

function read(name: string): string {
  try {
    return sessionStorage.getItem(KEY + name) ?? unstored.get(name) ?? '';
  } catch {
    return unstored.get(name) ?? '';
  }
}
/** Storage may be blocked: the words then last as long as the page. */
const unstored = new Map<string, string>();

function write(name: string, text: string): void {
  if (text) unstored.set(name, text);
  else unstored.delete(name);
  try {
    if (text) sessionStorage.setItem(KEY + name, text);
    else sessionStorage.removeItem(KEY + name);
  } catch {
    // Kept in memory, above.
  }
  for (const tell of watchers) tell();
}

/** `name` says what it is a draft of, and of which meeting first, such as `<meeting id>:decision:<stage id>`. */
export function useDraft(name: string): readonly [text: string, setText: (text: string) => void] {
  const text = useSyncExternalStore(watch, () => read(name));
  return [text, (next) => write(name, next)];
}

/** Whether anything is half typed in this meeting. */
export const useHasDraft = (meetingId: string): boolean =>
  useSyncExternalStore(watch, () => {
    for (const [name, text] of unstored) if (name.startsWith(`${meetingId}:`) && text.trim()) return true;
    return false;
  });
