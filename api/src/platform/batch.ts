/**
 * Collects what is asked for within one turn of the event loop and reads it together after the turn, so that nobody is answered from
 * before their question. Whoever asks for the same in one turn gets the same object.
 */
export class Batch<Id, Value> {
  #ids = new Set<Id>();
  #reading: Promise<ReadonlyMap<Id, Value>> | null = null;

  constructor(private readonly read: (ids: Id[]) => Promise<ReadonlyMap<Id, Value>>) {}

  /** @throws what the reading threw, for all of its turn. */
  async one(id: Id): Promise<Value | undefined> {
    this.#ids.add(id);
    this.#reading ??= this.#afterThisTurn();
    return (await this.#reading).get(id);
  }

  async #afterThisTurn(): Promise<ReadonlyMap<Id, Value>> {
    await new Promise((resolve) => setImmediate(resolve));
    const ids = [...this.#ids];
    this.#ids = new Set();
    this.#reading = null;
    return this.read(ids);
  }
}
