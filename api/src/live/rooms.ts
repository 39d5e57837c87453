import type { DocumentId } from '@tandem/schema/ids';
import type { Services } from '../platform/context.ts';
import type { SqlRunner } from '../platform/db/sql.ts';
import { DocumentClocks } from './document-clocks.ts';
import type { DurableCopies } from './durable-copies.ts';
import { learnOwners } from './learn-owners.ts';
import { sequencesOf } from './live.sql.ts';
import { Room } from './room.ts';
import { RoomLink } from './room-link.ts';
import { loadStored } from './stored-document.ts';

interface Entry {
  opening: Promise<Room>;
  holds: number;
}

/** The rooms of the open documents. A room is loaded by whoever holds it first and let go by whoever holds it last. */
export class Rooms {
  readonly #entries = new Map<DocumentId, Entry>();
  readonly #links = new Map<DocumentId, RoomLink>();
  readonly #stopPolling: () => void;

  constructor(
    private readonly services: Pick<Services, 'sql' | 'polls' | 'bus' | 'log' | 'otherNodes'>,
    private readonly copies: DurableCopies,
  ) {
    this.#stopPolling = services.polls.every((sql) => this.#checkAll(sql));
    services.otherNodes.onChange({
      came: () => {
        for (const link of this.#links.values()) link.nodeCame();
      },
      gone: (nodeId) => {
        for (const link of this.#links.values()) link.nodeGone(nodeId);
      },
    });
  }

  close(): void {
    this.#stopPolling();
  }

  /** Runs `work` with the room; it stays at least until the work is done. @throws Refusal NOT_FOUND. */
  async using<T>(documentId: DocumentId, work: (room: Room) => Promise<T>): Promise<T> {
    const { room, release } = await this.hold(documentId);
    try {
      return await work(room);
    } finally {
      release();
    }
  }

  /** Keeps a room that somebody holds until `work` has its outcome. @returns the same outcome. */
  until<T>(documentId: DocumentId, work: Promise<T>): Promise<T> {
    const entry = this.#entries.get(documentId);
    if (!entry) return work;
    const release = this.#held(documentId, entry);
    return work.then(
      (outcome) => {
        release();
        return outcome;
      },
      (error: unknown) => {
        release();
        throw error;
      },
    );
  }

  /** @returns the room, and what lets it go again (once). @throws Refusal NOT_FOUND. */
  async hold(documentId: DocumentId): Promise<{ room: Room; release: () => void }> {
    const entry = this.#entries.get(documentId) ?? { opening: this.#open(documentId), holds: 0 };
    this.#entries.set(documentId, entry);
    const release = this.#held(documentId, entry);
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

  #held(documentId: DocumentId, entry: Entry): () => void {
    entry.holds++;
    return () => {
      if (--entry.holds === 0) this.#forget(documentId, entry);
    };
  }

  #forget(documentId: DocumentId, entry: Entry): void {
    if (this.#entries.get(documentId) !== entry) return;
    this.#entries.delete(documentId);
    this.#links.get(documentId)?.close();
    this.#links.delete(documentId);
  }

  /** Asks how far the open documents are, and has those read that other nodes have written on. Never rejects. */
  async #checkAll(sql: Pick<SqlRunner, 'rows'>): Promise<void> {
    if (this.#links.size === 0) return;
    try {
      for (const { id, seq } of await sql.rows(sequencesOf, [...this.#links.keys()])) this.#links.get(id)?.check(seq);
    } catch (error) {
      this.services.log.warn({ err: error }, 'the open documents could not be checked; the next check tries again');
    }
  }

  async #open(documentId: DocumentId): Promise<Room> {
    const stored = await loadStored(this.services.sql, documentId);
    // Whoever opens the room is about to ask for it.
    this.copies.keep(documentId, stored);
    const clocks = DocumentClocks.of(stored.snapshot, stored.updates);
    const room = new Room(documentId, stored.partnership_id, clocks, stored.seq);
    await learnOwners(this.services.sql, room, clocks.clocks.keys());
    const link = new RoomLink(room, { ...this.services, fail: (failed, error) => this.fail(failed, error) });
    this.#links.set(documentId, link);
    room.link = link;
    return room;
  }
}
