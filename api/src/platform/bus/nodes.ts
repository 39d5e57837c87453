import { type Bus, channel } from './bus.ts';

const BEAT_MS = 1_000;
const LOOK_MS = 500;
/** With what a look may come late, under the five seconds in which a lost node's people must go. */
const SILENT_MS = 3_500;

const BEATS = channel<'alive' | 'leaving'>('nodes');

interface NodeListener {
  /** A node is heard of for the first time, or again: what it said meanwhile was not heard. */
  came(nodeId: string): void;
  /** A node has left, or was silent for too long: what it said of this moment is no longer true. */
  gone(nodeId: string): void;
}

/** Which other nodes are there. */
export class Nodes {
  readonly #heard = new Map<string, number>();
  readonly #listeners = new Set<NodeListener>();
  readonly #timers: NodeJS.Timeout[];
  readonly #stop: () => void;
  #looked = performance.now();

  constructor(private readonly bus: Bus) {
    this.#stop = bus.subscribe(BEATS, {
      message: (beat, from) => (beat === 'alive' ? this.#alive(from) : this.#gone(from)),
      missed: () => bus.publish(BEATS, 'alive'),
    });
    this.#timers = [
      setInterval(() => bus.publish(BEATS, 'alive'), BEAT_MS).unref(),
      setInterval(() => this.#look(), LOOK_MS).unref(),
    ];
  }

  onChange(listener: NodeListener): void {
    this.#listeners.add(listener);
  }

  get areNone(): boolean {
    return this.#heard.size === 0;
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#stop();
    this.bus.publish(BEATS, 'leaving');
  }

  #alive(nodeId: string): void {
    const isNew = !this.#heard.has(nodeId);
    this.#heard.set(nodeId, performance.now());
    if (isNew) for (const listener of this.#listeners) listener.came(nodeId);
  }

  #gone(nodeId: string): void {
    if (this.#heard.delete(nodeId)) for (const listener of this.#listeners) listener.gone(nodeId);
  }

  #look(): void {
    const now = performance.now();
    const late = now - this.#looked - LOOK_MS;
    this.#looked = now;
    for (const [nodeId, at] of this.#heard) {
      // This process itself stood still: the others' beats may lie in its own queue.
      if (late > BEAT_MS) this.#heard.set(nodeId, now);
      else if (now - at > SILENT_MS) this.#gone(nodeId);
    }
  }
}
