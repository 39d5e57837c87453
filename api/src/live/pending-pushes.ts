/** A push of another node: shown here, and not known to be in the log. */
interface Pending {
  nodeId: string;
  texts: string[];
  since: number;
  resolve(seq: number): void;
  reject(error: Error): void;
}

/** What other nodes have relayed and not yet called durable. */
export class PendingPushes {
  readonly #pushes = new Map<string, Pending>();

  /** @param texts its updates as base64. @returns its sequence once it is durable; rejects when it is given up. */
  add(nodeId: string, push: number, texts: string[]): Promise<number> {
    const durable = new Promise<number>((resolve, reject) =>
      this.#pushes.set(keyOf(nodeId, push), { nodeId, texts, since: performance.now(), resolve, reject }),
    );
    durable.catch(() => undefined);
    return durable;
  }

  /** @returns false when this node did not take in its relay. */
  durable(nodeId: string, push: number, seq: number): boolean {
    const pending = this.#pushes.get(keyOf(nodeId, push));
    pending?.resolve(seq);
    return this.#pushes.delete(keyOf(nodeId, push));
  }

  /** Settles those that were found in the log. */
  found(texts: ReadonlySet<string>, seq: number): void {
    for (const [key, pending] of this.#pushes)
      if (pending.texts.every((text) => texts.has(text)) && this.#pushes.delete(key)) pending.resolve(seq);
  }

  /** The keys of those of a node. */
  of(nodeId: string): string[] {
    return [...this.#pushes].filter(([, pending]) => pending.nodeId === nodeId).map(([key]) => key);
  }

  /** The keys of those that wait for so long already. */
  waitingFor(ms: number): string[] {
    const before = performance.now() - ms;
    return [...this.#pushes].filter(([, { since }]) => since < before).map(([key]) => key);
  }

  /** Of these, those that still wait. */
  still(keys: string[]): string[] {
    return keys.filter((key) => this.#pushes.has(key));
  }

  giveUp(keys: string[], error: Error): void {
    for (const key of keys) {
      this.#pushes.get(key)?.reject(error);
      this.#pushes.delete(key);
    }
  }
}

const keyOf = (nodeId: string, push: number): string => `${nodeId} ${push}`;
