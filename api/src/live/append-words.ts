import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentId } from '@tandem/schema/ids';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { randomClientId } from './client-id.ts';
import type { DocumentKind, Projection } from './document-kind.ts';
import { capture, type FirstWords } from './seed.ts';
import { loadDoc } from './sync.ts';

const TAKE_SEQ = 'update document set seq = seq + 1 where id = ? returning seq';
const ADVANCE = 'update document_projection set seq = ? where document_id = ?';
const INSERT_CLIENT = 'insert into document_client (document_id, client_id, member_id, issued_at) values (?, ?, ?, ?)';
const INSERT_UPDATE = 'insert into document_update (document_id, seq, update, member_id, at) values (?, ?, ?, ?, ?)';

/**
 * Adds one member's words to a document and makes them into rows in the same transaction, dated by the services' clock.
 * Only for a document that nobody has open, such as the sample's in its past: its rooms are not told.
 */
export async function appendWords(
  services: Services,
  kind: Pick<DocumentKind, 'project'>,
  { documentId, partnershipId }: Pick<Projection, 'documentId' | 'partnershipId'>,
  { memberId, at, write }: FirstWords,
): Promise<void> {
  const { doc } = await loadDoc(services.sql, documentId);
  doc.clientID = randomClientId();
  const update = capture(doc, write);
  if (!update) return;
  await recordChange(services, { partnershipId, actorId: memberId, mutationId: null }, async (em) => {
    const seq = await takeSeq(em, documentId);
    await em.execute(INSERT_CLIENT, [documentId, doc.clientID, memberId, at]);
    await em.execute(INSERT_UPDATE, [documentId, seq, Buffer.from(update), memberId, at]);
    const change = await kind.project(em, {
      ...{ documentId, partnershipId, doc, writers: new Map([[doc.clientID, memberId]]), lastWriterId: memberId, at },
      updates: () => Promise.resolve([{ memberId, update }]),
    });
    await em.execute(ADVANCE, [seq, documentId]);
    return change ?? { unchanged: documentId };
  });
}

async function takeSeq(em: EntityManager, documentId: DocumentId): Promise<number> {
  const [taken] = await em.execute<{ seq: number }[]>(TAKE_SEQ, [documentId]);
  if (!taken) throw new Error(`there is no document ${documentId}`);
  return taken.seq;
}
