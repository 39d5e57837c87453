import { UPDATE_MAX_WRITERS } from '@tandem/schema/live/limits';
import * as Y from 'yjs';
import { ClockRanges } from './clock-ranges.ts';
import { type ScannedUpdate, type Section, type Struct, TooManyStructs } from './scan-update.ts';

/** The update builds on words that this document does not have. */
export class DependenciesMissing extends Error {
  /** @param client under whose id the first of them were written. @param clock of one without which it cannot go in. */
  constructor(
    readonly client: number,
    readonly clock: number,
  ) {
    super();
  }
}

/** What an update would add to a document. */
export interface Addition {
  /** Clients with new structs, with their clocks after them. */
  ends: Map<number, number>;
  /** False when the document has every struct and every deletion of it already: it was sent again. */
  isNew: boolean;
}

/**
 * Which structs and deletions a document has, and nothing of what they say: enough to judge an update without holding
 * the document. Bytes per client and per run of deletions, not per keystroke.
 */
export class DocumentClocks {
  readonly clocks = new Map<number, number>();
  readonly #deletes: ClockRanges;

  private constructor(deletes: ClockRanges) {
    this.#deletes = deletes;
  }

  /** Takes a snapshot of our own making: its bytes are trusted. */
  static of(snapshot: Uint8Array | null, updates: readonly Uint8Array[]): DocumentClocks {
    const known = new DocumentClocks(new ClockRanges());
    if (snapshot) known.#trust(snapshot);
    for (const update of updates) known.#trust(update);
    return known;
  }

  /** A copy to try several updates on, of which all or none are taken in. */
  fork(): DocumentClocks {
    const fork = new DocumentClocks(this.#deletes.fork());
    for (const [client, clock] of this.clocks) fork.clocks.set(client, clock);
    return fork;
  }

  /** A state vector in Yjs's encoding. */
  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.clocks);
  }

  /**
   * @throws DependenciesMissing when a clock would leave a gap, or an origin, parent or deleted struct is unknown;
   * TooManyStructs when more clients than UPDATE_MAX_WRITERS bring something new.
   */
  judge(update: ScannedUpdate): Addition {
    const ends = new Map<number, number>();
    const fresh = update.sections.filter((section) => section.end > this.#clock(section.client));
    if (fresh.length > UPDATE_MAX_WRITERS) throw new TooManyStructs();
    this.#integrate(fresh, ends);
    const clockAfter = (client: number): number => ends.get(client) ?? this.#clock(client);
    for (const range of update.deletes)
      if (range.clock + range.length > clockAfter(range.client))
        throw new DependenciesMissing(range.client, range.clock + range.length - 1);
    return { ends, isNew: ends.size > 0 || update.deletes.some((range) => !this.#deletes.has(range)) };
  }

  add(update: ScannedUpdate, addition: Addition): void {
    for (const [client, end] of addition.ends) this.clocks.set(client, end);
    for (const range of update.deletes) this.#deletes.add(range);
  }

  /**
   * A rehearsal of Yjs's own order: a struct goes in once all that it needs is in; what never can is missing something.
   * A section that is stuck is looked at again only when the clock it waits for is there, so that no order is slow.
   */
  #integrate(sections: Section[], ends: Map<number, number>): void {
    const next = sections.map(() => 0);
    const clockNow = (client: number): number => ends.get(client) ?? this.#clock(client);
    const waiting = new Waiting();
    const ready = sections.map((_, i) => i).reverse();
    for (let i = ready.pop(); i !== undefined; i = ready.pop()) {
      const { client, structs } = sections[i] as Section;
      const before = clockNow(client);
      let clock = before;
      let at = next[i] as number;
      for (let struct = structs[at]; struct; struct = structs[++at]) {
        if (struct.clock + struct.length <= clock) continue;
        const missing = missingFor(client, struct, clockNow);
        if (missing) {
          waiting.add(missing, i);
          break;
        }
        clock = struct.clock + struct.length;
        ends.set(client, clock);
      }
      next[i] = at;
      if (clock > before) waiting.take(client, clock, ready);
    }
    for (const [i, { client, structs }] of sections.entries()) {
      const blocked = structs[next[i] as number];
      if (!blocked) continue;
      const missing = missingFor(client, blocked, clockNow) ?? { client, clock: clockNow(client) };
      throw new DependenciesMissing(missing.client, missing.clock);
    }
  }

  #clock(client: number): number {
    return this.clocks.get(client) ?? 0;
  }

  #trust(bytes: Uint8Array): void {
    const { structs, ds } = Y.decodeUpdate(bytes);
    for (const { id, length } of structs)
      this.clocks.set(id.client, Math.max(this.#clock(id.client), id.clock + length));
    for (const [client, items] of ds.clients)
      for (const { clock, len } of items) this.#deletes.add({ client, clock, length: len });
  }
}

interface Missing {
  client: number;
  clock: number;
}

/** The first id that is not there yet of those before which a struct cannot go in. */
function missingFor(client: number, { clock, needs }: Struct, clockNow: (client: number) => number): Missing | null {
  if (clock > clockNow(client)) return { client, clock: clock - 1 };
  for (let i = 0; i < needs.length; i += 2) {
    const needed = needs[i] as number;
    if ((needs[i + 1] as number) >= clockNow(needed)) return { client: needed, clock: needs[i + 1] as number };
  }
  return null;
}

/** Who waits for which id, by its client: the lowest clock last, since that comes first. */
class Waiting {
  readonly #byClient = new Map<number, { clock: number; section: number }[]>();

  add({ client, clock }: Missing, section: number): void {
    const queue = this.#byClient.get(client) ?? [];
    if (queue.length === 0) this.#byClient.set(client, queue);
    let at = queue.length;
    while (at > 0 && (queue[at - 1] as { clock: number }).clock < clock) at--;
    queue.splice(at, 0, { clock, section });
  }

  /** Moves those whose wait is over, now that a client's clock has come to `clock`, to `ready`. */
  take(client: number, clock: number, ready: number[]): void {
    const queue = this.#byClient.get(client);
    for (let first = queue?.at(-1); first && first.clock < clock; first = queue?.at(-1)) {
      ready.push(first.section);
      queue?.pop();
    }
  }
}
