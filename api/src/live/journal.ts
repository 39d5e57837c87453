import type { DocumentId, MemberId } from '@tandem/schema/ids';
import type { SqlRunner } from '../platform/db/sql.ts';
import { notFound } from '../platform/errors.ts';
import type { Stored } from './decoded.ts';
import { type Appended, appendToLog, type Written } from './append.sql.ts';

/** The least time between two commits: under load they gather this long, and an idle journal commits at once. */
const GATHER_MS = 5;
/** A batch stays under what one statement takes comfortably. */
const BATCH_MAX_BYTES = 8 * 1024 * 1024;

/** What the journal needs of a room. */
export interface Lane {
  readonly documentId: DocumentId;
  /** Set by the journal when a commit fails: later updates may build on the lost ones, so none of them may be stored. */
  failed: boolean;
}

interface Entry extends Written {
  lane: Lane;
  resolve(seq: number): void;
  reject(error: unknown): void;
}

/** The durable log of all documents. One commit is under way at a time and takes everything that came meanwhile with it. */
export class Journal {
  #queue: Entry[] = [];
  #committing: Promise<void> | null = null;
  #soon = false;
  /** Runs while the next commit is put off. */
  #gathering: NodeJS.Timeout | null = null;
  #lastCommit = 0;
  #lastBatch = 0;

  readonly #log: ReturnType<SqlRunner['dedicated']>;

  /** @param onStored is told of each document's updates once they are durable, in the order of their sequences. */
  constructor(
    sql: SqlRunner,
    private readonly onStored: (documentId: DocumentId, stored: Stored) => void,
  ) {
    this.#log = sql.dedicated();
  }

  /**
   * Appends a document's updates, at least one, in order.
   * @returns the sequence of the last one, once it is durable. @throws what the commit failed with: whether it was stored is then unknown.
   */
  append(lane: Lane, updates: Uint8Array[], memberId: MemberId | null, at: Date): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ lane, documentId: lane.documentId, updates, memberId, at, resolve, reject });
      this.#arm();
    });
  }

  /** Resolves when nothing waits any more. */
  async close(): Promise<void> {
    while (this.#queue.length > 0 || this.#committing) {
      this.#commit();
      await this.#committing;
    }
    this.#log.release();
  }

  #arm(): void {
    if (this.#committing || this.#soon) return;
    const wait = this.#isAwaited ? 0 : this.#lastCommit + GATHER_MS - performance.now();
    if (wait > 0) {
      this.#gathering ??= setTimeout(() => this.#commit(), wait);
      return;
    }
    // Even an idle journal takes with it what this turn of the event loop still brings.
    this.#soon = true;
    setImmediate(() => this.#commit());
  }

  /** Who sends several at once was waiting for the last answer; once as many are there as then, nobody else is to come. */
  get #isAwaited(): boolean {
    return this.#queue.length >= this.#lastBatch && this.#queue.some(({ updates }) => updates.length > 1);
  }

  #commit(): void {
    this.#soon = false;
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#gathering = null;
    if (this.#committing) return;
    const entries = this.#take();
    if (entries.length === 0) return;
    this.#lastCommit = performance.now();
    this.#lastBatch = entries.length;
    this.#committing = this.#write(entries).finally(() => {
      this.#committing = null;
      if (this.#queue.length > 0) this.#arm();
    });
  }

  #take(): Entry[] {
    const [broken, whole] = partition(this.#queue, (entry) => entry.lane.failed);
    this.#queue = whole;
    for (const entry of broken) entry.reject(new Error('an update that this one may build on was not stored'));
    let bytes = 0;
    const end = this.#queue.findIndex((entry) => {
      for (const update of entry.updates) bytes += update.length;
      return bytes > BATCH_MAX_BYTES;
    });
    return this.#queue.splice(0, end > 0 ? end : end < 0 ? this.#queue.length : 1);
  }

  /** Never rejects: each entry gets its own outcome. */
  async #write(entries: Entry[]): Promise<void> {
    try {
      this.#settle(entries, await appendToLog(this.#log, entries));
    } catch (error) {
      const groups = Map.groupBy(entries, (entry) => entry.lane);
      // PostgreSQL said no to some row: the others' words must not fail with it. A lost connection says nothing of that kind.
      if (groups.size > 1 && isRefusedByData(error)) for (const group of groups.values()) await this.#write(group);
      else for (const entry of entries) fail(entry, error);
    }
  }

  #settle(entries: Entry[], rows: Appended[]): void {
    const seqs = new Map(rows.map((row) => [row.id, row.base]));
    for (const entry of entries) {
      const { lane, updates, memberId, at } = entry;
      const base = seqs.get(lane.documentId);
      if (base === undefined) {
        fail(entry, notFound('document'));
        continue;
      }
      const seq = base + updates.length;
      seqs.set(lane.documentId, seq);
      this.onStored(lane.documentId, { base, updates, memberId, at });
      entry.resolve(seq);
    }
  }
}

function fail(entry: Entry, error: unknown): void {
  entry.lane.failed = true;
  entry.reject(error);
}

function partition<T>(all: T[], test: (one: T) => boolean): [yes: T[], no: T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const one of all) (test(one) ? yes : no).push(one);
  return [yes, no];
}

/** SQLSTATE classes 22 (data) and 23 (constraint): the statement was rolled back as a whole, for sure. */
const isRefusedByData = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^2[23]/.test(error.code);
