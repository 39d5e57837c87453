import { randomUUID } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';

/** A place for messages of one shape: structured-clone data, such as dates and bytes; classes arrive as plain objects. */
export interface Channel<Message> {
  readonly name: string;
  readonly message?: Message;
}

export const channel = <Message>(name: string): Channel<Message> => ({ name });

export interface BusListener<Message> {
  /** A message of another node, in the order in which that node published. @param from its nodeId. */
  message(message: Message, from: string): void;
  /** Messages may not have come: the listening has begun later than it was asked for, or again. PostgreSQL knows them. */
  missed(): void;
}

/**
 * What the nodes of one installation tell each other at once. It may lose messages and may be away for any time: all that it
 * carries is a hint at what PostgreSQL holds, or of this moment only.
 */
export interface Bus {
  /** This process, as the others know it. */
  readonly nodeId: string;
  /** True while nobody else is there to be told, for who would prepare much. */
  readonly isAlone: boolean;
  /** To every other node that listens; never to this one. Never throws: while the bus is away the message is dropped. */
  publish<Message>(to: Channel<Message>, message: Message): void;
  /** @returns what stops it. */
  subscribe<Message>(on: Channel<Message>, listener: BusListener<Message>): () => void;
  close(): Promise<void>;
}

type AnyListener = BusListener<unknown>;

/** Who listens here to which channel. */
export class Listeners {
  readonly #byChannel = new Map<string, Set<AnyListener>>();

  constructor(private readonly onError: (error: unknown) => void) {}

  channels(): string[] {
    return [...this.#byChannel.keys()];
  }

  /** @returns whether it is the channel's first. */
  add(name: string, listener: AnyListener): boolean {
    const listeners = this.#byChannel.get(name) ?? new Set();
    this.#byChannel.set(name, listeners);
    listeners.add(listener);
    return listeners.size === 1;
  }

  /** @returns whether it was the channel's last. */
  remove(name: string, listener: AnyListener): boolean {
    const listeners = this.#byChannel.get(name);
    if (!listeners?.delete(listener) || listeners.size > 0) return false;
    return this.#byChannel.delete(name);
  }

  tell(name: string, bytes: Uint8Array, from: string): void {
    for (const listener of this.#byChannel.get(name) ?? [])
      this.#guard(() => listener.message(deserialize(bytes) as unknown, from));
  }

  missed(names: Iterable<string>): void {
    for (const name of names)
      for (const listener of this.#byChannel.get(name) ?? []) this.#guard(() => listener.missed());
  }

  /** One listener's failure is not the next one's. */
  #guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.onError(error);
    }
  }
}

/** The bus inside one process. A node that is alone on it tells nobody anything, and serialises nothing. */
export class InProcessHub {
  readonly #nodes = new Map<string, Listeners>();

  connect(onError: (error: unknown) => void): Bus {
    const nodeId = randomUUID();
    const listeners = new Listeners(onError);
    this.#nodes.set(nodeId, listeners);
    const isAlone = (): boolean => this.#nodes.size < 2;
    return {
      nodeId,
      get isAlone() {
        return isAlone();
      },
      publish: ({ name }, message) => {
        if (isAlone()) return;
        const bytes = serialize(message);
        setImmediate(() => {
          for (const [id, others] of this.#nodes) if (id !== nodeId) others.tell(name, bytes, nodeId);
        });
      },
      subscribe: ({ name }, listener) => {
        listeners.add(name, listener as AnyListener);
        return () => void listeners.remove(name, listener as AnyListener);
      },
      close: async () => void this.#nodes.delete(nodeId),
    };
  }
}
