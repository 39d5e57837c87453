import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { createKeybindingsHandler } from 'tinykeys';

export interface Shortcut {
  /** tinykeys' notation: `g b` is a sequence, `$mod` is ⌘ on a Mac and Ctrl elsewhere. */
  keys: string;
  /** What it does, as the sheet and the palette say it. */
  label: string;
  group: string;
  run: () => void;
}

const KEY = 'tandem.shortcuts';
const watchers = new Set<() => void>();
let registered: readonly Shortcut[] = [];
let on = read();
let plain: EventListener = () => {};
let chords: EventListener = () => {};

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

const isChord = (shortcut: Shortcut) => shortcut.keys.startsWith('$mod+');
const inText = (event: KeyboardEvent) =>
  event
    .composedPath()
    .some(
      (node) =>
        node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)),
    );
const inOverlay = () =>
  document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"][data-overlay]') !==
  null;

function changed(): void {
  const map = (some: readonly Shortcut[]) =>
    Object.fromEntries(
      some.map((shortcut) => [
        shortcut.keys,
        (event: KeyboardEvent) => {
          event.preventDefault();
          shortcut.run();
        },
      ]),
    );
  plain = createKeybindingsHandler(map(registered.filter((s) => !isChord(s))), {
    ignore: (event) => event.repeat || inText(event) || inOverlay(),
  });
  chords = createKeybindingsHandler(map(registered.filter(isChord)), { ignore: (event) => event.repeat });
  for (const tell of watchers) tell();
}

addEventListener('keydown', (event) => {
  chords(event);
  // One-key shortcuts can be switched off (WCAG 2.1.4): speech input would press them by accident.
  if (on) plain(event);
});

/** While the component is shown, its shortcuts work and are listed. Handlers may change on each render; keys may not. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const run = useEffectEvent((index: number) => shortcuts[index]?.run());
  const describe = useEffectEvent(() => shortcuts.map((shortcut, index) => ({ ...shortcut, run: () => run(index) })));
  const keys = shortcuts.map((shortcut) => shortcut.keys).join('|');
  useEffect(() => {
    const mine = describe();
    registered = [...registered, ...mine];
    changed();
    return () => {
      registered = registered.filter((shortcut) => !mine.includes(shortcut));
      changed();
    };
  }, [keys]);
}

const watch = (tell: () => void) => {
  watchers.add(tell);
  return () => watchers.delete(tell);
};

export const useRegisteredShortcuts = (): readonly Shortcut[] => useSyncExternalStore(watch, () => registered);
export const useShortcutsOn = (): boolean => useSyncExternalStore(watch, () => on);

export function setShortcutsOn(next: boolean): void {
  on = next;
  try {
    localStorage.setItem(KEY, next ? 'on' : 'off');
  } catch {
    // Storage may be blocked: the choice then lasts as long as the page.
  }
  changed();
}

const MAC = /Mac|iP(hone|ad)/.test(navigator.platform);

/** The keys as they are printed on this person's keyboard: `$mod+k` → ["Ctrl", "K"]; `[Shift]+?` → ["?"]. */
export function keyCaps(keys: string): string[] {
  return keys
    .replace('[Shift]+', '')
    .split(/[+ ]/)
    .map((key) =>
      key === '$mod' ? (MAC ? '⌘' : 'Ctrl') : key === 'Shift' ? '⇧' : key.length === 1 ? key.toUpperCase() : key,
    );
}
