import type { DocumentId, MemberId, PartnershipId } from '@tandem/schema/ids';
import * as Y from 'yjs';
import type { SqlRunner } from '../platform/db/sql.ts';
import { notFound } from '../platform/errors.ts';
import { loadForProjection, ownersOf, updatesSince } from './live.sql.ts';
import { decode } from './sync.ts';

/** Who goes on typing needs it again within the second; what rests this long is let go. */
const REST_MS = 5_000;
/** Beyond this many at a time, each costs a reading from the database instead of memory. */
const KEPT_MAX = 200;

/** Updates that have become durable here, as the sequences after `base`. */
export interface Stored {
  base: number;
  updates: readonly Uint8Array[];
  memberId: MemberId | null;
  at: Date;
}

/** A document as its log says it is, up to `seq`. */
export interface Decoded {
  readonly partnershipId: PartnershipId;
  readonly kind: string;
  readonly doc: Y.Doc;
  seq: number;
  snapshotSeq: number;
  /** Yjs client id → the member who owns it. */
  readonly writers: Map<number, MemberId>;
  lastWriterId: MemberId | null;
  /** When the last update came. */
  at: Date | null;
}

interface Entry {
  state: Decoded | null;
  /** Durable and not applied yet, in order; what is missing between was written by another node. */
  fresh: Stored[];
  /** Client ids whose owners were asked for. */
  readonly asked: Set<number>;
  /** One at a time works with it. */
  turn: Promise<unknown>;
  usedAt: number;
}

/**
 * The documents that are being typed in, decoded, so that making their words into rows each second costs what was typed
 * meanwhile and not the whole document, and no reading. Only while it goes on: an open document is not held.
 */
export class DecodedDocuments {
  readonly #entries = new Map<DocumentId, Entry>();
  readonly #cooling: NodeJS.Timeout;

  constructor(private readonly sql: SqlRunner) {
    this.#cooling = setInterval(() => this.#letGo(), REST_MS).unref();
  }

  close(): void {
    clearInterval(this.#cooling);
    this.#entries.clear();
  }

  /** Tells of updates in the order of their sequences. */
  stored(documentId: DocumentId, stored: Stored): void {
    this.#entries.get(documentId)?.fresh.push(stored);
  }

  /**
   * Works with the document as it is durable, as far as this node was told; it is read only, and the caller's until the work is
   * done. @param readLog also what other nodes have written. @throws Refusal NOT_FOUND.
   */
  using<T>(documentId: DocumentId, work: (decoded: Decoded) => Promise<T>, { readLog = false } = {}): Promise<T> {
    const entry = this.#entries.get(documentId) ?? this.#add(documentId);
    entry.usedAt = performance.now();
    const done = entry.turn.then(async () => {
      try {
        return await work(await this.#current(documentId, entry, readLog));
      } catch (error) {
        // Whatever it was, the next one starts from what is stored.
        this.#drop(documentId, entry);
        throw error;
      }
    });
    entry.turn = done.catch(() => undefined);
    return done;
  }

  async #current(documentId: DocumentId, entry: Entry, readLog: boolean): Promise<Decoded> {
    if (!entry.state) entry.state = await this.#load(documentId, entry);
    // Asked again though nothing was written here: then it was elsewhere.
    else if (readLog || entry.fresh.length === 0) await this.#readLog(documentId, entry.state, entry);
    const { state } = entry;
    while (!applyAll(state, entry.fresh))
      // Its log went with its entity.
      if (!(await this.#readLog(documentId, state, entry))) throw notFound('document');
    await this.#learnWriters(documentId, state, entry.asked);
    return state;
  }

  /** A sequence is taken and written in one transaction, so what precedes a durable update is in the log. @returns whether there was more. */
  async #readLog(documentId: DocumentId, { seq: from }: Decoded, entry: Entry): Promise<boolean> {
    const rows = await this.sql.rows(updatesSince, documentId, from);
    const missed = rows.map(({ seq, update, member_id, at }) => ({
      ...{ base: seq - 1, updates: [update], memberId: member_id, at },
    }));
    entry.fresh.unshift(...missed);
    return rows.length > 0;
  }

  async #load(documentId: DocumentId, { asked }: Entry): Promise<Decoded> {
    const stored = await this.sql.row(loadForProjection, documentId);
    if (!stored) throw notFound('document');
    const doc = decode(documentId, stored);
    for (const id of doc.store.clients.keys()) asked.add(id);
    return {
      partnershipId: stored.partnership_id,
      kind: stored.kind,
      doc,
      seq: stored.seq,
      snapshotSeq: stored.seq - stored.updates.length,
      writers: new Map(stored.owners),
      lastWriterId: stored.last_member_id,
      at: stored.last_at,
    };
  }

  async #learnWriters(documentId: DocumentId, { doc, writers }: Decoded, asked: Set<number>): Promise<void> {
    const unknown = [...doc.store.clients.keys()].filter((id) => !asked.has(id));
    if (unknown.length === 0) return;
    for (const { client_id, member_id } of await this.sql.rows(ownersOf, documentId, unknown))
      if (member_id) writers.set(client_id, member_id);
    for (const id of unknown) asked.add(id);
  }

  #add(documentId: DocumentId): Entry {
    const entry = { state: null, fresh: [], asked: new Set<number>(), turn: Promise.resolve(), usedAt: 0 };
    this.#entries.set(documentId, entry);
    const [oldest] = this.#entries;
    if (this.#entries.size > KEPT_MAX && oldest) this.#drop(...oldest);
    return entry;
  }

  /** Who works with it goes on undisturbed; it is only not found again. */
  #drop(documentId: DocumentId, entry: Entry): void {
    if (this.#entries.get(documentId) === entry) this.#entries.delete(documentId);
  }

  #letGo(): void {
    const before = performance.now() - REST_MS;
    for (const [documentId, entry] of this.#entries) if (entry.usedAt < before) this.#drop(documentId, entry);
  }
}

/** Applies updates as far as they follow each other, and takes them off. @returns whether that was all of them. */
function applyAll(state: Decoded, fresh: Stored[]): boolean {
  let applied = 0;
  state.doc.transact(() => {
    for (const { base, updates, memberId, at } of fresh) {
      if (base > state.seq) break;
      applied++;
      if (base + updates.length <= state.seq) continue;
      for (const update of updates) Y.applyUpdate(state.doc, update);
      state.seq = base + updates.length;
      state.lastWriterId = memberId;
      state.at = at;
    }
  });
  fresh.splice(0, applied);
  return fresh.length === 0;
}
