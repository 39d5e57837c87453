import type { Presence } from './live.type.ts';

/** Who has a document open on other nodes. */
export class RemotePresence {
  readonly #nodes = new Map<string, Map<string, Presence>>();

  all(): Presence[] {
    return [...this.#nodes.values()].flatMap((people) => [...people.values()]);
  }

  /** Takes what a node said. @param all nobody else is there. @returns the connections that are gone by it. */
  take(nodeId: string, changed: readonly Presence[], gone: readonly string[], all: boolean): string[] {
    const people = this.#nodes.get(nodeId) ?? new Map<string, Presence>();
    const left = gone.filter((id) => people.delete(id));
    if (all) {
      const there = new Set(changed.map(({ connectionId }) => connectionId));
      for (const id of [...people.keys()]) if (!there.has(id) && people.delete(id)) left.push(id);
    }
    for (const presence of changed) people.set(presence.connectionId, presence);
    if (people.size > 0) this.#nodes.set(nodeId, people);
    else this.#nodes.delete(nodeId);
    return left;
  }
}
