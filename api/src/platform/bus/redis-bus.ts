import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { createClient } from '@redis/client';
import type { FastifyBaseLogger } from 'fastify';
import { type Bus, type BusListener, Listeners } from './bus.ts';

const RETRY_MIN_MS = 50;
const RETRY_MAX_MS = 1_000;
const CONNECT_MS = 2_000;
/** A server that does not answer for this long is away: its connection is let go, and another one is tried. */
const SILENCE_MS = 2_000;
/** A server that hangs must not keep this process from ending. */
const FAREWELL_MS = 1_000;
/** Published and not yet taken by the server: past this it is too slow, and further messages are dropped. */
const UNSENT_MAX_BYTES = 16 * 1024 * 1024;
/** All channels of one server may be shared with other programs. */
const PREFIX = 'tandem:';

type Client = ReturnType<typeof newClient>;

/** One connection to listen on and one to publish on: they live and die together. */
interface Link {
  listening: Client;
  publishing: Client;
  /** Redis ≥ 7 keeps sharded channels to the shard that owns them; an older server, or one entry to a cluster, has plain ones. */
  sharded: boolean;
  unsentBytes: number;
}

/** No reconnecting of its own: each connection is new, so that what it listens to is what it was told since it began. */
const newClient = (url: string) =>
  createClient({
    url,
    disableOfflineQueue: true,
    socket: { reconnectStrategy: false, connectTimeout: CONNECT_MS, noDelay: true },
  });

/** The bus over a server that speaks the Redis protocol. It connects in the background, for as long as it takes. */
export class RedisBus implements Bus {
  readonly nodeId: string = randomUUID();
  /** Who else listens is not known. */
  readonly isAlone = false;
  readonly #listeners: Listeners;
  #link: Link | null = null;
  #closed = false;
  #failures = 0;
  #retry: NodeJS.Timeout | null = null;
  #connecting: Promise<void>;
  readonly #pulse: NodeJS.Timeout;

  constructor(
    private readonly url: string,
    private readonly log: FastifyBaseLogger,
  ) {
    this.#listeners = new Listeners((error) =>
      log.error({ err: error }, 'a message of another node could not be used'),
    );
    this.#connecting = this.#connect();
    this.#pulse = setInterval(() => void this.#checkPulse(), SILENCE_MS);
    this.#pulse.unref();
  }

  /** True while nothing is carried. */
  get isAway(): boolean {
    return this.#link === null;
  }

  publish<Message>({ name }: { name: string }, message: Message): void {
    const link = this.#link;
    if (!link || link.unsentBytes > UNSENT_MAX_BYTES) return;
    const bytes = serialize([this.nodeId, serialize(message)]);
    link.unsentBytes += bytes.length;
    link.publishing
      .sendCommand([link.sharded ? 'SPUBLISH' : 'PUBLISH', PREFIX + name, bytes])
      // What is dropped is found by the others' polls; the connection's own end says what was wrong.
      .catch(() => undefined)
      .finally(() => {
        link.unsentBytes -= bytes.length;
      });
  }

  subscribe<Message>({ name }: { name: string }, listener: BusListener<Message>): () => void {
    const own = listener as BusListener<unknown>;
    if (this.#listeners.add(name, own) && this.#link) this.#listen(this.#link, [name]);
    return () => {
      if (this.#listeners.remove(name, own) && this.#link) this.#unlisten(this.#link, name);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#pulse);
    if (this.#retry) clearTimeout(this.#retry);
    await this.#connecting;
    // What was published last, such as who has left, goes out first.
    if (this.#link)
      await Promise.race([
        this.#link.publishing.close().catch(() => undefined),
        delay(FAREWELL_MS, undefined, { ref: false }),
      ]);
    this.#drop(this.#link);
  }

  /** Never rejects: a failure is tried again. */
  async #connect(): Promise<void> {
    const clients = [newClient(this.url), newClient(this.url)] as const;
    const [listening, publishing] = clients;
    const link: Link = { listening, publishing, sharded: false, unsentBytes: 0 };
    let failed: unknown = null;
    for (const client of clients) {
      client.on('error', (error: unknown) => {
        failed ??= error;
        this.#lost(link, error);
      });
      client.on('end', () => this.#lost(link, new Error('the connection has ended')));
    }
    try {
      await Promise.race([this.#greet(link), silenceAfter(CONNECT_MS)]);
      if (failed) throw failed;
    } catch (error) {
      this.#drop(link);
      this.#tryAgain(error);
      return;
    }
    if (this.#closed) return this.#drop(link);
    if (this.#failures > 0) this.log.warn('the bus is back');
    this.#failures = 0;
    this.#link = link;
    this.#listen(link, this.#listeners.channels());
  }

  async #greet(link: Link): Promise<void> {
    await Promise.all([link.listening.connect(), link.publishing.connect()]);
    link.sharded = await hasShards(link.publishing);
  }

  #listen(link: Link, names: string[]): void {
    if (names.length === 0) return;
    const heard = (bytes: Buffer, channelName: Buffer): void => this.#heard(bytes, channelName);
    const each = names.map((name) =>
      link.sharded
        ? link.listening.sSubscribe(PREFIX + name, heard, true)
        : link.listening.subscribe(PREFIX + name, heard, true),
    );
    Promise.all(each).then(
      () => this.#listeners.missed(names),
      (error: unknown) => this.#lost(link, error),
    );
  }

  #unlisten(link: Link, name: string): void {
    const stopped = link.sharded
      ? link.listening.sUnsubscribe(PREFIX + name)
      : link.listening.unsubscribe(PREFIX + name);
    stopped.then(
      () => {
        // Somebody has begun to listen again meanwhile.
        if (this.#link === link && this.#listeners.channels().includes(name)) this.#listen(link, [name]);
      },
      (error: unknown) => this.#lost(link, error),
    );
  }

  #heard(bytes: Buffer, channelName: Buffer): void {
    try {
      const [from, message] = deserialize(bytes) as [string, Uint8Array];
      if (from !== this.nodeId) this.#listeners.tell(channelName.toString().slice(PREFIX.length), message, from);
    } catch (error) {
      this.log.error({ err: error }, 'a message on the bus could not be read');
    }
  }

  async #checkPulse(): Promise<void> {
    const link = this.#link;
    if (!link) return;
    const silence = setTimeout(() => this.#lost(link, new Error('the server does not answer')), SILENCE_MS - 100);
    try {
      await Promise.all([link.publishing.ping(), link.listening.ping()]);
    } catch (error) {
      this.#lost(link, error);
    } finally {
      clearTimeout(silence);
    }
  }

  #lost(link: Link, error: unknown): void {
    if (this.#link !== link) return;
    this.#link = null;
    this.#drop(link);
    this.#tryAgain(error);
  }

  #tryAgain(error: unknown): void {
    if (this.#closed) return;
    if (this.#failures === 0)
      this.log.warn(
        { err: error },
        'the bus at REDIS_URL is away; nodes find each other’s work by polling until it is back',
      );
    const wait = Math.min(RETRY_MIN_MS * 2 ** this.#failures, RETRY_MAX_MS);
    this.#failures++;
    this.#retry = setTimeout(() => {
      this.#connecting = this.#connect();
    }, wait);
  }

  #drop(link: Link | null): void {
    this.#link = this.#link === link ? null : this.#link;
    for (const client of link ? [link.listening, link.publishing] : []) if (client.isOpen) client.destroy();
  }
}

/** A hanging server takes a connection and says nothing. */
async function silenceAfter(ms: number): Promise<never> {
  await delay(ms);
  throw new Error('the server does not answer');
}

async function hasShards(client: Client): Promise<boolean> {
  const [known, info] = await Promise.all([client.sendCommand(['COMMAND', 'INFO', 'SPUBLISH']), client.info('server')]);
  return Array.isArray(known) && known[0] !== null && !/redis_mode:cluster/.test(info);
}
