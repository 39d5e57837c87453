import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentId, MemberId, PartnershipId } from '@tandem/schema/ids';
import * as Y from 'yjs';
import { randomClientId } from './client-id.ts';
import type { WrittenUpdate } from './document-kind.ts';

const INSERT_DOCUMENT = `insert into document (id, partnership_id, kind, seq, created_at) values (?, ?, ?, ?, ?)`;
const INSERT_PROJECTION = 'insert into document_projection (document_id, seq) values (?, ?)';
const INSERT_CLIENT = 'insert into document_client (document_id, client_id, member_id, issued_at) values (?, ?, ?, ?)';
const INSERT_UPDATE = 'insert into document_update (document_id, seq, update, member_id, at) values (?, ?, ?, ?, ?)';

/** What one member writes into a new document: its ink and its moment are theirs. */
export interface FirstWords {
  memberId: MemberId;
  at: Date;
  write(doc: Y.Doc): void;
}

export interface NewDocument {
  documentId: DocumentId;
  partnershipId: PartnershipId;
  kind: string;
  /** In order; a part that writes nothing leaves no update. At least one. */
  words: [FirstWords, ...FirstWords[]];
}

/** The words as they stand, for the command to make into rows with its kind's `project`. */
export interface CreatedDocument {
  doc: Y.Doc;
  writers: Map<number, MemberId>;
  lastWriterId: MemberId;
  at: Date;
  updates(): Promise<WrittenUpdate[]>;
}

/**
 * Creates a document with its first words, in the transaction of the command that creates its entity. The document counts
 * as projected: the command writes the rows itself, by handing what it gets back to the same `project`.
 */
export async function createDocument(
  em: EntityManager,
  { documentId, partnershipId, kind, words }: NewDocument,
): Promise<CreatedDocument> {
  const doc = new Y.Doc();
  const writers = new Map<number, MemberId>();
  const updates: { update: Uint8Array; by: FirstWords }[] = [];
  for (const by of words) {
    doc.clientID = freshClientId(writers);
    writers.set(doc.clientID, by.memberId);
    const update = capture(doc, by.write);
    if (update) updates.push({ update, by });
  }
  const last = words[words.length - 1] as FirstWords;
  await em.execute(INSERT_DOCUMENT, [documentId, partnershipId, kind, updates.length, words[0].at]);
  await em.execute(INSERT_PROJECTION, [documentId, updates.length]);
  for (const [clientId, memberId] of writers)
    await em.execute(INSERT_CLIENT, [documentId, clientId, memberId, words[0].at]);
  for (const [i, { update, by }] of updates.entries())
    await em.execute(INSERT_UPDATE, [documentId, i + 1, Buffer.from(update), by.memberId, by.at]);
  const written = updates.map(({ update, by: { memberId } }) => ({ memberId, update }));
  return { doc, writers, lastWriterId: last.memberId, at: last.at, updates: () => Promise.resolve(written) };
}

/** Everything that `write` does to the document as one update; null when it does nothing. */
export function capture(doc: Y.Doc, write: (doc: Y.Doc) => void): Uint8Array | null {
  let update: Uint8Array | null = null;
  const listen = (bytes: Uint8Array): void => {
    update = update ? Y.mergeUpdates([update, bytes]) : bytes;
  };
  doc.on('update', listen);
  doc.transact(() => write(doc));
  doc.off('update', listen);
  return update;
}

function freshClientId(taken: ReadonlyMap<number, unknown>): number {
  let id = randomClientId();
  while (taken.has(id)) id = randomClientId();
  return id;
}
