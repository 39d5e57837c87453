import type { DocumentId } from '@tandem/schema/ids';
import type { SqlRunner } from '../platform/db/sql.ts';
import { notFound } from '../platform/errors.ts';
import { DocumentClocks } from './document-clocks.ts';
import { loadDocument, ownersOf } from './live.sql.ts';
import { Room } from './room.ts';

interface Entry {
  opening: Promise<Room>;
  holds: number;
}

/** The rooms of the open documents. A room is loaded by whoever holds it first and let go by whoever holds it last. */
export class Rooms {
  readonly #entries = new Map<DocumentId, Entry>();

  constructor(private readonly sql: SqlRunner) {}

  /** Runs `work` with the room; it stays at least until the work is done. @throws Refusal NOT_FOUND. */
  async using<T>(documentId: DocumentId, work: (room: Room) => Promise<T>): Promise<T> {
    const { room, release } = await this.hold(documentId);
    try {
      return await work(room);
    } finally {
      release();
    }
  }

  /** @returns the room, and what lets it go again (once). @throws Refusal NOT_FOUND. */
  async hold(documentId: DocumentId): Promise<{ room: Room; release: () => void }> {
    const entry = this.#entries.get(documentId) ?? { opening: this.#open(documentId), holds: 0 };
    this.#entries.set(documentId, entry);
    entry.holds++;
    const release = (): void => {
      if (--entry.holds === 0) this.#forget(documentId, entry);
    };
    try {
      return { room: await entry.opening, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Ends a room that can't be trusted any more; whoever comes next loads a new one from what is durable. */
  async fail(room: Room, error: Error): Promise<void> {
    room.failed = true;
    const entry = this.#entries.get(room.documentId);
    if (entry && (await entry.opening) === room) this.#forget(room.documentId, entry);
    room.fail(error);
  }

  #forget(documentId: DocumentId, entry: Entry): void {
    if (this.#entries.get(documentId) === entry) this.#entries.delete(documentId);
  }

  async #open(documentId: DocumentId): Promise<Room> {
    const stored = await this.sql.row(loadDocument, documentId);
    if (!stored) throw notFound('document');
    const clocks = DocumentClocks.of(stored.snapshot, stored.updates);
    const room = new Room(documentId, stored.partnership_id, clocks, stored.seq);
    await learnOwners(this.sql, room, clocks.clocks.keys());
    return room;
  }
}

/** Reads who owns the client ids that the room does not know yet. An id that was never issued stays unknown. */
export async function learnOwners(sql: SqlRunner, room: Room, clientIds: Iterable<number>): Promise<void> {
  const unknown = [...clientIds].filter((id) => !room.owners.has(id));
  if (unknown.length === 0) return;
  for (const row of await sql.rows(ownersOf, room.documentId, unknown)) room.owners.set(row.client_id, row.member_id);
}
