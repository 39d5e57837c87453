interface Waiter {
  clock: number;
  wake(): void;
}

/** Who waits for which words to be taken in: what else is written meanwhile wakes nobody. */
export class ClockWaiters {
  readonly #byClient = new Map<number, Set<Waiter>>();

  /** Resolves once the client's clock has passed `clock`, at `wakeAll`, or after `withinMs`. */
  passed(client: number, clock: number, withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const waiters = this.#byClient.get(client) ?? new Set();
      this.#byClient.set(client, waiters);
      const waiter: Waiter = {
        clock,
        wake: () => {
          clearTimeout(timer);
          waiters.delete(waiter);
          if (waiters.size === 0 && this.#byClient.get(client) === waiters) this.#byClient.delete(client);
          resolve();
        },
      };
      const timer = setTimeout(waiter.wake, withinMs);
      waiters.add(waiter);
    });
  }

  /** A client's clock has come to `end`. */
  moved(client: number, end: number): void {
    for (const waiter of this.#byClient.get(client) ?? []) if (waiter.clock < end) waiter.wake();
  }

  wakeAll(): void {
    for (const waiters of this.#byClient.values()) for (const { wake } of waiters) wake();
  }
}
