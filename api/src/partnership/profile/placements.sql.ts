import type { MemberId, PartnershipId, PartyId } from '@tandem/schema/ids';
import { type Context, once } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import { type PartyRow, partiesOf } from '../membership.ts';

/** A stay as plain data. */
export interface PlacementRow {
  id: string;
  memberId: MemberId;
  withParty: PartyRow;
  startsOn: string;
  endsOn: string;
}

type Stored = Omit<PlacementRow, 'withParty'> & { withPartyId: PartyId };
const OF_PARTNERSHIP = statement<Stored, [PartnershipId]>(
  'placements_of_partnership',
  `select id, member_id as "memberId", with_party_id as "withPartyId", starts_on::text as "startsOn", ends_on::text as "endsOn"
   from placement where partnership_id = $1 order by starts_on, id`,
);

/** Every member's stays, the first first, read once for the operation. Rights are the caller's to check. */
export function placementsOf(
  context: Context,
  partnershipId: PartnershipId,
): Promise<ReadonlyMap<MemberId, PlacementRow[]>> {
  return once(context, `placements:${partnershipId}`, async () => {
    const [stored, parties] = await Promise.all([
      context.services.sql.rows(OF_PARTNERSHIP, partnershipId),
      partiesOf(context, partnershipId),
    ]);
    const byMember = new Map<MemberId, PlacementRow[]>();
    for (const { withPartyId, ...row } of stored) {
      const withParty = parties.find(({ id }) => id === withPartyId) as PartyRow;
      byMember.set(row.memberId, [...(byMember.get(row.memberId) ?? []), { ...row, withParty }]);
    }
    return byMember;
  });
}
