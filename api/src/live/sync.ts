import type { DocumentId } from '@tandem/schema/ids';
import * as Y from 'yjs';
import type { SqlRunner } from '../platform/db/sql.ts';
import { badInput } from '../platform/errors.ts';
import { PLAIN_TEXTS } from '../platform/graphql/answer-bytes.ts';
import type { Connection } from './connection.ts';
import { type DurableCopies, toBase64 } from './durable-copies.ts';
import type { StoredDocument } from './live.sql.ts';
import { DocumentSync, eventOf } from './live.type.ts';
import { signatureOf } from './relayed-update.ts';
import type { Room } from './room.ts';
import { loadStored, updatesIn } from './stored-document.ts';

/** An encoded state vector of this many bytes has some 5,000 writers. */
const STATE_VECTOR_MAX_BYTES = 64 * 1024;
const LONG_CHARACTERS = 16 * 1024;

/** What a client says it has. @throws Refusal BAD_USER_INPUT. */
export function readStateVector(text: string | null): Map<number, number> {
  if (text === null) return new Map();
  const bytes = Buffer.from(text, 'base64');
  try {
    if (bytes.length > STATE_VECTOR_MAX_BYTES || bytes.toString('base64') !== text) throw new Error('not base64');
    return Y.decodeStateVector(bytes);
  } catch {
    throw badInput(
      'stateVector',
      'stateVector must be a Yjs state vector in base64, or null for a document that you have nothing of.',
    );
  }
}

/**
 * Sends the first event: everything that `known` lacks, as of a moment after the connection joined, which is what is stored,
 * what is on its way to be, and what was relayed since. One update may come twice where these meet; Yjs takes it once.
 */
export async function sendSync(
  { sql, copies }: { sql: SqlRunner; copies: DurableCopies },
  room: Room,
  connection: Connection,
  known: ReadonlyMap<number, number>,
): Promise<void> {
  const relayed = new Map([...room.inFlight].map((update) => [update.text, signatureOf(update)]));
  const durable =
    known.size === 0 ? await copies.read(room.documentId) : lacking(await loadStored(sql, room.documentId), known);
  for (const { updates, signatures } of connection.begin())
    for (const [i, text] of updates.entries()) relayed.set(text, signatures[i] ?? null);
  const sync = eventOf(DocumentSync, {
    connectionId: connection.id,
    clientId: connection.clientId,
    writable: connection.access.writable,
    seq: durable.seq,
    updates: [...durable.updates, ...relayed.keys()],
    signatures: [...durable.updates.map(() => null), ...relayed.values()],
    relay: room.relay,
    stateVector: Buffer.from(room.clocks.stateVector()).toString('base64'),
    writers: room.writers(),
    peers: room.peersOf(connection),
    [PLAIN_TEXTS]: durable.updates.filter(isLong),
  });
  // In the same step as `begin`: nothing that is relayed may come before it.
  connection.stream.push(sync);
}

/** A document's words as they are durable now. @throws Refusal NOT_FOUND. */
export async function loadDoc(sql: SqlRunner, documentId: DocumentId): Promise<{ doc: Y.Doc; stored: StoredDocument }> {
  const stored = await loadStored(sql, documentId);
  return { doc: decode(documentId, stored), stored };
}

export function decode(documentId: DocumentId, stored: StoredDocument): Y.Doc {
  // Without an id of its own it would draw a random one.
  const doc = new Y.Doc({ guid: documentId });
  doc.transact(() => {
    for (const update of updatesIn(stored)) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** Stored updates less the structs that are known; deletions have no clock, so they always go along. */
function lacking(stored: StoredDocument, known: ReadonlyMap<number, number>) {
  const vector = Y.encodeStateVector(new Map(known));
  const fresh = updatesIn(stored).map((update) => Y.diffUpdate(update, vector));
  return { seq: stored.seq, updates: fresh.filter(isMore).map(toBase64) };
}

/** Base64 that is worth writing as it stands. */
const isLong = (text: string): boolean => text.length > LONG_CHARACTERS;

/** Two zero bytes are no structs and no deletions. */
const isMore = (update: Uint8Array): boolean => update.length > 2;
