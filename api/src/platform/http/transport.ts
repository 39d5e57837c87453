import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  type Message,
  MessageType,
  parseMessage,
  type SubscribeMessage,
} from 'graphql-ws';
import type { WebSocket } from 'ws';
import { readSession, sessionTokenFrom } from '../auth/session.ts';
import type { Viewer } from '../context.ts';
import { type Close, CLOSE } from './close-codes.ts';
import { Operations, type Shared } from './operations.ts';
import { callerOf } from './new-context.ts';
import { Wire } from './wire.ts';

const GREETING_MS = 3_000;

/** Counts up while the process runs: a clock that stands still when it does, and costs nothing to read. */
export interface Beat {
  now: number;
}

type Phase =
  | { at: 'opened'; deadline: NodeJS.Timeout }
  | { at: 'greeting' }
  | { at: 'ready'; viewer: Viewer | null }
  | { at: 'closed' };

/** The server's end of graphql-transport-ws on one socket: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
export class Transport {
  #phase: Phase;
  readonly #wire: Wire;
  readonly #operations: Operations;
  /** In which beat anything came from there. */
  heardAt: number;

  constructor(
    private readonly shared: Shared,
    private readonly socket: WebSocket,
    private readonly request: IncomingMessage,
    stream: Duplex,
    beat: Readonly<Beat>,
  ) {
    this.#wire = new Wire(socket, stream);
    this.#operations = new Operations(shared, this.#wire, callerOf(request));
    this.#phase = { at: 'opened', deadline: setTimeout(() => this.close(CLOSE.NO_GREETING), GREETING_MS) };
    this.heardAt = beat.now;
    socket.on('message', (data: Buffer) => {
      this.heardAt = beat.now;
      this.#hear(data.toString('utf8'));
    });
    socket.on('pong', () => {
      this.heardAt = beat.now;
    });
    socket.once('close', () => this.#end());
    // Such as a frame too big: ws closes with the code that says so.
    socket.on('error', (error) => shared.services.log.debug({ err: error }, 'a socket broke'));
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) this.close(CLOSE.WRONG_PROTOCOL);
  }

  /** Whose it is; null before the greeting, and for visitors. */
  get sessionId(): string | null {
    return this.#phase.at === 'ready' ? (this.#phase.viewer?.sessionId ?? null) : null;
  }

  /** Asks whether anybody is there. */
  ping(): void {
    this.#wire.ping();
  }

  /** Ends every operation first, so that nothing follows. */
  close({ code, reason }: Close): void {
    this.#end();
    this.#wire.flush();
    this.socket.close(code, reason);
  }

  #end(): void {
    if (this.#phase.at === 'opened') clearTimeout(this.#phase.deadline);
    this.#phase = { at: 'closed' };
    this.#operations.stopAll();
  }

  #hear(text: string): void {
    if (this.#phase.at === 'closed') return;
    const message = read(text);
    if (message?.type === MessageType.Subscribe) this.#ask(message);
    else if (message?.type === MessageType.Complete) this.#operations.stop(message.id);
    else if (message?.type === MessageType.ConnectionInit) void this.#greet();
    else if (message?.type === MessageType.Ping)
      this.#wire.send(JSON.stringify({ type: MessageType.Pong, payload: message.payload }));
    // No message, or one that only a server says.
    else if (message?.type !== MessageType.Pong) this.close(CLOSE.BAD_MESSAGE);
  }

  #ask(message: SubscribeMessage): void {
    if (this.#phase.at !== 'ready') this.close(CLOSE.NOT_GREETED);
    else if (this.#operations.has(message.id)) this.close(CLOSE.ID_IN_USE);
    else this.#operations.start(message, this.#phase.viewer);
  }

  async #greet(): Promise<void> {
    if (this.#phase.at !== 'opened') return this.close(CLOSE.GREETED_TWICE);
    clearTimeout(this.#phase.deadline);
    const greeting: Phase = { at: 'greeting' };
    this.#phase = greeting;
    try {
      const viewer = await readSession(this.shared.services, sessionTokenFrom(this.request.headers.cookie));
      // It may have closed meanwhile.
      if ((this.#phase as Phase) !== greeting) return;
      this.#phase = { at: 'ready', viewer };
      this.#wire.send(JSON.stringify({ type: MessageType.ConnectionAck }));
    } catch (error) {
      this.shared.services.log.error({ err: error }, 'a session could not be read for a socket');
      this.close(CLOSE.OUR_FAULT);
    }
  }
}

function read(text: string): Message | null {
  try {
    return parseMessage(text);
  } catch {
    return null;
  }
}
