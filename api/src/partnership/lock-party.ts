import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartyId } from '@tandem/schema/ids';
import { conflict, notFound } from '../platform/errors.ts';
import { Member } from './member.entity.ts';
import type { MemberRow } from './membership.ts';
import { requireLead } from './membership.ts';
import { Party } from './party.entity.ts';

/**
 * The active members of a party, under its row's lock: two leads who act on each other at once act one after the other,
 * and the second sees what the first did.
 */
export async function lockParty(em: EntityManager, partyId: PartyId): Promise<{ party: Party; members: Member[] }> {
  const party = await em.findOne(Party, { id: partyId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!party) throw notFound('party');
  return { party, members: await em.find(Member, { partyId, leftAt: null }) };
}

/** @throws Refusal when the actor, who was a lead when the request came, is none any more. */
export function requireStillLead(members: readonly Member[], actor: MemberRow): void {
  const now = members.find((member) => member.id === actor.id);
  if (!now) throw notFound('partnership');
  requireLead({ ...actor, role: now.role });
}

/** @throws Refusal CONFLICT when the party would have no lead without this member. */
export function keepALead(party: Party, members: readonly Member[], leaving: Member): void {
  if (!members.some((member) => member.role === 'LEAD' && member.id !== leaving.id))
    throw conflict(`${party.name} needs at least one lead. Make somebody else a lead first.`);
}
