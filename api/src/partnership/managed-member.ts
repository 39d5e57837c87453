import type { MemberId } from '@tandem/schema/ids';
import type { Context } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import { type MemberRow, memberById, memberIn, requireLead } from './membership.ts';

/**
 * A member whom the viewer may manage: each party's leads run their own people and nobody else's.
 * @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN.
 */
export async function managedMember(context: Context, id: MemberId): Promise<{ actor: MemberRow; target: MemberRow }> {
  const target = await memberById(context, id);
  const actor = await memberIn(context, target.partnershipId);
  if (actor.partyId !== target.partyId)
    throw forbidden(`Each party runs its own members. Ask a lead of ${target.party.name}.`);
  requireLead(actor);
  return { actor, target };
}
