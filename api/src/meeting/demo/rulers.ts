import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId, PartyId } from '@tandem/schema/ids';

const RULERS = `select m.id, m.party_id as "partyId" from member m where m.partnership_id = ? and m.left_at is null
  and m.role = case when exists (select 1 from member s where s.party_id = m.party_id and s.role = 'SPONSOR' and s.left_at is null)
    then 'SPONSOR' else 'LEAD' end`;

/** Who rules on a dispute: each party's sponsors, and the leads of a party without one. */
export const rulersOf = (
  em: EntityManager,
  partnershipId: PartnershipId,
): Promise<{ id: MemberId; partyId: PartyId }[]> => em.execute(RULERS, [partnershipId]);
