import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentId, MemberId, PartnershipId } from '@tandem/schema/ids';
import { AGREEMENT_SECTIONS } from '@tandem/schema/partnership/agreement';
import { writeEmptySections } from '@tandem/schema/partnership/sections';
import { v7 as uuid } from 'uuid';
import type * as Y from 'yjs';
import { createDocument } from '../../live/seed.ts';
import { AGREEMENT_KIND } from './agreement.live.ts';

const INSERT = 'insert into working_agreement (id, partnership_id, updated_at) values (?, ?, ?)';

/** A new partnership's working agreement, empty, in the transaction that starts the partnership. */
export async function startAgreement(
  em: EntityManager,
  partnershipId: PartnershipId,
  by: { memberId: MemberId; at: Date },
): Promise<void> {
  const documentId = uuid() as DocumentId;
  await em.execute(INSERT, [documentId, partnershipId, by.at]);
  const write = (doc: Y.Doc): void => writeEmptySections(doc, AGREEMENT_SECTIONS);
  await createDocument(em, { documentId, partnershipId, kind: AGREEMENT_KIND, words: [{ ...by, write }] });
}
