import * as Y from 'yjs';
import { collectUnloaded, forget, keep, keepAtUnload, listPending } from './pending-store';
import type { SignedUpdate } from './relayed';
import { adoptTab, holdTab, TAB } from './tab';

/** Keystrokes of one short moment travel together. Below what anybody sees, above what a burst of key events needs. */
const GATHER_MS = 5;
const PUSH_MAX_UPDATES = 128;
const PUSH_MAX_BYTES = 256 * 1024;

interface Entry {
  key: number | null;
  update: Uint8Array;
  edits: number;
}

/**
 * The local edits of one document that the server has not acknowledged, in their order. Each is in the browser's
 * database before it is offered for sending, and leaves it when it is acknowledged.
 */
export class Outbox {
  readonly #documentId: string;
  readonly #personId: string;
  readonly #changed: () => void;
  readonly #takeUnder: () => SignedUpdate[];
  #gathered: Uint8Array[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #storing: Entry[] = [];
  #ready: Entry[] = [];
  #chain: Promise<void> = Promise.resolve();

  /**
   * @param changed called whenever the count or what can be sent has changed. @param takeUnder what others wrote since the last
   * call, which is not durable yet: it is stored with the edits that may stand on it.
   */
  constructor(documentId: string, personId: string, changed: () => void, takeUnder: () => SignedUpdate[]) {
    this.#documentId = documentId;
    this.#personId = personId;
    this.#changed = changed;
    this.#takeUnder = takeUnder;
  }

  /** How many edits the server has not acknowledged. */
  get unsaved(): number {
    const count = (entries: Entry[]) => entries.reduce((sum, entry) => sum + entry.edits, 0);
    return this.#gathered.length + count(this.#storing) + count(this.#ready);
  }

  /** False when the browser keeps nothing: then leaving the page would lose what is not sent. */
  get kept(): boolean {
    return this.#ready.every((entry) => entry.key !== null);
  }

  /**
   * Reads what earlier pages of this person left behind for this document and takes it over, oldest first.
   * @returns the adopted updates, to be applied to the document once it has its first sync, and others' that they may stand on.
   */
  async adopt(): Promise<{ adopted: Uint8Array[]; under: SignedUpdate[] }> {
    await holdTab();
    await collectUnloaded();
    const mine = new Map<string, boolean>();
    const known = new Set(this.#ready.map((entry) => entry.key));
    const adopted: Uint8Array[] = [];
    const under: SignedUpdate[] = [];
    for (const record of await listPending(this.#personId, this.#documentId)) {
      if (known.has(record.key) || (record.tab === TAB && this.#storing.length > 0)) continue;
      if (!mine.has(record.tab)) mine.set(record.tab, await adoptTab(record.tab));
      if (!mine.get(record.tab)) continue;
      this.#ready.push({ key: record.key, update: record.update, edits: record.edits });
      adopted.push(record.update);
      under.push(...(record.under ?? []));
    }
    if (adopted.length > 0) this.#changed();
    return { adopted, under };
  }

  add(update: Uint8Array): void {
    this.#gathered.push(update);
    this.#timer ??= setTimeout(() => this.#store(), GATHER_MS);
    this.#changed();
  }

  /** The oldest entries that fit one push; they stay in the outbox until `acknowledge`. */
  next(): Uint8Array[] {
    const updates: Uint8Array[] = [];
    let bytes = 0;
    for (const { update } of this.#ready) {
      if (updates.length >= PUSH_MAX_UPDATES || (updates.length > 0 && bytes + update.length > PUSH_MAX_BYTES)) break;
      updates.push(update);
      bytes += update.length;
    }
    return updates;
  }

  /** Drops the oldest `count` entries: the server has them, or the person gave them up. */
  async acknowledge(count: number): Promise<void> {
    const done = this.#ready.splice(0, count);
    this.#changed();
    await forget(done.flatMap((entry) => (entry.key === null ? [] : [entry.key])));
  }

  async discard(): Promise<void> {
    this.#store();
    await this.#chain;
    await this.acknowledge(this.#ready.length);
  }

  /** The page is going away: what IndexedDB has not confirmed goes to the synchronous store. */
  leave(): void {
    const late = [...this.#storing.map((entry) => entry.update), ...this.#gathered];
    if (late.length === 0) return;
    const edits = late.length;
    keepAtUnload({
      documentId: this.#documentId,
      personId: this.#personId,
      tab: TAB,
      update: Y.mergeUpdates(late),
      edits,
      under: this.#takeUnder(),
    });
  }

  #store(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#gathered.length === 0) return;
    const updates = this.#gathered;
    this.#gathered = [];
    const first = updates[0];
    const update = updates.length === 1 && first ? first : Y.mergeUpdates(updates);
    const entry: Entry = { key: null, update, edits: updates.length };
    const under = this.#takeUnder();
    this.#storing.push(entry);
    // One after another, so that the order of sending is the order of typing.
    this.#chain = this.#chain.then(async () => {
      entry.key = await keep({
        documentId: this.#documentId,
        personId: this.#personId,
        tab: TAB,
        update,
        edits: entry.edits,
        under,
      });
      this.#storing.splice(this.#storing.indexOf(entry), 1);
      this.#ready.push(entry);
      this.#changed();
    });
  }
}
