import type { EntityManager } from '@mikro-orm/postgresql';
import type { MeetingId, PartnershipId, PartyId } from '@tandem/schema/ids';

interface Turn {
  id: MeetingId;
  tookPlace: boolean;
  partyId: PartyId;
}

const PARTIES = 'select id from party where partnership_id = ? order by kind, created_at, id';
const TURNS = `select id, state <> 'SCHEDULED' as "tookPlace", facilitating_party_id as "partyId" from meeting
  where partnership_id = ? and state <> 'CANCELLED'
    and starts_at >= coalesce((select max(starts_at) from meeting where partnership_id = ? and state in ('OPEN', 'CLOSED')), '-infinity')
  order by state = 'SCHEDULED', starts_at, id`;
const PUT = 'update meeting set facilitating_party_id = ?, updated_at = ?, version = version + 1 where id = ?';

/** Whose turn it is first. */
export const firstParty = async (em: EntityManager, partnershipId: PartnershipId): Promise<PartyId> => {
  const [party] = await em.execute<{ id: PartyId }[]>(PARTIES, [partnershipId]);
  if (!party) throw new Error(`partnership ${partnershipId} has no party`);
  return party.id;
};

/**
 * The parties take turns over the meetings to come, from the last one that took place on, the client first: dealt anew whenever
 * one is scheduled, moved or cancelled. Under lockCalendar; what the transaction holds as entities has been flushed.
 */
export async function dealTurns(em: EntityManager, partnershipId: PartnershipId, at: Date): Promise<void> {
  const parties = (await em.execute<{ id: PartyId }[]>(PARTIES, [partnershipId])).map(({ id }) => id);
  let last = -1;
  for (const { id, tookPlace, partyId } of await em.execute<Turn[]>(TURNS, [partnershipId, partnershipId])) {
    const had = parties.indexOf(partyId);
    last = tookPlace ? had : (last + 1) % parties.length;
    if (last !== had) await em.execute(PUT, [parties[last], at, id]);
  }
}
