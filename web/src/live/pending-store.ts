import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { fromBase64, toBase64 } from './base64';
import type { SignedUpdate } from './relayed';

/** Edits that the server has not acknowledged yet, kept so that a reload or a crash of the page loses none. */
export interface PendingRecord {
  documentId: string;
  personId: string;
  /** The page that made the edits, see `holdTab`. */
  tab: string;
  update: Uint8Array;
  /** How many edits the bytes hold, for the "not saved" count. */
  edits: number;
  /** What others wrote just before, which was not durable yet and these may stand on. Records of earlier builds have none. */
  under?: SignedUpdate[];
}
export interface StoredRecord extends PendingRecord {
  key: number;
}

interface PendingSchema extends DBSchema {
  pending: { key: number; value: PendingRecord; indexes: { byDocument: [string, string] } };
}

const NAME = 'tandem-live';
const AT_UNLOAD = 'tandem-live-unload:';

let opening: Promise<IDBPDatabase<PendingSchema>> | null = null;
const database = () =>
  (opening ??= openDB<PendingSchema>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('pending', { autoIncrement: true }).createIndex('byDocument', ['documentId', 'personId']);
    },
    terminated() {
      opening = null;
    },
  }));

/** @returns the record's key, or null where the browser keeps nothing (some private windows): then it lives in memory only. */
export async function keep(record: PendingRecord): Promise<number | null> {
  try {
    return await (await database()).add('pending', record);
  } catch {
    return null;
  }
}

export async function forget(keys: readonly number[]): Promise<void> {
  if (keys.length === 0) return;
  try {
    const store = (await database()).transaction('pending', 'readwrite').store;
    await Promise.all(keys.map((key) => store.delete(key)));
  } catch {
    // Kept too long is harmless: the server acknowledges a replayed update without a second effect.
  }
}

export async function listPending(personId: string, documentId?: string): Promise<StoredRecord[]> {
  try {
    const store = (await database()).transaction('pending', 'readonly').store;
    const found: StoredRecord[] = [];
    for (let at = await store.openCursor(); at; at = await at.continue()) {
      const record = at.value;
      if (record.personId === personId && (documentId === undefined || record.documentId === documentId)) {
        found.push({ ...record, key: at.primaryKey });
      }
    }
    return found;
  } catch {
    return [];
  }
}

/** A page that is going away has no time for IndexedDB: the last keystrokes go to the synchronous store. */
export function keepAtUnload(record: PendingRecord): void {
  try {
    const { update, ...rest } = record;
    localStorage.setItem(AT_UNLOAD + crypto.randomUUID(), JSON.stringify({ ...rest, update: toBase64(update) }));
  } catch {
    // Full or forbidden storage: nothing more can be done in a page that is closing.
  }
}

/** Moves what `keepAtUnload` saved into the database, once, before anything is listed. */
export async function collectUnloaded(): Promise<void> {
  for (const text of takeUnloaded()) {
    const parsed = JSON.parse(text) as Omit<PendingRecord, 'update'> & { update: string };
    await keep({ ...parsed, update: fromBase64(parsed.update) });
  }
}

function takeUnloaded(): string[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(AT_UNLOAD));
    const texts = keys.map((key) => localStorage.getItem(key) ?? '');
    for (const key of keys) localStorage.removeItem(key);
    return texts.filter((text) => text !== '');
  } catch {
    return [];
  }
}
