import type { Refused } from '../../platform/act';

export interface EntryWords {
  done: string;
  next: string;
  concern: string;
}

/** Where what was typed is: on its way, acknowledged by the server, or kept on this device until it can be sent. */
export type DraftStatus =
  | { state: 'untouched' }
  | { state: 'saving' }
  | { state: 'saved'; at: number | null }
  | { state: 'kept' | 'refused'; message: string };

const SAVE_AFTER_MS = 1_000;
/** Somebody who types on and on is saved in between. */
const SAVE_AT_LEAST_MS = 6_000;
const TRY_AGAIN_MS = 5_000;
export const BLANK: EntryWords = { done: '', next: '', concern: '' };

const isSame = (a: EntryWords, b: EntryWords) => a.done === b.done && a.next === b.next && a.concern === b.concern;
const isBlank = ({ done, next, concern }: EntryWords) => !/\S/.test(done + next + concern);

/**
 * One day's entry while it is typed: kept on this device with each key, sent after a pause, and called saved when the server
 * has acknowledged it. What could not be sent is tried again, also after a reload.
 */
export class EntryDraft {
  words: EntryWords;
  status: DraftStatus;
  /** What was acknowledged as typed here, and as the server tidied it. */
  #saved: EntryWords | null;
  #stored: EntryWords | null;
  #sending = false;
  #firstUnsavedAt: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #watchers = new Set<() => void>();

  constructor(
    private readonly key: string,
    saved: EntryWords | null,
    private readonly send: (words: EntryWords) => Promise<EntryWords>,
    private readonly refusalOf: (error: unknown) => Refused,
  ) {
    this.#saved = this.#stored = saved;
    this.words = read(key) ?? saved ?? BLANK;
    this.status = saved ? { state: 'saved', at: null } : { state: 'untouched' };
  }

  readonly watch = (tell: () => void): (() => void) => {
    this.#watchers.add(tell);
    return () => this.#watchers.delete(tell);
  };

  /** Begins to send, also what an earlier visit left; the way to stop sends what is left. */
  open(): () => void {
    const now = () => this.flush();
    addEventListener('online', now);
    addEventListener('pagehide', now);
    if (this.#unsaved) this.flush();
    return () => {
      removeEventListener('online', now);
      removeEventListener('pagehide', now);
      this.flush();
    };
  }

  write(words: Partial<EntryWords>): void {
    this.words = { ...this.words, ...words };
    keep(this.key, this.words);
    if (!this.#unsaved) this.#settle();
    else if (isBlank(this.words)) this.#wait();
    else {
      this.#firstUnsavedAt ??= Date.now();
      this.#become({ state: 'saving' });
      const left = this.#firstUnsavedAt + SAVE_AT_LEAST_MS - Date.now();
      this.#after(Math.max(0, Math.min(SAVE_AFTER_MS, left)));
    }
  }

  /** What the server says now, such as from another page of the same person: taken unless something here is not sent yet. */
  take(saved: EntryWords): void {
    if (this.#unsaved || (this.#stored && isSame(this.#stored, saved))) return;
    this.#saved = this.#stored = saved;
    this.words = saved;
    this.#become({ state: 'saved', at: null });
  }

  flush(): void {
    clearTimeout(this.#timer);
    if (this.#sending || !this.#unsaved || isBlank(this.words)) return;
    const words = this.words;
    this.#sending = true;
    this.#firstUnsavedAt = null;
    this.send(words)
      .then(
        (stored) => {
          this.#saved = words;
          this.#stored = stored;
          if (isSame(this.words, words)) this.#settle();
          else this.#after(SAVE_AFTER_MS);
        },
        (error: unknown) => this.#failed(this.refusalOf(error)),
      )
      .finally(() => {
        this.#sending = false;
      });
  }

  get #unsaved(): boolean {
    return !isSame(this.words, this.#saved ?? BLANK);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#firstUnsavedAt = null;
    forget(this.key);
    this.#become(this.#saved ? { state: 'saved', at: Date.now() } : { state: 'untouched' });
  }

  /** An entry that was posted cannot become one that says nothing. */
  #wait(): void {
    clearTimeout(this.#timer);
    this.#become(
      this.#saved
        ? { state: 'refused', message: 'An entry says something. What you posted stays until you write again.' }
        : { state: 'untouched' },
    );
  }

  #failed({ code, message }: Refused): void {
    if (code === 'BAD_USER_INPUT' || code === 'FORBIDDEN' || code === 'NOT_FOUND')
      return this.#become({ state: 'refused', message });
    this.#become({ state: 'kept', message: 'Not sent yet. It is kept on this device and sent by itself.' });
    this.#after(TRY_AGAIN_MS);
  }

  #after(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), ms);
  }

  #become(status: DraftStatus): void {
    this.status = status;
    for (const tell of this.#watchers) tell();
  }
}

function read(key: string): EntryWords | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return isWords(kept) ? kept : null;
  } catch {
    return null;
  }
}

const isWords = (kept: unknown): kept is EntryWords =>
  typeof kept === 'object' &&
  kept !== null &&
  ['done', 'next', 'concern'].every((part) => typeof (kept as Record<string, unknown>)[part] === 'string');

function keep(key: string, words: EntryWords): void {
  try {
    localStorage.setItem(key, JSON.stringify(words));
  } catch {
    // Storage may be blocked or full: what is typed then lives as long as the page.
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // It was never kept.
  }
}
