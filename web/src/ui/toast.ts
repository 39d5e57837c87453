import { useSyncExternalStore } from 'react';
import { announce } from './announce';

export type ToastTone = 'plain' | 'problem';

export interface Toast {
  id: number;
  title: string;
  /** What happened or what to do, in a sentence. */
  detail?: string | undefined;
  tone: ToastTone;
  action?: { label: string; onPress: () => void } | undefined;
}

const SHOWN_FOR_MS = 6_000;
const PROBLEM_SHOWN_FOR_MS = 12_000;
const AT_MOST = 3;

let toasts: readonly Toast[] = [];
let nextId = 1;
const watchers = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const tell of watchers) tell();
}

/** Shows a message at the page's foot and reads it out; returns its id for `dismissToast`. */
export function toast(
  title: string,
  rest: { detail?: string; tone?: ToastTone; action?: Toast['action'] } = {},
): number {
  const shown: Toast = { id: nextId++, title, detail: rest.detail, tone: rest.tone ?? 'plain', action: rest.action };
  set([...toasts.filter((t) => t.title !== title || t.detail !== rest.detail), shown].slice(-AT_MOST));
  announce(rest.detail ? `${title}. ${rest.detail}` : title, { assertive: shown.tone === 'problem' });
  holdToast(shown.id, false);
  return shown.id;
}

export function dismissToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  set(toasts.filter((t) => t.id !== id));
}

/** Held while it is pointed at or focused: nobody should have to race a message (WCAG 2.2.1). */
export function holdToast(id: number, held: boolean): void {
  clearTimeout(timers.get(id));
  const shown = toasts.find((t) => t.id === id);
  if (held || !shown) return;
  timers.set(
    id,
    setTimeout(() => dismissToast(id), shown.tone === 'problem' ? PROBLEM_SHOWN_FOR_MS : SHOWN_FOR_MS),
  );
}

const watch = (tell: () => void) => {
  watchers.add(tell);
  return () => watchers.delete(tell);
};

export const useToasts = (): readonly Toast[] => useSyncExternalStore(watch, () => toasts);
