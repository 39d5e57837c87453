import type { MeetingId, MemberId, PartnershipId, PartyId, SnapshotId } from '@tandem/schema/ids';
import { statement } from '../../platform/db/sql.ts';

export interface StoredFrozen {
  id: SnapshotId;
  content: string;
  hash: string;
  signatures: { partyId: PartyId; memberId: MemberId; hash: string; at: string }[];
}

export const FROZEN_MINUTES = statement<StoredFrozen, [PartnershipId, SnapshotId]>(
  'frozen_minutes',
  `select n.id, n.content, n.hash,
     (select coalesce(json_agg(json_build_object('partyId', x.party_id, 'memberId', x.member_id, 'hash', x.hash, 'at', x.signed_at)
        order by x.signed_at, x.party_id), '[]') from signature x where x.snapshot_id = n.id) as signatures
   from snapshot n where n.partnership_id = $1 and n.id = $2 and n.kind = 'MINUTES'`,
);

export interface StoredObjection {
  partyId: PartyId;
  memberId: MemberId;
  text: string;
  at: Date;
}
export const OBJECTIONS = statement<StoredObjection, [MeetingId]>(
  'minutes_objections',
  `select party_id as "partyId", member_id as "memberId", text, at from minutes_objection where meeting_id = $1 order by at, id`,
);

export interface StoredAmendment {
  number: number;
  text: string;
  memberId: MemberId | null;
  at: Date;
}
export const AMENDMENTS = statement<StoredAmendment, [MeetingId]>(
  'minutes_amendments',
  'select number, text, member_id as "memberId", at from minutes_amendment where meeting_id = $1 order by number',
);
