import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentId, MemberId, PartnershipId, PartyId } from '@tandem/schema/ids';
import { PROFILE_SECTIONS } from '@tandem/schema/partnership/profile';
import { writeEmptySections } from '@tandem/schema/partnership/sections';
import { v7 as uuid } from 'uuid';
import type * as Y from 'yjs';
import { createDocument } from '../../live/seed.ts';
import { PROFILE_KIND } from './profile.live.ts';

const INSERT = 'insert into party_profile (id, partnership_id, party_id, updated_at) values (?, ?, ?, ?)';

/** A new party's profile, empty, in the transaction that makes the party. */
export async function startProfile(
  em: EntityManager,
  { partnershipId, partyId }: { partnershipId: PartnershipId; partyId: PartyId },
  by: { memberId: MemberId; at: Date },
): Promise<void> {
  const documentId = uuid() as DocumentId;
  await em.execute(INSERT, [documentId, partnershipId, partyId, by.at]);
  const write = (doc: Y.Doc): void => writeEmptySections(doc, PROFILE_SECTIONS);
  await createDocument(em, { documentId, partnershipId, kind: PROFILE_KIND, words: [{ ...by, write }] });
}
