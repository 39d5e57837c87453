/** A pushed sequence that a subscription reads. Unlike an async generator, ending it does not wait for the next event. */
export interface EventStream<T> extends AsyncIterableIterator<T, undefined, undefined> {
  push(event: T): void;
  /** How many events wait for a consumer that has not read them. */
  readonly waiting: number;
  /** Takes the next one without waiting: a consumer that is called instead of awaiting costs each event no promise. */
  take(): T | undefined;
  /** Calls `listener` at each push, and at the end. One at a time, and not beside `next`. */
  onWake(listener: () => void): void;
  readonly ended: boolean;
  /** What it ended with, if with an error. */
  readonly failure: Error | null;
  /** Drops what waits, for a consumer so slow that starting afresh is cheaper. */
  clear(): void;
  /** Ends the sequence after what waits; with an error, the consumer gets it at once. */
  end(error?: Error): void;
  /** Calls `listener` when it has ended, whichever side ended it; at once when it has ended already. */
  onEnd(listener: () => void): void;
}

/** @param onEnd the first listener of the end. */
export function eventStream<T>(onEnd: () => void): EventStream<T> {
  const queue: T[] = [];
  let reader: { resolve(result: IteratorResult<T>): void; reject(error: Error): void } | null = null;
  let ended = false;
  const listeners = [onEnd];
  let wake: (() => void) | null = null;
  let failure: Error | null = null;
  const done = { value: undefined, done: true } as const;

  const finish = (): void => {
    if (ended) return;
    ended = true;
    for (const listener of listeners) listener();
  };

  return {
    get waiting() {
      return queue.length;
    },
    get ended() {
      return ended;
    },
    get failure() {
      return failure;
    },
    take: () => queue.shift(),
    onWake(listener) {
      wake = listener;
    },
    push(event) {
      if (ended) return;
      if (reader) {
        reader.resolve({ value: event, done: false });
        reader = null;
      } else queue.push(event);
      wake?.();
    },
    clear() {
      queue.length = 0;
    },
    end(error) {
      if (error) {
        failure = error;
        queue.length = 0;
      }
      finish();
      wake?.();
      if (!reader) return;
      if (failure) reader.reject(failure);
      else reader.resolve(done);
      reader = null;
      failure = null;
    },
    onEnd(listener) {
      if (ended) listener();
      else listeners.push(listener);
    },
    async next() {
      const event = queue.shift();
      if (event !== undefined) return { value: event, done: false };
      if (failure) {
        const error = failure;
        failure = null;
        throw error;
      }
      if (ended) return done;
      return new Promise((resolve, reject) => {
        reader = { resolve, reject };
      });
    },
    async return() {
      queue.length = 0;
      finish();
      reader?.resolve(done);
      reader = null;
      return done;
    },
    async throw(error: Error) {
      finish();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
