const MIN_MS = 500;
const MAX_MS = 15_000;

/** One thing to be tried again, later each time until it goes well. */
export class Retry {
  #ms = MIN_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** In the place of what waits already. @param afterMs when the server said how long to wait. */
  later(action: () => void, afterMs: number | null = null): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, afterMs ?? this.#ms);
    if (afterMs === null) this.#ms = Math.min(this.#ms * 2, MAX_MS);
  }

  wentWell(): void {
    this.#ms = MIN_MS;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
