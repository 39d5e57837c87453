import { type DocumentNode, print } from 'graphql';
import { type Client as SocketClient, createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** A document with its types, as the web's operations are. */
export interface TypedOperation<Data, Variables> extends DocumentNode {
  __apiType?: (variables: Variables) => Data;
}
export type Operation<Data, Variables> = string | TypedOperation<Data, Variables>;

export interface Answer<Data> {
  status: number;
  data: Data | null;
  errors: { message: string; path?: (string | number)[]; extensions: { code: string } & Record<string, unknown> }[];
}

/** An answer with errors where the test expected none; `code` is the first error's. */
export class RefusedError extends Error {
  readonly code: string;
  readonly extensions: Record<string, unknown>;
  constructor(errors: Answer<unknown>['errors']) {
    super(errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`).join('\n'));
    this.code = errors[0]?.extensions?.code ?? 'NONE';
    this.extensions = errors[0]?.extensions ?? {};
  }
}

/** What a subscription yields, one after another. */
export interface Events<Data> {
  /** The next event. @throws RefusedError when the stream ended with an error; Error when it completed or nothing came in time. */
  next(withinMs?: number): Promise<Data>;
  /** Reads on until an event for which `wanted` is true. */
  until(wanted: (event: Data) => boolean, withinMs?: number): Promise<Data>;
  end(): void;
}

const PATIENCE_MS = 10_000;
const textOf = (operation: string | DocumentNode): string =>
  typeof operation === 'string' ? operation : print(operation);

/** One browser's worth of session: a cookie jar, GraphQL over HTTP and one socket. */
export class GraphQLClient {
  #cookies = new Map<string, string>();
  #socket: SocketClient | null = null;

  constructor(readonly url: string) {}

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Goes on with another client's session. */
  takeSessionOf(other: GraphQLClient): void {
    this.#cookies = new Map(other.#cookies);
  }

  /** The whole answer, errors and all. */
  async ask<Data, Variables>(operation: Operation<Data, Variables>, variables?: Variables): Promise<Answer<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        cookie: this.cookie,
      },
      body: JSON.stringify({ query: textOf(operation), variables }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const body = (await response.json()) as Partial<Answer<Data>>;
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
  }

  /** The data. @throws RefusedError when there is any error. */
  async gql<Data = Record<string, unknown>, Variables = object>(
    operation: Operation<Data, Variables>,
    variables?: Variables,
  ): Promise<Data> {
    const { data, errors } = await this.ask(operation, variables);
    if (errors.length > 0 || data === null) throw new RefusedError(errors);
    return data;
  }

  /** The code of the first error, or null when all went well. */
  async codeOf<Variables = object>(
    operation: Operation<unknown, Variables>,
    variables?: Variables,
  ): Promise<string | null> {
    return (await this.ask(operation, variables)).errors[0]?.extensions?.code ?? null;
  }

  /** A query or mutation over the socket, as live edits go. @throws RefusedError when there is any error. */
  async overSocket<Data = Record<string, unknown>, Variables = object>(
    operation: Operation<Data, Variables>,
    variables?: Variables,
  ): Promise<Data> {
    const events = this.subscribe(operation, variables);
    try {
      return await events.next();
    } finally {
      events.end();
    }
  }

  /** Opens the socket if it isn't open yet. Events are queued until they are read. */
  subscribe<Data = Record<string, unknown>, Variables = object>(
    operation: Operation<Data, Variables>,
    variables?: Variables,
  ): Events<Data> {
    this.#socket ??= createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: socketWithCookie(() => this.cookie),
      lazyCloseTimeout: 1_000,
      retryAttempts: 0,
    });
    return collect<Data>(this.#socket, {
      query: textOf(operation),
      variables: variables as Record<string, unknown> | undefined,
    });
  }

  /** Cuts the socket as a lost network does, or does nothing when none is open. The next operation opens another. */
  cutSocket(): void {
    this.#socket?.terminate();
    this.#socket = null;
  }

  async close(): Promise<void> {
    await this.#socket?.dispose();
    this.#socket = null;
  }
}

const socketWithCookie = (cookie: () => string) =>
  class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie: cookie() } });
    }
  };

function collect<Data>(
  socket: SocketClient,
  payload: { query: string; variables: Record<string, unknown> | undefined },
): Events<Data> {
  const arrived: Data[] = [];
  let ended: Error | null = null;
  let wake: (() => void) | null = null;
  const stir = (): void => {
    wake?.();
    wake = null;
  };
  const finish = (reason: unknown): void => {
    ended ??= asError(reason);
    stir();
  };
  const stop = socket.subscribe<Data>(
    { query: payload.query, ...(payload.variables && { variables: payload.variables }) },
    {
      next: ({ data, errors }) => {
        if (errors) finish(errors);
        else if (data !== null && data !== undefined) arrived.push(data);
        stir();
      },
      error: finish,
      complete: () => finish(new Error('The stream has completed.')),
    },
  );

  const events: Events<Data> = {
    async next(withinMs = PATIENCE_MS) {
      if (arrived.length === 0 && !ended)
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error(`No event came within ${withinMs} ms.`)), withinMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      const event = arrived.shift();
      if (event !== undefined) return event;
      throw ended ?? new Error('Nothing came.');
    },
    async until(wanted, withinMs = PATIENCE_MS) {
      const deadline = Date.now() + withinMs;
      for (;;) {
        const event = await events.next(Math.max(1, deadline - Date.now()));
        if (wanted(event)) return event;
      }
    },
    end: stop,
  };
  return events;
}

function asError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  if (Array.isArray(reason)) return new RefusedError(reason as Answer<unknown>['errors']);
  if (typeof reason === 'object' && reason && 'code' in reason)
    return Object.assign(new Error(`The socket closed with ${String(reason.code)}.`), { code: reason.code });
  return new Error(String(reason));
}
