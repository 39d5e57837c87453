/** Which sequences of a document's log this node has taken in; they become known out of order when several nodes write. */
export class SeenSeqs {
  /** Runs beyond `last`: the sequence before each, and its end. */
  #ahead = new Map<number, number>();

  /** @param last everything up to it has been seen. */
  constructor(public last: number) {}

  /** True when something before what has been seen has not been: another node's, which is read from the log. */
  get hasGap(): boolean {
    return this.#ahead.size > 0;
  }

  /** @param base the sequence before the run. @param end its last one. */
  add(base: number, end: number): void {
    if (end <= this.last) return;
    if (base <= this.last && this.#ahead.size === 0) {
      this.last = end;
      return;
    }
    this.#ahead.set(base, Math.max(end, this.#ahead.get(base) ?? 0));
    let grown: boolean;
    do {
      grown = false;
      for (const [from, to] of this.#ahead) {
        if (from > this.last) continue;
        this.#ahead.delete(from);
        this.last = Math.max(this.last, to);
        grown = true;
      }
    } while (grown);
  }
}
