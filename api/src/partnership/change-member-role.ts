import type { MemberId } from '@tandem/schema/ids';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Context } from '../platform/context.ts';
import { conflict } from '../platform/errors.ts';
import { keepALead, lockParty, requireStillLead } from './lock-party.ts';
import { managedMember } from './managed-member.ts';
import type { ChangeMemberRoleInput } from './member.inputs.ts';
import { tellMembershipChange } from './membership-events.ts';
import { roleWords } from './role-words.ts';

/** @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, CONFLICT for the last lead or somebody who left. */
export async function changeMemberRole(
  context: Context,
  { mutationId, memberId, role }: ChangeMemberRoleInput,
): Promise<MemberId> {
  const { actor, target } = await managedMember(context, memberId);
  const { partnershipId, name } = target;
  await recordChange(context.services, { partnershipId, actorId: actor.id, mutationId }, async (em) => {
    const { party, members } = await lockParty(em, target.partyId);
    requireStillLead(members, actor);
    const member = members.find(({ id }) => id === target.id);
    if (!member) throw conflict(`${name} has left. Invite them again to give them a role.`);
    if (member.role === role) return { unchanged: member.id };
    if (member.role === 'LEAD') keepALead(party, members, member);
    member.role = role;
    return {
      kind: 'member.roleChanged',
      nodeType: 'Member',
      nodeId: member.id,
      summary: `made ${name} ${roleWords[role]}`,
    };
  });
  context.memo.clear();
  tellMembershipChange({ partnershipId, memberId: target.id, left: false });
  return target.id;
}
