import { PUSH_MAX_BYTES } from '@tandem/schema/live/limits';
import { toBase64 } from './base64';
import type { Outbox } from './outbox';
import type { Retry } from './retry';
import { LiveError } from './transport';

/** It no longer knows the connection, or not the words that ours stand on: a fresh sync may cure either. */
const REOPEN_CODES: ReadonlySet<string> = new Set(['MISSING_DEPS', 'NOT_FOUND']);

/** The server will say the same again: only giving the edits up, or more rights, goes on from here. */
export const FINAL_CODES: ReadonlySet<string> = new Set([
  'NOT_FOUND',
  'BAD_UPDATE',
  'TOO_LARGE',
  'FORBIDDEN',
  'UNAUTHENTICATED',
]);

export const asLiveError = (reason: unknown): LiveError =>
  reason instanceof LiveError ? reason : new LiveError('INTERNAL', reason instanceof Error ? reason.message : '');

/** What delivery needs of the page's document. */
interface Opened {
  /** Null while there is none. */
  connectionId(): string | null;
  /** Nothing more is to be sent: the server refused it for good, or the page is gone. */
  isOver(): boolean;
  push(connectionId: string, updates: string[]): Promise<void>;
  /** Nothing is unsaved any more. */
  saved(): void;
  reopen(): void;
  refuse(error: LiveError): void;
}

/** How a page's edits reach the server: at most one push is under way; what is typed meanwhile goes together in the next. */
export class Delivery {
  #pushing = false;
  #askedAgain = false;
  #notBefore = 0;

  constructor(
    private readonly outbox: Outbox,
    private readonly retry: Retry,
    private readonly opened: Opened,
  ) {}

  /** Sends what is unsaved, if now is a time for it. */
  start(): void {
    this.#drain().catch((reason: unknown) => this.opened.refuse(asLiveError(reason)));
  }

  async #drain(): Promise<void> {
    if (this.#pushing || this.opened.isOver()) return;
    const wait = this.#notBefore - performance.now();
    if (wait > 0) return this.retry.later(() => this.start(), wait);
    this.#pushing = true;
    try {
      for (let batch = this.outbox.next(); batch.length > 0; batch = this.outbox.next()) {
        const connectionId = this.opened.connectionId();
        if (!connectionId) break;
        check(batch);
        await this.opened.push(connectionId, batch.map(toBase64));
        this.#askedAgain = false;
        this.retry.wentWell();
        // Acknowledged is durable: only now may the browser's own copy go.
        await this.outbox.acknowledge(batch.length);
        if (this.outbox.unsaved === 0) this.opened.saved();
      }
    } catch (reason) {
      this.#failed(asLiveError(reason));
    } finally {
      this.#pushing = false;
    }
  }

  #failed(error: LiveError): void {
    // Without a connection the next sync sends everything again, whatever this failure was.
    if (this.opened.isOver() || !this.opened.connectionId()) return;
    if (REOPEN_CODES.has(error.code) && !this.#askedAgain) {
      this.#askedAgain = true;
      this.opened.reopen();
    } else if (error.code === 'MISSING_DEPS') {
      // Ours stand on words that neither the server nor this page can bring: their writer's page may.
      this.retry.later(() => this.opened.reopen());
    } else if (FINAL_CODES.has(error.code)) {
      this.opened.refuse(error);
    } else {
      // Told to wait, it waits with what is typed meanwhile too.
      this.#notBefore = performance.now() + (error.retryAfterMs ?? 0);
      this.retry.later(() => this.start(), error.retryAfterMs);
    }
  }
}

/** One oversized edit would make a frame that costs the whole socket, again and again. @throws LiveError TOO_LARGE */
function check([first]: readonly Uint8Array[]): void {
  if (first && first.length > PUSH_MAX_BYTES)
    throw new LiveError('TOO_LARGE', 'One edit was larger than 700 KB, which is more than a story can take.');
}
