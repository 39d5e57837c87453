import type { DocumentId, MemberId, PartnershipId } from '@tandem/schema/ids';
import { ClockWaiters } from './clock-waiters.ts';
import type { Connection } from './connection.ts';
import type { DocumentClocks } from './document-clocks.ts';
import { DocumentPresence, DocumentUpdates, eventOf, type Presence, Writer } from './live.type.ts';
import { RemotePresence } from './remote-presence.ts';
import type { RelayedUpdate } from './relayed-update.ts';
import type { RoomLink } from './room-link.ts';
import { type Judged, Unstored } from './unstored.ts';

/**
 * Two writes to a socket cost twice what one of double length costs. So a document with many readers gathers a moment after each
 * sending, in proportion to what that took; with few it sends at once.
 */
const GATHER_MS_PER_READER = 0.04;
const GATHER_MIN_MS = 2;
const GATHER_MAX_MS = 10;

interface Outgoing {
  updates: readonly RelayedUpdate[];
  /** The number of the last of them. */
  relay: number;
  writers: Writer[];
  from: Connection | null;
}

/** What is held of a document while it is open: its clocks, who is there, and what is on its way. No Y.Doc. */
export class Room {
  readonly connections = new Map<string, Connection>();
  /** Client id → its owner, as far as anybody has asked; null for Tandem itself. */
  readonly owners = new Map<number, MemberId | null>();
  /** Relayed, and not yet known to be durable. */
  readonly inFlight = new Set<RelayedUpdate>();
  /** Set once a commit has failed: the room has shown words that may never have been durable, and nobody may build on them. */
  failed = false;
  /** The number of the last update that was taken in, counted from when the room was opened. */
  relay = 0;
  /** What may not be built upon in the log yet. */
  readonly unstored = new Unstored();
  /** To the other nodes; set as soon as the room is there. */
  link: RoomLink | null = null;
  readonly #elsewhere = new RemotePresence();
  #outgoing: Outgoing[] = [];
  #moved = new Set<Connection>();
  #gone: string[] = [];
  #movedElsewhere = new Map<string, Presence>();
  #goneElsewhere: string[] = [];
  #armed = false;
  #sentAt = 0;
  /** Commits under way, in the order of their relays: before which number each of them begins. */
  #settling = new Map<Promise<number>, number>();
  readonly #waiters = new ClockWaiters();

  constructor(
    readonly documentId: DocumentId,
    readonly partnershipId: PartnershipId,
    readonly clocks: DocumentClocks,
    /** The last sequence known to be durable. */
    public durableSeq: number,
  ) {}

  join(connection: Connection): void {
    // What waits to be relayed is in `inFlight`, which the first event takes from: it must not come a second time.
    this.#send();
    this.connections.set(connection.id, connection);
    this.move(connection);
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection.id)) return;
    this.#moved.delete(connection);
    this.#gone.push(connection.id);
    this.#arm();
  }

  /** Takes judged updates in, and relays them before they are durable. */
  accept(updates: RelayedUpdate[], judged: Judged[], from: Connection | null): void {
    const newcomers = new Set<number>();
    for (const { scan, addition } of judged) {
      for (const clientId of addition.ends.keys()) if (!this.clocks.clocks.has(clientId)) newcomers.add(clientId);
      this.clocks.add(scan, addition);
      for (const [clientId, end] of addition.ends) this.#waiters.moved(clientId, end);
    }
    this.relay += updates.length;
    this.#outgoing.push({ updates, relay: this.relay, writers: this.#writersAmong(newcomers), from });
    this.#arm();
  }

  /** Everything relayed up to this number is durable. */
  get durableRelay(): number {
    for (const before of this.#settling.values()) return before;
    return this.relay;
  }

  /** Counts the updates that were just taken in as under way until their commit has its outcome. @returns the same commit. */
  settling(updates: RelayedUpdate[], commit: Promise<number>): Promise<number> {
    for (const update of updates) this.inFlight.add(update);
    const settled = commit.then(
      (seq) => {
        this.durableSeq = Math.max(this.durableSeq, seq);
        for (const update of updates) this.inFlight.delete(update);
        // One that failed stays, so that nothing relayed since is ever called durable here.
        this.#settling.delete(settled);
        return seq;
      },
      (error: unknown) => {
        for (const update of updates) this.inFlight.delete(update);
        throw error;
      },
    );
    this.#settling.set(settled, this.relay - updates.length);
    return settled;
  }

  /** Resolves when the word that a client wrote at `clock` is there, when the room fails, or after `withinMs`. */
  async holds(client: number, clock: number, withinMs: number): Promise<void> {
    if ((this.clocks.clocks.get(client) ?? 0) <= clock) await this.#waiters.passed(client, clock, withinMs);
  }

  /** Resolves when every commit that is under way now has its outcome. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#settling.keys());
  }

  move(connection: Connection): void {
    this.#moved.add(connection);
    this.#arm();
  }

  /** Everybody who has written, by client id. */
  writers(): Writer[] {
    return this.#writersAmong(this.clocks.clocks.keys());
  }

  peersOf(connection: Connection): Presence[] {
    const here = [...this.connections.values()].filter((peer) => peer !== connection).map((peer) => peer.presence);
    return [...here, ...this.#elsewhere.all()];
  }

  /** Takes what another node said of who is there. @param all nobody else is there. */
  presenceElsewhere(nodeId: string, changed: Presence[], gone: string[], all: boolean): void {
    for (const id of this.#elsewhere.take(nodeId, changed, gone, all)) {
      this.#movedElsewhere.delete(id);
      this.#goneElsewhere.push(id);
    }
    for (const presence of changed) this.#movedElsewhere.set(presence.connectionId, presence);
    this.#arm();
  }

  /** Ends every stream; the streams' own ends empty the room. */
  fail(error: Error): void {
    this.#waiters.wakeAll();
    for (const connection of [...this.connections.values()]) connection.stream.end(error);
  }

  #writersAmong(clientIds: Iterable<number>): Writer[] {
    const writers: Writer[] = [];
    for (const clientId of clientIds) {
      const memberId = this.owners.get(clientId);
      if (memberId) writers.push(new Writer(clientId, memberId, this.partnershipId));
    }
    return writers;
  }

  /** What one turn of the event loop brings travels together, and what comes while many are still busy with the last. */
  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    const wait = this.#sentAt + this.connections.size * GATHER_MS_PER_READER - performance.now();
    if (wait < GATHER_MIN_MS) setImmediate(() => this.#send());
    else setTimeout(() => this.#send(), Math.min(wait, GATHER_MAX_MS));
  }

  #send(): void {
    this.#armed = false;
    this.#sentAt = performance.now();
    this.#sendUpdates();
    this.#sendPresence();
  }

  #sendUpdates(): void {
    const outgoing = this.#outgoing;
    if (outgoing.length === 0) return;
    this.#outgoing = [];
    const senders = new Set(outgoing.map((part) => part.from));
    // One event object for all who wrote nothing of it, so that what is made of it can be shared too.
    const { durableRelay } = this;
    const forOthers = updatesOf(outgoing, durableRelay);
    for (const connection of this.connections.values()) {
      if (!senders.has(connection)) connection.deliver(forOthers);
      else if (senders.size > 1) {
        const theirs = outgoing.filter((part) => part.from !== connection);
        connection.deliver(updatesOf(theirs, durableRelay));
      }
    }
  }

  #sendPresence(): void {
    const moved = this.#moved;
    const changed = presences(moved);
    if (changed.length > 0 || this.#gone.length > 0) this.link?.presence(changed, this.#gone);
    const elsewhere = [...this.#movedElsewhere.values()];
    const gone = [...this.#gone, ...this.#goneElsewhere];
    if (changed.length === 0 && elsewhere.length === 0 && gone.length === 0) return;
    this.#moved = new Set();
    this.#gone = [];
    this.#movedElsewhere = new Map();
    this.#goneElsewhere = [];
    const forOthers = eventOf(DocumentPresence, { changed: [...changed, ...elsewhere], gone });
    for (const connection of this.connections.values()) {
      if (!moved.has(connection)) connection.deliver(forOthers);
      else if (moved.size > 1 || elsewhere.length > 0 || gone.length > 0)
        connection.deliver(
          eventOf(DocumentPresence, { changed: [...presences(moved, connection), ...elsewhere], gone }),
        );
    }
  }
}

function updatesOf(outgoing: Outgoing[], durableRelay: number): DocumentUpdates {
  const updates = outgoing.flatMap((part) => part.updates);
  const writers = outgoing.flatMap((part) => part.writers);
  return new DocumentUpdates(updates, outgoing.at(-1)?.relay ?? durableRelay, durableRelay, writers);
}

/** Copies, since a presence moves on while its event waits. */
function presences(moved: Set<Connection>, except?: Connection): Presence[] {
  const copies: Presence[] = [];
  for (const connection of moved)
    if (connection !== except)
      copies.push(
        Object.assign(Object.create(Object.getPrototypeOf(connection.presence)) as Presence, connection.presence),
      );
  return copies;
}
