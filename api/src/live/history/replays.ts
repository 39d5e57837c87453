import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentId } from '@tandem/schema/ids';
import * as Y from 'yjs';
import type { SqlRunner } from '../../platform/db/sql.ts';
import { Checkpoints } from './checkpoints.ts';
import { snapshotUpTo, updatesBetween } from './history.sql.ts';

/** The event loop goes on at least this often: typing shares it. */
const SLICE_MS = 8;
/** Updates read at a time. */
const PAGE = 500;
const CHECKPOINT_EVERY = 1_000;
/** Documents kept where the last reader left them: a replay that moves forward applies only what is new. */
const WARM_MAX = 4;

interface Moment {
  doc: Y.Doc;
  seq: number;
}

/**
 * Documents as they stood at any moment, from the log that compaction leaves whole. One replay runs at a time, in slices, so
 * that whoever reads a long history does not slow down those who write.
 */
export class Replays {
  readonly #warm = new Map<DocumentId, Moment>();
  readonly #checkpoints = new Checkpoints();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly sql: SqlRunner) {}

  /** Reads the document as it stood after `seq`; 0 is before its first word. `read` keeps nothing of the document. */
  async at<T>(documentId: DocumentId, seq: number, read: (doc: Y.Doc) => T): Promise<T> {
    const [value] = await this.through(documentId, [seq], read);
    return value as T;
  }

  /** Reads several moments, ascending, in one pass. */
  through<T>(documentId: DocumentId, seqs: readonly number[], read: (doc: Y.Doc, seq: number) => T): Promise<T[]> {
    const work = this.#turn.then(() => this.#through(documentId, seqs, read));
    this.#turn = work.catch(() => undefined);
    return work;
  }

  async #through<T>(
    documentId: DocumentId,
    seqs: readonly number[],
    read: (doc: Y.Doc, seq: number) => T,
  ): Promise<T[]> {
    const moment = await this.#begin(documentId, seqs[0] ?? 0);
    const values: T[] = [];
    for (const seq of seqs) {
      await this.#advance(documentId, moment, seq);
      values.push(read(moment.doc, seq));
      await nextTurn();
    }
    this.#keepWarm(documentId, moment);
    return values;
  }

  /** The nearest known moment that is not after `seq`. */
  async #begin(documentId: DocumentId, seq: number): Promise<Moment> {
    const warm = this.#warm.get(documentId);
    // Taken out while it is worked on: one that fails halfway is not kept.
    this.#warm.delete(documentId);
    const [stored] = await this.sql.rows(snapshotUpTo, documentId, seq);
    const checkpoint = this.#checkpoints.nearest(documentId, seq);
    const nearest = stored && stored.seq >= (checkpoint?.seq ?? 0) ? stored : checkpoint;
    if (warm && warm.seq <= seq && warm.seq >= (nearest?.seq ?? 0)) return warm;
    warm?.doc.destroy();
    const doc = new Y.Doc();
    if (nearest) Y.applyUpdate(doc, nearest.state);
    return { doc, seq: nearest?.seq ?? 0 };
  }

  async #advance(documentId: DocumentId, moment: Moment, upTo: number): Promise<void> {
    while (moment.seq < upTo) {
      const until = Math.min(upTo, moment.seq + PAGE);
      const rows = await this.sql.rows(updatesBetween, documentId, moment.seq, until);
      for (let i = 0; i < rows.length; ) {
        i = applySlice(moment.doc, rows, i);
        await nextTurn();
      }
      if (Math.floor(until / CHECKPOINT_EVERY) > Math.floor(moment.seq / CHECKPOINT_EVERY))
        this.#checkpoints.keep(documentId, until, Y.encodeStateAsUpdate(moment.doc));
      moment.seq = until;
    }
  }

  #keepWarm(documentId: DocumentId, moment: Moment): void {
    this.#warm.set(documentId, moment);
    for (const [oldest, { doc }] of this.#warm) {
      if (this.#warm.size <= WARM_MAX) break;
      this.#warm.delete(oldest);
      doc.destroy();
    }
  }
}

/** @returns the index of the first update that there was no time for. */
function applySlice(doc: Y.Doc, rows: readonly { update: Uint8Array }[], from: number): number {
  const until = performance.now() + SLICE_MS;
  let at = from;
  doc.transact(() => {
    for (let row = rows[at]; row && (at === from || performance.now() < until); row = rows[++at])
      Y.applyUpdate(doc, row.update);
  });
  return at;
}
