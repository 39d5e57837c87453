import type { DocumentId, MemberId, PartnershipId, PartyId, PersonId, SnapshotId } from '@tandem/schema/ids';
import { type SqlRunner, type Statement, statement } from '../../platform/db/sql.ts';
import type { LadderLevel } from './ladder.ts';

/** A frozen version as PostgreSQL hands it over. */
export interface StoredVersion {
  id: SnapshotId;
  revision: number;
  content: string;
  hash: string;
  madeById: MemberId;
  madeAt: string;
  signatures: { partyId: PartyId; memberId: MemberId; hash: string; at: string }[];
}

export interface StoredAgreement {
  id: DocumentId;
  partnershipId: PartnershipId;
  sections: Partial<Record<string, string>>;
  /** Empty until somebody sets one. */
  ladder: LadderLevel[];
  signed: StoredVersion | null;
  proposed: StoredVersion | null;
  updatedAt: Date;
}

const version = (id: string): string => `(select jsonb_build_object(
    'id', n.id, 'revision', n.revision, 'content', n.content, 'hash', n.hash, 'madeById', n.made_by, 'madeAt', n.made_at,
    'signatures', (select jsonb_agg(jsonb_build_object(
        'partyId', g.party_id, 'memberId', g.member_id, 'hash', g.hash, 'at', g.signed_at) order by g.signed_at, g.party_id)
      from signature g where g.snapshot_id = n.id))
  from snapshot n where n.id = ${id})`;
const seen = <Key>(key: string, where: string): Statement<StoredAgreement, [Key, PersonId]> =>
  statement(
    `agreement_${key}`,
    `select w.id, w.partnership_id as "partnershipId", w.sections, w.ladder, w.updated_at as "updatedAt",
       ${version('w.signed_snapshot_id')} as signed, ${version('w.proposed_snapshot_id')} as proposed
     from working_agreement w
     join member v on v.partnership_id = w.partnership_id and v.person_id = $2 and v.left_at is null
     where ${where}`,
  );
export const AGREEMENT_OF = seen<PartnershipId>('of_partnership', 'w.partnership_id = $1');
export const AGREEMENTS = seen<readonly string[]>('by_ids', 'w.id = any($1)');

/** Which agreement a proposal is of, for somebody who belongs to its partnership. */
export const SNAPSHOT_PLACE = statement<
  { partnershipId: PartnershipId; agreementId: DocumentId },
  [SnapshotId, PersonId]
>(
  'agreement_snapshot_place',
  `select n.partnership_id as "partnershipId", n.subject_id as "agreementId" from snapshot n
   join member v on v.partnership_id = n.partnership_id and v.person_id = $2 and v.left_at is null
   where n.id = $1 and n.kind = 'AGREEMENT'`,
);

const ID = statement<{ id: DocumentId }, [PartnershipId]>(
  'agreement_id',
  'select id from working_agreement where partnership_id = $1',
);

export async function agreementIdOf(sql: Pick<SqlRunner, 'row'>, partnershipId: PartnershipId): Promise<DocumentId> {
  const found = await sql.row(ID, partnershipId);
  if (!found) throw new Error(`partnership ${partnershipId} has no working agreement`);
  return found.id;
}
