import * as Y from 'yjs';
import { fromBase64 } from './base64';
import { type DocumentSync, type DocumentUpdates, LiveError } from './transport';

/** An update of somebody else's as it was relayed, with the server's word on whose it is; both in base64. */
export interface SignedUpdate {
  update: string;
  signature: string;
}

interface Kept extends SignedUpdate {
  relay: number;
  /** Stored beside own edits already. */
  stored: boolean;
}

/** Signed by another installation, or not for us to bring: asking again would change nothing. */
const NEVER_TAKEN: ReadonlySet<string> = new Set(['BAD_UPDATE', 'TOO_LARGE', 'FORBIDDEN', 'BAD_USER_INPUT']);
/** What one hand-in takes; anything near it would be a very long time without a commit. */
const HAND_IN_MAX = 128;

/**
 * What others wrote and is not known to be durable. Should a crash take it and its writer never come back, this page brings
 * it back: otherwise what is written upon it here could never be saved.
 */
export class Relayed {
  #kept: Kept[] = [];
  #lost: SignedUpdate[] = [];

  take({ updates, signatures, relay }: DocumentSync | DocumentUpdates): void {
    for (const [i, update] of updates.entries()) {
      const signature = signatures[i];
      if (signature) this.#kept.push({ update, signature, relay, stored: false });
    }
  }

  /** Everything relayed up to this number is safe. */
  durable(relay: number): void {
    this.#kept = this.#kept.filter((kept) => kept.relay > relay);
  }

  /** The document was opened afresh: what was kept until now and is not there is lost, as far as anybody knows. */
  opened(sync: DocumentSync): void {
    const known = Y.decodeStateVector(fromBase64(sync.stateVector));
    this.#lost = [...this.#lost, ...this.#kept].filter(({ update }) => !isKnown(fromBase64(update), known));
    this.#kept = [];
    this.take(sync);
  }

  /** Takes up what an earlier page stored beside its edits. */
  adopt(updates: readonly SignedUpdate[]): void {
    this.#lost.push(...updates);
  }

  /** What came since the last call and own edits may stand on: to be stored with them, once. */
  takeUnstored(): SignedUpdate[] {
    const fresh = this.#kept.filter(({ stored }) => !stored);
    for (const kept of fresh) kept.stored = true;
    return fresh.map(({ update, signature }) => ({ update, signature }));
  }

  get lost(): Uint8Array[] {
    return this.#lost.map(({ update }) => fromBase64(update));
  }

  /** Hands in what was lost, in the order in which it came. Never rejects: what fails now is tried at the next opening. */
  async bringBack(handIn: (updates: SignedUpdate[]) => Promise<void>): Promise<void> {
    // The next opening makes a list of its own: an answer that comes after it strikes nothing off that one.
    const lost = this.#lost;
    try {
      while (lost.length > 0) {
        const batch = lost.slice(0, HAND_IN_MAX).map(({ update, signature }) => ({ update, signature }));
        await handIn(batch).catch((reason: unknown) => {
          if (!(reason instanceof LiveError && NEVER_TAKEN.has(reason.code))) throw reason;
        });
        lost.splice(0, batch.length);
      }
    } catch (reason) {
      if (!(reason instanceof LiveError)) throw reason;
    }
  }
}

/** Deletions have no clock: an update that holds any may be lacking wherever its words are known. */
function isKnown(update: Uint8Array, known: ReadonlyMap<number, number>): boolean {
  const { structs, ds } = Y.decodeUpdate(update);
  return ds.clients.size === 0 && structs.every(({ id, length }) => id.clock + length <= (known.get(id.client) ?? 0));
}
