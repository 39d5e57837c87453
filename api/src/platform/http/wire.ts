import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

const TEXT = { binary: false } as const;

let corked: Wire[] = [];
function uncorkAll(): void {
  const wires = corked;
  corked = [];
  for (const wire of wires) wire.uncork();
}

/** A socket's way out. All that one turn brings to one socket leaves in one write. */
export class Wire {
  #corked = false;
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

  /** @param frame JSON, as text or as its UTF-8. */
  send(frame: string | Buffer): void {
    if (!this.#corked) {
      this.#corked = true;
      this.stream.cork();
      if (corked.push(this) === 1) process.nextTick(uncorkAll);
    }
    this.socket.send(frame, TEXT);
  }

  uncork(): void {
    this.#corked = false;
    this.stream.uncork();
  }

  #wake(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const wake of waiters) wake();
  }
}
