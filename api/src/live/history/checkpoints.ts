import type { DocumentId } from '@tandem/schema/ids';

/** All states kept, over all documents; the oldest go first. */
const KEPT_MAX_BYTES = 16 * 1024 * 1024;

interface Checkpoint {
  documentId: DocumentId;
  seq: number;
  state: Uint8Array;
}

/** States of documents at some of their moments, so that a replay need not begin at the first word. In memory only. */
export class Checkpoints {
  readonly #kept = new Map<string, Checkpoint>();
  #bytes = 0;

  keep(documentId: DocumentId, seq: number, state: Uint8Array): void {
    const key = `${documentId} ${seq}`;
    if (this.#kept.has(key) || state.length > KEPT_MAX_BYTES) return;
    this.#kept.set(key, { documentId, seq, state });
    this.#bytes += state.length;
    for (const [oldest, checkpoint] of this.#kept) {
      if (this.#bytes <= KEPT_MAX_BYTES) break;
      this.#kept.delete(oldest);
      this.#bytes -= checkpoint.state.length;
    }
  }

  /** The latest one that is not after `seq`. */
  nearest(documentId: DocumentId, seq: number): Checkpoint | null {
    let best: Checkpoint | null = null;
    for (const checkpoint of this.#kept.values())
      if (checkpoint.documentId === documentId && checkpoint.seq <= seq && checkpoint.seq > (best?.seq ?? 0))
        best = checkpoint;
    return best;
  }
}
