import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentId, PartnershipId } from '@tandem/schema/ids';
import * as Y from 'yjs';
import { randomClientId } from './client-id.ts';
import { capture } from './seed.ts';

const INSERT_DOCUMENT = 'insert into document (id, partnership_id, kind, seq, created_at) values (?, ?, ?, 0, ?)';
const INSERT_PROJECTION = 'insert into document_projection (document_id, seq) values (?, 0)';
const TAKE_SEQ = 'update document set seq = seq + 1 where id = ? returning seq';
const INSERT_CLIENT = `insert into document_client (document_id, client_id, member_id, issued_at) values (?, ?, null, ?)
  on conflict do nothing returning 1`;
const INSERT_UPDATE = 'insert into document_update (document_id, seq, update, member_id, at) values (?, ?, ?, null, ?)';

/** A document in which nothing is written yet, in the transaction of the command that creates its entity. */
export async function createEmptyDocument(
  em: EntityManager,
  {
    documentId,
    partnershipId,
    kind,
    at,
  }: { documentId: DocumentId; partnershipId: PartnershipId; kind: string; at: Date },
): Promise<void> {
  await em.execute(INSERT_DOCUMENT, [documentId, partnershipId, kind, at]);
  await em.execute(INSERT_PROJECTION, [documentId]);
}

/**
 * Adds words of Tandem's own to a document, in the caller's transaction; whoever has it open reads them from the log a moment
 * after the commit. `write` is handed an empty document: what it writes stands beside what is there, and builds on none of it.
 * The caller sees to it that the same words are not begun twice.
 */
export async function appendOwnWords(
  em: EntityManager,
  documentId: DocumentId,
  at: Date,
  write: (doc: Y.Doc) => void,
): Promise<void> {
  const doc = new Y.Doc();
  do doc.clientID = randomClientId();
  while ((await em.execute<object[]>(INSERT_CLIENT, [documentId, doc.clientID, at])).length === 0);
  const update = capture(doc, write);
  doc.destroy();
  if (!update) return;
  const [taken] = await em.execute<{ seq: number }[]>(TAKE_SEQ, [documentId]);
  if (!taken) throw new Error(`there is no document ${documentId}`);
  await em.execute(INSERT_UPDATE, [documentId, taken.seq, Buffer.from(update), at]);
}
