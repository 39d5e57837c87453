import type { Addition } from './document-clocks.ts';
import type { DeletedRange, ScannedUpdate } from './scan-update.ts';

export interface Judged {
  scan: ScannedUpdate;
  addition: Addition;
}

type Clocks = ReadonlyMap<number, number>;
type Run = { from: number; to: number };

/** Words that a room has, and whose place in the log is not sure yet. */
interface Entry {
  runs: Map<number, Run>;
  placed: Promise<unknown>;
}

/**
 * Words relayed by another node, or waiting for such words: an update that builds on them must come after them in the log, or
 * it would stay there without what it builds on if that node dies. Empty while this node writes alone.
 */
export class Unstored {
  readonly #entries = new Set<Entry>();

  /**
   * @param before the room's clocks before these words. @param placed settles when they have their place in the log, or never
   * will.
   */
  add(judged: readonly Judged[], before: Clocks, placed: Promise<unknown>): void {
    const runs = new Map<number, Run>();
    for (const { addition } of judged)
      for (const [client, to] of addition.ends)
        runs.set(client, { from: runs.get(client)?.from ?? before.get(client) ?? 0, to });
    const entry: Entry = { runs, placed };
    this.#entries.add(entry);
    const forget = (): void => void this.#entries.delete(entry);
    placed.then(forget, forget);
  }

  /** What these updates have to wait for; almost always nothing. */
  under(judged: readonly Judged[]): Promise<unknown>[] {
    const found: Promise<unknown>[] = [];
    for (const { runs, placed } of this.#entries)
      if (judged.some(({ scan }) => buildsOn(scan, runs))) found.push(placed);
    return found;
  }
}

function buildsOn(update: ScannedUpdate, runs: ReadonlyMap<number, Run>): boolean {
  const holds = (client: number, clock: number): boolean => {
    const run = runs.get(client);
    return run !== undefined && clock >= run.from && clock < run.to;
  };
  for (const { client, structs } of update.sections)
    for (const { clock, needs } of structs) {
      if (holds(client, clock - 1)) return true;
      for (let i = 0; i < needs.length; i += 2) if (holds(needs[i] as number, needs[i + 1] as number)) return true;
    }
  return update.deletes.some((range) => overlaps(range, runs.get(range.client)));
}

const overlaps = ({ clock, length }: DeletedRange, run: Run | undefined): boolean =>
  run !== undefined && clock < run.to && clock + length > run.from;
