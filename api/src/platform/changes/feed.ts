import type { PartnershipId } from '@tandem/schema/ids';
import type { FastifyBaseLogger } from 'fastify';
import { type Bus, channel } from '../bus/bus.ts';
import type { Polls } from '../db/polls.ts';
import { type SqlRunner, statement } from '../db/sql.ts';
import { type EventStream, eventStream } from '../event-stream.ts';
import type { ChangeRow } from './change.ts';

/**
 * The window of replay: further behind, reading the pages again is cheaper for both sides. The history itself is kept whole, since
 * both parties own it; whoever wants all of it pages through Partnership.changes.
 */
const REPLAY_MAX = 1_000;
/** Batches that may wait for a consumer that does not read; past it, it is told to resync instead of holding memory. */
const WAITING_MAX = 500;

const COLUMNS = 'partnership_id, seq, kind, node_type, node_id, actor_id, mutation_id, summary, at';
const AFTER = statement<ChangeRow, [PartnershipId, number, number]>(
  'changes_after',
  `select ${COLUMNS} from change_event where partnership_id = $1 and seq > $2 order by seq limit $3`,
);
const COUNTER = statement<{ change_seq: number }, [PartnershipId]>(
  'change_counter',
  'select change_seq from partnership where id = $1',
);
const COUNTERS = statement<{ id: PartnershipId; change_seq: number }, [PartnershipId[]]>(
  'change_counters',
  'select id, change_seq from partnership where id = any($1)',
);

/** Changes in order and without a gap; `resync` says that the cursor can't be continued and where to go on from. */
export interface ChangeBatchRow {
  partnershipId: PartnershipId;
  changes: ChangeRow[];
  seq: number;
  resync: boolean;
}

interface Subscriber {
  deliver(batch: ChangeBatchRow): void;
}

/** Up to which sequence a partnership's changes have committed. */
const hints = (partnershipId: PartnershipId) => channel<number>(`changes:${partnershipId}`);

interface Channel {
  last: number;
  reading: Promise<void> | null;
  again: boolean;
  subscribers: Set<Subscriber>;
  stopListening: () => void;
}

/**
 * One reader per partnership: on a hint it reads the committed rows once and hands them to every subscriber here.
 * Hints only wake it; PostgreSQL is the truth, and the poll finds what no hint told.
 */
export class ChangeFeed {
  readonly #channels = new Map<PartnershipId, Channel>();
  readonly #stopPolling: () => void;

  constructor(
    private readonly sql: SqlRunner,
    private readonly log: FastifyBaseLogger,
    private readonly bus: Bus,
    polls: Polls,
  ) {
    // The fallback when a hint is lost.
    this.#stopPolling = polls.every((together) => this.#pollCounters(together));
  }

  /** Tells every node that a change up to `seq` has committed. Never throws: a lost hint costs at most the poll's delay. */
  committed(partnershipId: PartnershipId, seq: number): void {
    this.#hint(partnershipId, seq);
    this.bus.publish(hints(partnershipId), seq);
  }

  #hint(partnershipId: PartnershipId, seq: number): void {
    const channel = this.#channels.get(partnershipId);
    if (channel && seq > channel.last) this.#read(partnershipId, channel);
  }

  close(): void {
    this.#stopPolling();
  }

  /** Replays what follows `after`, then goes on live until either side ends the stream. Null starts from now. */
  async subscribe(partnershipId: PartnershipId, after: number | null): Promise<EventStream<ChangeBatchRow>> {
    let last = -1;
    const early: ChangeBatchRow[] = [];
    const stream = eventStream<ChangeBatchRow>(() => this.#leave(partnershipId, subscriber));
    const send = (batch: ChangeBatchRow): void => {
      if (batch.seq <= last) return;
      // Who needs all of it gets the same object as the others, so that what is made of it can be shared too.
      const whole = (batch.changes[0]?.seq ?? 0) > last;
      const fresh = whole ? batch : { ...batch, changes: batch.changes.filter((row) => row.seq > last) };
      last = batch.seq;
      if (stream.waiting < WAITING_MAX) return stream.push(fresh);
      stream.clear();
      stream.push({ partnershipId, changes: [], seq: last, resync: true });
    };
    const subscriber: Subscriber = { deliver: (batch) => (last < 0 ? void early.push(batch) : send(batch)) };
    const channel = await this.#join(partnershipId, subscriber);
    const from = after ?? channel.last;
    const now = channel.last;
    const inWindow = from <= now && now - from <= REPLAY_MAX;
    const rows = inWindow && from < now ? await this.sql.rows(AFTER, partnershipId, from, REPLAY_MAX) : [];
    // An operator may have moved old events away; what is left of them is no replay.
    const resync = !inWindow || !follow(from, rows);
    const missed = resync ? [] : rows;
    last = resync ? now : (missed.at(-1)?.seq ?? from);
    // The first event says that the stream is live, also when nothing was missed.
    stream.push({ partnershipId, changes: missed, seq: last, resync });
    for (const batch of early) send(batch);
    return stream;
  }

  async #join(partnershipId: PartnershipId, subscriber: Subscriber): Promise<Channel> {
    let channel = this.#channels.get(partnershipId);
    if (!channel) {
      const counter = await this.sql.row(COUNTER, partnershipId);
      channel = this.#channels.get(partnershipId) ?? {
        last: counter?.change_seq ?? 0,
        reading: null,
        again: false,
        subscribers: new Set(),
        stopListening: this.bus.subscribe(hints(partnershipId), {
          message: (seq) => this.#hint(partnershipId, seq),
          missed: () => void this.#pollCounters(this.sql),
        }),
      };
      this.#channels.set(partnershipId, channel);
    }
    channel.subscribers.add(subscriber);
    // What committed between the counter's reading and the joining had nobody to hint to.
    this.#read(partnershipId, channel);
    await channel.reading;
    return channel;
  }

  #leave(partnershipId: PartnershipId, subscriber: Subscriber): void {
    const channel = this.#channels.get(partnershipId);
    if (!channel?.subscribers.delete(subscriber) || channel.subscribers.size > 0) return;
    this.#channels.delete(partnershipId);
    channel.stopListening();
  }

  #read(partnershipId: PartnershipId, channel: Channel): void {
    channel.again = true;
    channel.reading ??= this.#drain(partnershipId, channel).finally(() => {
      channel.reading = null;
    });
  }

  async #drain(partnershipId: PartnershipId, channel: Channel): Promise<void> {
    try {
      while (channel.again) {
        channel.again = false;
        const from = channel.last;
        const rows = await this.sql.rows(AFTER, partnershipId, from, REPLAY_MAX);
        if (rows.length === 0) continue;
        channel.last = rows.at(-1)?.seq ?? channel.last;
        channel.again ||= rows.length === REPLAY_MAX;
        const resync = !follow(from, rows);
        const batch = { partnershipId, changes: resync ? [] : rows, seq: channel.last, resync };
        for (const subscriber of channel.subscribers) subscriber.deliver(batch);
      }
    } catch (error) {
      this.log.warn({ err: error, partnershipId }, 'the change feed could not read; the poll tries again');
    }
  }

  async #pollCounters(sql: Pick<SqlRunner, 'rows'>): Promise<void> {
    if (this.#channels.size === 0) return;
    try {
      for (const { id, change_seq } of await sql.rows(COUNTERS, [...this.#channels.keys()])) this.#hint(id, change_seq);
    } catch (error) {
      this.log.warn({ err: error }, 'the change feed could not poll; it tries again');
    }
  }
}

/** Whether these are the changes after a sequence, none missing: each is one more than the one before. */
const follow = (seq: number, rows: readonly ChangeRow[]): boolean => rows.every((row, i) => row.seq === seq + 1 + i);
