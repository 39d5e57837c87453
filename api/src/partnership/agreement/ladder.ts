import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId, PartyId } from '@tandem/schema/ids';
import { DEFAULT_LADDER_DAYS } from '@tandem/schema/partnership/agreement';
import type { Role } from '@tandem/schema/partnership/rules';
import { stateIn } from './agreement-state.ts';

/** One step of the escalation ladder: whose a concern is, once it has waited so long on the step below. */
export interface LadderLevel {
  /** Counts up from 1. */
  level: number;
  /** Working days, of the calendar of the party that is to respond, that pass below before it climbs to this one. */
  days: number;
  /** In the order of their ids, so that the same people are the same text. */
  memberIds: MemberId[];
}

/** Somebody who belongs to the partnership now. */
export interface Standing {
  id: MemberId;
  partyId: PartyId;
  role: Role;
}

const ACTIVE = `select id, party_id as "partyId", role from member where partnership_id = ? and left_at is null`;
const SIGNED = `select n.content from working_agreement w join snapshot n on n.id = w.signed_snapshot_id where w.partnership_id = ?`;

export const activeMembersOf = (em: EntityManager, partnershipId: PartnershipId): Promise<Standing[]> =>
  em.execute<Standing[]>(ACTIVE, [partnershipId]);

/** What holds while none is signed: both parties' leads, then their sponsors; a party's leads stand in for sponsors it lacks. */
export const defaultLadder = (people: readonly Standing[]): LadderLevel[] =>
  (['LEAD', 'SPONSOR'] as const).map((role, i) => ({
    level: i + 1,
    days: DEFAULT_LADDER_DAYS,
    memberIds: withEveryParty(
      people.filter((one) => one.role === role),
      people,
    ),
  }));

/**
 * The ladder that a concern raised now would climb: the signed one, until there is one the default. Of its people only those
 * who still belong to the partnership; where a party has none left on a level, its leads stand in.
 */
export async function ladderInForce(em: EntityManager, partnershipId: PartnershipId): Promise<LadderLevel[]> {
  const people = await activeMembersOf(em, partnershipId);
  const [signed] = await em.execute<{ content: string }[]>(SIGNED, [partnershipId]);
  if (!signed) return defaultLadder(people);
  return stateIn(signed.content).ladder.map(({ level, days, memberIds }) => {
    const still = people.filter(({ id }) => memberIds.includes(id));
    return { level, days, memberIds: withEveryParty(still, people) };
  });
}

function withEveryParty(chosen: readonly Standing[], people: readonly Standing[]): MemberId[] {
  const present = new Set(chosen.map(({ partyId }) => partyId));
  const standIns = people.filter(({ role, partyId }) => role === 'LEAD' && !present.has(partyId));
  return [...chosen, ...standIns].map(({ id }) => id).sort();
}
