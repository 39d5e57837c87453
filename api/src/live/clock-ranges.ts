import type { DeletedRange } from './scan-update.ts';

interface Range {
  from: number;
  to: number;
}

/** The clocks deleted in a document: for each client sorted runs that neither touch nor overlap. */
export class ClockRanges {
  readonly #runs = new Map<number, Range[]>();
  readonly #below: ClockRanges | null;

  /** @param below ranges that count as this one's own and are never written to. */
  constructor(below: ClockRanges | null = null) {
    this.#below = below;
  }

  /** What is added to the fork is not added here. */
  fork(): ClockRanges {
    return new ClockRanges(this);
  }

  has(range: DeletedRange): boolean {
    return this.#hasItself(range) || (this.#below?.has(range) ?? false);
  }

  #hasItself({ client, clock, length }: DeletedRange): boolean {
    const runs = this.#runs.get(client);
    const run = runs?.[firstEndingAfter(runs, clock)];
    return run !== undefined && run.from <= clock && run.to >= clock + length;
  }

  add({ client, clock, length }: DeletedRange): void {
    const runs = this.#runs.get(client) ?? [];
    if (runs.length === 0) this.#runs.set(client, runs);
    let from = clock;
    let to = clock + length;
    // The runs that touch the new one become part of it.
    const first = firstEndingAfter(runs, from - 1);
    let past = first;
    for (let run = runs[past]; run && run.from <= to; run = runs[++past]) {
      from = Math.min(from, run.from);
      to = Math.max(to, run.to);
    }
    runs.splice(first, past - first, { from, to });
  }
}

/** The index of the first run whose end lies after `clock`. */
function firstEndingAfter(runs: Range[], clock: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle] as Range).to > clock) high = middle;
    else low = middle + 1;
  }
  return low;
}
