import type { PartnershipId, PartyId, PersonId } from '@tandem/schema/ids';
import { type Context, once } from '../../platform/context.ts';
import { type Statement, statement } from '../../platform/db/sql.ts';
import { viewerIn } from '../membership.ts';

/** A party's profile as plain data. */
export interface ProfileRow {
  __typename: 'PartyProfile';
  id: string;
  partyId: PartyId;
  business: string;
  sector: string;
  pressures: string;
  success: string;
  decisions: string;
  updatedAt: Date;
}

const seen = <Key>(key: string, where: string): Statement<Omit<ProfileRow, '__typename'>, [Key, PersonId]> =>
  statement(
    `profiles_${key}`,
    `select f.id, f.party_id as "partyId", f.business, f.sector, f.pressures, f.success, f.decisions,
       f.updated_at as "updatedAt"
     from party_profile f
     join member v on v.partnership_id = f.partnership_id and v.person_id = $2 and v.left_at is null where ${where}`,
  );
const OF_PARTNERSHIP = seen<PartnershipId>('of_partnership', 'f.partnership_id = $1');
const BY_IDS = seen<readonly string[]>('by_ids', 'f.id = any($1)');

/** Every party's profile by the party's id, read once for the operation. */
export function profilesOf(context: Context, partnershipId: PartnershipId): Promise<ReadonlyMap<PartyId, ProfileRow>> {
  return once(context, `profiles:${partnershipId}`, async () => {
    const rows = await context.services.sql.rows(OF_PARTNERSHIP, partnershipId, viewerIn(context).personId);
    return new Map(rows.map((row) => [row.partyId, { __typename: 'PartyProfile', ...row }]));
  });
}

/** Of these profiles, those of partnerships that the viewer belongs to. */
export async function profilesSeen(context: Context, ids: readonly string[]): Promise<ProfileRow[]> {
  const rows = await context.services.sql.rows(BY_IDS, ids, viewerIn(context).personId);
  return rows.map((row) => ({ __typename: 'PartyProfile', ...row }));
}
