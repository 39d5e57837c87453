import type { MemberId } from '@tandem/schema/ids';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Context } from '../platform/context.ts';
import { keepALead, lockParty, requireStillLead } from './lock-party.ts';
import { managedMember } from './managed-member.ts';
import type { RemoveMemberInput } from './member.inputs.ts';
import { tellMembershipChange } from './membership-events.ts';

/** Ends a membership; the row stays, since the record names it. @throws Refusal as `changeMemberRole`. */
export async function removeMember(context: Context, { mutationId, memberId }: RemoveMemberInput): Promise<MemberId> {
  const { actor, target } = await managedMember(context, memberId);
  const { partnershipId, name, party } = target;
  await recordChange(context.services, { partnershipId, actorId: actor.id, mutationId }, async (em) => {
    const locked = await lockParty(em, target.partyId);
    requireStillLead(locked.members, actor);
    const member = locked.members.find(({ id }) => id === target.id);
    if (!member) return { unchanged: target.id };
    if (member.role === 'LEAD') keepALead(locked.party, locked.members, member);
    member.leftAt = context.services.clock.now();
    return {
      kind: 'member.removed',
      nodeType: 'Member',
      nodeId: member.id,
      summary: `removed ${name} from ${party.name}`,
    };
  });
  context.memo.clear();
  tellMembershipChange({ partnershipId, memberId: target.id, left: true });
  return target.id;
}
