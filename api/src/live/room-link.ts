import type { MemberId } from '@tandem/schema/ids';
import type { FastifyBaseLogger } from 'fastify';
import type { Bus } from '../platform/bus/bus.ts';
import type { SqlRunner } from '../platform/db/sql.ts';
import { Malformed } from './byte-reader.ts';
import { DependenciesMissing } from './document-clocks.ts';
import { judgeAll, type ReceivedUpdate } from './judge.ts';
import { learnOwners } from './learn-owners.ts';
import { updatesAfter } from './live.sql.ts';
import type { Presence } from './live.type.ts';
import { PendingPushes } from './pending-pushes.ts';
import { resync } from './refusals.ts';
import { type RelayedUpdate, signatureOf } from './relayed-update.ts';
import type { Room } from './room.ts';
import { plainPresence, presenceFrom, roomChannel, type RoomMessage } from './room-messages.ts';
import { scanUpdate, TooManyStructs } from './scan-update.ts';
import { SeenSeqs } from './seen-seqs.ts';

/** Messages of two nodes cross by a few milliseconds; a gap that lasts longer is a lost one, and is read from the log. */
const GAP_MS = 100;
/** Words relayed by another node that are not in the log by then are lost: their node died, or its database is away. */
const UNSTORED_MAX_MS = 4_000;

interface Means {
  bus: Bus;
  sql: SqlRunner;
  log: FastifyBaseLogger;
  /** Ends a room that can't be trusted any more. */
  fail(room: Room, error: Error): Promise<void>;
}

/** One room's side of the bus: what the other nodes write into its document, and what they must know of this one. */
export class RoomLink {
  readonly #seen: SeenSeqs;
  readonly #pending = new PendingPushes();
  readonly #stop: () => void;
  #pushes = 0;
  #gapTimer: NodeJS.Timeout | null = null;
  #reading: Promise<boolean> = Promise.resolve(false);
  #next: Promise<boolean> | null = null;
  #closed = false;

  constructor(
    private readonly room: Room,
    private readonly means: Means,
  ) {
    this.#seen = new SeenSeqs(room.durableSeq);
    this.#stop = means.bus.subscribe(roomChannel(room.documentId), {
      message: (message, from) => this.#heard(message, from),
      missed: () => {
        this.#publish({ type: 'ask' });
        this.#sayAllPresence();
        this.catchUpSoon();
      },
    });
    this.#publish({ type: 'ask' });
  }

  /** What is still to be said, such as who has left, goes out all the same. */
  close(): void {
    this.#closed = true;
    this.#stop();
    if (this.#gapTimer) clearTimeout(this.#gapTimer);
    // Nobody hears of them any more: what was to be saved after them is refused, and sent again.
    this.#pending.giveUp(this.#pending.waitingFor(0), resync('This document was just opened afresh.'));
  }

  /** Shows the other nodes what was taken in here, and tells them when it is durable. */
  relay(updates: readonly RelayedUpdate[], clientIds: Iterable<number>, commit: Promise<number>): void {
    const saw = (seq: number): void => this.#saw(seq - updates.length, seq);
    if (this.means.bus.isAlone) {
      // A node that comes meanwhile reads the log.
      commit.then(saw, () => undefined);
      return;
    }
    const push = ++this.#pushes;
    const owners = [...clientIds].map((id): [number, MemberId | null] => [id, this.room.owners.get(id) ?? null]);
    const signatures = updates.map(signatureOf);
    this.#publish({ type: 'relay', push, updates: updates.map(({ bytes }) => bytes), signatures, owners });
    commit.then(
      (seq) => {
        this.#publish({ type: 'durable', push, base: seq - updates.length, seq });
        saw(seq);
      },
      () => this.#publish({ type: 'failed' }),
    );
  }

  presence(changed: readonly Presence[], gone: string[]): void {
    this.#publish({ type: 'presence', changed: changed.map(plainPresence), gone, all: false });
  }

  nodeCame(): void {
    this.#publish({ type: 'ask' });
  }

  nodeGone(nodeId: string): void {
    this.room.presenceElsewhere(nodeId, [], [], true);
    this.#giveUp(this.#pending.of(nodeId));
  }

  /** The poll's findings. @param seq the document's newest, now. */
  check(seq: number): void {
    if (seq > this.#seen.last) this.catchUpSoon();
    this.#giveUp(this.#pending.waitingFor(UNSTORED_MAX_MS));
  }

  catchUpSoon(): void {
    this.catchUp().catch((error: unknown) => this.#unread(error));
  }

  /** Reads what the log has and this node has not seen. @returns whether any of it was new. */
  catchUp(): Promise<boolean> {
    // A reading that has not begun will see all that is there now.
    this.#next ??= this.#reading = this.#reading
      .catch(() => false)
      .then(() => {
        this.#next = null;
        return this.#read();
      });
    return this.#next;
  }

  async #read(): Promise<boolean> {
    const { room, means } = this;
    if (this.#closed || room.failed) return false;
    const rows = await means.sql.rows(updatesAfter, room.documentId, this.#seen.last);
    const last = rows.at(-1)?.seq;
    if (last === undefined) return false;
    try {
      const updates = rows.map(({ update }) => received(update, null));
      await learnOwners(
        means.sql,
        room,
        updates.flatMap(({ scan }) => scan.sections.map(({ client }) => client)),
      );
      if (room.failed) return false;
      const { accepted, judged } = judgeAll(room.clocks, updates);
      if (accepted.length > 0) room.accept(accepted, judged, null);
      const texts = new Set(updates.map(({ text }) => text));
      room.durableSeq = Math.max(room.durableSeq, last);
      this.#seen.add(this.#seen.last, last);
      this.#pending.found(texts, last);
      return accepted.length > 0;
    } catch (error) {
      if (!(error instanceof DependenciesMissing || error instanceof Malformed || error instanceof TooManyStructs))
        throw error;
      // What is durable is right: a room that cannot take it in is what is wrong.
      means.log.error({ err: error, documentId: room.documentId }, 'a room does not fit its log; it starts afresh');
      await means.fail(room, resync('This document was written elsewhere.'));
      return false;
    }
  }

  #heard(message: RoomMessage, from: string): void {
    if (this.#closed || this.room.failed) return;
    switch (message.type) {
      case 'relay':
        return this.#relayed(message, from);
      case 'durable':
        if (this.#pending.durable(from, message.push, message.seq)) this.#saw(message.base, message.seq);
        else if (message.seq > this.#seen.last) this.catchUpSoon();
        return;
      case 'failed':
        return this.#giveUp(this.#pending.of(from));
      case 'presence':
        return this.room.presenceElsewhere(from, message.changed.map(presenceFrom), message.gone, message.all);
      case 'ask':
        return this.#sayAllPresence();
    }
  }

  #relayed({ push, updates, signatures = [], owners }: RoomMessage & { type: 'relay' }, from: string): void {
    const { room } = this;
    for (const [clientId, memberId] of owners) room.owners.set(clientId, memberId);
    const all = updates.map((bytes, i) => received(bytes, signatures[i]));
    let found: ReturnType<typeof judgeAll>;
    try {
      found = judgeAll(room.clocks, all);
    } catch (error) {
      if (!(error instanceof DependenciesMissing)) throw error;
      // What it builds on did not come over the bus: both come from the log, once they are durable.
      this.catchUpSoon();
      return;
    }
    const durable = this.#pending.add(
      from,
      push,
      all.map(({ text }) => text),
    );
    const { accepted, judged } = found;
    if (accepted.length === 0) return;
    room.unstored.add(judged, room.clocks.clocks, durable);
    room.accept(accepted, judged, null);
    room.settling(accepted, durable).catch(() => undefined);
  }

  /** Looks into the log a last time; what is not there will not come, and people here have seen it. */
  #giveUp(keys: string[]): void {
    if (keys.length === 0) return;
    const decide = async (): Promise<void> => {
      await this.catchUp();
      const lost = this.#pending.still(keys);
      if (lost.length === 0 || this.room.failed) return;
      const error = resync('Words that were written elsewhere were not saved.');
      const failing = this.means.fail(this.room, error);
      this.#pending.giveUp(lost, error);
      await failing;
    };
    decide().catch((error: unknown) => this.#unread(error));
  }

  #unread(error: unknown): void {
    const { documentId } = this.room;
    this.means.log.warn({ err: error, documentId }, 'a document could not be read; the poll tries again');
  }

  #saw(base: number, seq: number): void {
    this.#seen.add(base, seq);
    if (!this.#seen.hasGap || this.#gapTimer || this.#closed) return;
    this.#gapTimer = setTimeout(() => {
      this.#gapTimer = null;
      if (this.#seen.hasGap) this.catchUpSoon();
    }, GAP_MS);
  }

  #sayAllPresence(): void {
    const changed = [...this.room.connections.values()].map(({ presence }) => plainPresence(presence));
    this.#publish({ type: 'presence', changed, gone: [], all: true });
  }

  #publish(message: RoomMessage): void {
    this.means.bus.publish(roomChannel(this.room.documentId), message);
  }
}

function received(bytes: Uint8Array, signature: string | null = null): ReceivedUpdate {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { bytes: buffer, text: buffer.toString('base64'), signature, sign: null, scan: scanUpdate(buffer) };
}
