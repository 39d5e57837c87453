import type { DocumentId } from '@tandem/schema/ids';
import { LRUCache } from 'lru-cache';
import type { SqlRunner } from '../platform/db/sql.ts';
import { TAIL_MAX } from './compact.ts';
import { type StoredDocument, updatesAfter } from './live.sql.ts';
import { loadStored, updatesIn } from './stored-document.ts';

/** Who opens a document is seldom alone: a link is shared, a meeting goes on to the next story. What rests this long is let go. */
const REST_MS = 10_000;
/** Of all copies together, a byte each. */
const CHARACTERS_MAX = 32 * 1024 * 1024;

/** All that is durable of a document up to `seq`, as it is sent: updates in base64, in their order. */
interface Copy {
  readonly seq: number;
  readonly updates: readonly string[];
}

/**
 * The documents that were opened a moment ago, encoded as the next page is given them: reading and encoding a long one takes many
 * times what asking for its newest updates does.
 */
export class DurableCopies {
  readonly #copies = new LRUCache<DocumentId, Copy>({
    ttl: REST_MS,
    ttlAutopurge: true,
    updateAgeOnGet: true,
    maxSize: CHARACTERS_MAX,
    sizeCalculation: ({ updates }) => updates.reduce((sum, update) => sum + update.length, 1),
  });

  constructor(private readonly sql: SqlRunner) {}

  /** Keeps what was just read for another reason. */
  keep(documentId: DocumentId, stored: StoredDocument): Copy {
    const copy = { seq: stored.seq, updates: updatesIn(stored).map(toBase64) };
    // Of what is longer there is a newer snapshot in a moment.
    if (copy.updates.length <= TAIL_MAX) this.#copies.set(documentId, copy);
    return copy;
  }

  /** @returns the document as it is durable at a moment after the call. @throws Refusal NOT_FOUND. */
  async read(documentId: DocumentId): Promise<Copy> {
    const copy = this.#copies.get(documentId);
    if (!copy) return this.#load(documentId);
    const rows = await this.sql.rows(updatesAfter, documentId, copy.seq);
    // Another reading may have added some meanwhile.
    const fresh = rows.filter(({ seq }) => seq > copy.seq);
    if (fresh.length === 0) return copy;
    if (copy.updates.length + fresh.length > TAIL_MAX) return this.#load(documentId);
    const updates = [...copy.updates, ...fresh.map(({ update }) => toBase64(update))];
    const grown = { seq: fresh.at(-1)?.seq ?? copy.seq, updates };
    this.#copies.set(documentId, grown);
    return grown;
  }

  async #load(documentId: DocumentId): Promise<Copy> {
    return this.keep(documentId, await loadStored(this.sql, documentId));
  }

  close(): void {
    this.#copies.clear();
  }
}

export const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
