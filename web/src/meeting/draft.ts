import { useSyncExternalStore } from 'react';
import type { Stage } from './meeting';

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

/** What the session's storage holds, read once: it may be blocked, and the words then last as long as the page. */
let drafts: ReadonlyMap<string, string> = stored();

function stored(): Map<string, string> {
  const found = new Map<string, string>();
  try {
    for (let index = 0; index < sessionStorage.length; index++) {
      const key = sessionStorage.key(index) ?? '';
      if (key.startsWith(KEY)) found.set(key.slice(KEY.length), sessionStorage.getItem(key) ?? '');
    }
  } catch {
    // Nothing was kept, then.
  }
  return found;
}

function write(name: string, text: string): void {
  const next = new Map(drafts);
  if (text) next.set(name, text);
  else next.delete(name);
  drafts = next;
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
  const text = useSyncExternalStore(watch, () => drafts.get(name) ?? '');
  return [text, (next) => write(name, next)];
}

const isIn = (meetingId: string, [name, text]: [string, string]): boolean =>
  name.startsWith(`${meetingId}:`) && /\S/.test(text);
/** A verdict is about a story; so is what becomes of it, which is said where the next week is planned. */
const isAbout = (stage: Stage, name: string): boolean =>
  name.includes(':carry-over:')
    ? stage.kind === 'NEXT'
    : name.includes(stage.id) || (stage.story !== null && name.includes(stage.story.id));

/** Whether anything is half typed in this meeting. */
export const useHasDraft = (meetingId: string): boolean =>
  useSyncExternalStore(watch, () => [...drafts].some((draft) => isIn(meetingId, draft)));

/** Whether something is half typed in that very stage. */
export const useHasDraftIn = (meetingId: string, stage: Stage): boolean =>
  useSyncExternalStore(watch, () => [...drafts].some((draft) => isIn(meetingId, draft) && isAbout(stage, draft[0])));
