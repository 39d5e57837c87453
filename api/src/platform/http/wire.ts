import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { PING, textFrame, textFrames } from './frames.ts';

/** Whose frames are being gathered. */
let gathering: Wire | null = null;
/** Those whose frames have until the end of the turn. */
const patient = new Set<Wire>();
let flushing = false;

/** Gathers for this one from here on; what was gathered for another leaves. */
function gatherFor(wire: Wire | null): void {
  if (wire === gathering) return;
  gathering?.flush();
  gathering = wire;
}

function flushLast(): void {
  flushing = false;
  gatherFor(null);
  for (const wire of patient) wire.flush();
  patient.clear();
}

/**
 * A socket's way out. Frames that follow each other to one socket within a turn leave in one write; it leaves as soon as
 * another socket's turn comes, so that the first of many readers does not wait for the last one's frames to be made. Patient
 * frames wait for the end of the turn, so that what several subscriptions of a socket are told is one write whatever their order.
 * Frames are written under `ws`, which without compression writes its own, such as pings, at once too.
 */
export class Wire {
  #frames: Buffer[] = [];
  #waiters = new Set<() => void>();

  constructor(
    private readonly socket: WebSocket,
    /** The TCP connection under it. */
    private readonly stream: Duplex,
  ) {}

  /** True while the client reads too slowly: what is written now would only pile up here. */
  get congested(): boolean {
    return this.stream.writableNeedDrain;
  }

  /** Calls back once what piled up has left; never when the connection ends instead. */
  whenCalm(listener: () => void): void {
    if (this.#waiters.size === 0) this.stream.once('drain', () => this.#wake());
    this.#waiters.add(listener);
  }

  /** @param frame a whole message, which may go to others too. */
  sendFrame(frame: Buffer, isPatient = false): void {
    if (isPatient) patient.add(this);
    else gatherFor(this);
    this.#frames.push(frame);
    if (flushing) return;
    flushing = true;
    process.nextTick(flushLast);
  }

  send(json: string): void {
    this.sendFrame(textFrame(json));
  }

  /** Two messages of which nothing comes between. */
  sendBoth(json: string, then: string): void {
    this.sendFrame(textFrames(json, then));
  }

  /** Asks whether anybody is there; under `ws` like the others. */
  ping(): void {
    this.sendFrame(PING);
  }

  /** Writes what is gathered; before the socket is closed, since nothing may follow the closing. */
  flush(): void {
    const frames = this.#frames;
    if (frames.length === 0) return;
    this.#frames = [];
    if (this.socket.readyState !== this.socket.OPEN || !this.stream.writable) return;
    this.stream.write(frames.length === 1 ? frames[0] : Buffer.concat(frames));
  }

  #wake(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const wake of waiters) wake();
  }
}
