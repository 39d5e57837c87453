import { LockMode } from '@mikro-orm/core';
import type { InvitationId } from '@tandem/schema/ids';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Context } from '../platform/context.ts';
import { conflict, forbidden } from '../platform/errors.ts';
import { Invitation, invitationState } from './invitation.entity.ts';
import { type InvitationRow, invitationById } from './invitations.sql.ts';
import type { RevokeInvitationInput } from './member.inputs.ts';
import { type MemberRow, memberIn, membersOf, requireLead } from './membership.ts';

/** @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, CONFLICT when it was accepted or has expired. */
export async function revokeInvitation(
  context: Context,
  { mutationId, invitationId }: RevokeInvitationInput,
): Promise<InvitationId> {
  const { services } = context;
  const invitation = await invitationById(context, invitationId);
  const { partnershipId, party } = invitation;
  const actor = await memberIn(context, partnershipId);
  await requireRevoker(context, actor, invitation);
  await recordChange(services, { partnershipId, actorId: actor.id, mutationId }, async (em) => {
    const locked = await em.findOneOrFail(Invitation, { id: invitation.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const now = services.clock.now();
    const state = invitationState(locked, now);
    if (state === 'REVOKED') return { unchanged: locked.id };
    if (state === 'ACCEPTED')
      throw conflict('This invitation was accepted. To undo it, a lead of that party removes the member.');
    if (state === 'EXPIRED') throw conflict('This invitation has expired; its link works no more.');
    locked.revokedAt = now;
    const summary = `revoked the invitation of ${locked.email ?? 'somebody'} to ${party.name}`;
    return { kind: 'invitation.revoked', nodeType: 'Invitation', nodeId: locked.id, summary };
  });
  context.memo.clear();
  return invitation.id;
}

async function requireRevoker(context: Context, actor: MemberRow, invitation: InvitationRow): Promise<void> {
  const inviter = (await membersOf(context, actor.partnershipId)).get(invitation.createdById);
  if (actor.partyId !== invitation.partyId && actor.partyId !== inviter?.partyId)
    throw forbidden(`Only a lead of ${invitation.party.name} can revoke this invitation.`);
  requireLead(actor);
}
