import {
  BUSY_CONNECTIONS_MAX,
  MOVES_AT_ONCE,
  MOVES_PER_SECOND,
  PUSHES_AT_ONCE,
  PUSHES_PER_SECOND,
} from '@tandem/schema/live/limits';
import { tooFast } from './refusals.ts';

/** Less than this is not worth a client's asking again: it would be refused as soon. */
const RETRY_MIN_MS = 100;
/** A session that is gone for so long has its whole allowance again, and is forgotten. */
const FORGOTTEN_AFTER_MS = 10_000;

/** So many at once, and so many a second from then on. */
class TokenBucket {
  #left: number;
  #at = performance.now();

  constructor(
    private readonly perSecond: number,
    private readonly atOnce: number,
  ) {
    this.#left = atOnce;
  }

  /** Takes one. @returns 0, or in how many milliseconds to come again. */
  take(): number {
    const now = performance.now();
    this.#left = Math.min(this.atOnce, this.#left + ((now - this.#at) * this.perSecond) / 1000);
    this.#at = now;
    if (this.#left < 1) return Math.max(RETRY_MIN_MS, Math.ceil(((1 - this.#left) * 1000) / this.perSecond));
    this.#left--;
    return 0;
  }
}

/** What may be pushed and moved. */
export class Rates {
  readonly #pushes: TokenBucket;
  readonly #moves: TokenBucket;

  /** @param beyond of all that this is a part of. @param size in connections. */
  constructor(
    private readonly beyond: Rates | null,
    size = 1,
  ) {
    this.#pushes = new TokenBucket(PUSHES_PER_SECOND * size, PUSHES_AT_ONCE * size);
    this.#moves = new TokenBucket(MOVES_PER_SECOND * size, MOVES_AT_ONCE * size);
  }

  /** @throws Refusal RATE_LIMITED with `retryAfterMs`. */
  push(): void {
    const wait = this.#pushes.take();
    if (wait > 0) throw tooFast(wait);
    this.beyond?.push();
  }

  /** @throws Refusal RATE_LIMITED with `retryAfterMs`. */
  move(): void {
    const wait = this.#moves.take();
    if (wait > 0) throw tooFast(wait);
    this.beyond?.move();
  }
}

/** The sessions that have a document open on this node. Each of their connections has its own allowance and a part in theirs. */
export class SessionRates {
  readonly #sessions = new Map<string, { rates: Rates; connections: number }>();

  /** @returns a connection's own, and what ends it. */
  join(sessionId: string): { rates: Rates; leave: () => void } {
    const session = this.#sessions.get(sessionId) ?? { rates: new Rates(null, BUSY_CONNECTIONS_MAX), connections: 0 };
    this.#sessions.set(sessionId, session);
    session.connections++;
    const forget = (): void => {
      if (session.connections === 0 && this.#sessions.get(sessionId) === session) this.#sessions.delete(sessionId);
    };
    const leave = (): void => {
      // Not at once: opening again must not be a way to a new allowance.
      if (--session.connections === 0) setTimeout(forget, FORGOTTEN_AFTER_MS).unref();
    };
    return { rates: new Rates(session.rates), leave };
  }
}
