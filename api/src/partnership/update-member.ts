import type { MemberId } from '@tandem/schema/ids';
import { UpdateMember } from '@tandem/schema/partnership/inputs';
import { parseInput } from '../platform/auth/parse-input.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Context } from '../platform/context.ts';
import { conflict } from '../platform/errors.ts';
import { managedMember } from './managed-member.ts';
import { Member } from './member.entity.ts';
import type { UpdateMemberInput } from './member.inputs.ts';
import { type MemberRow, memberById, memberIn } from './membership.ts';

/** @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT for somebody who left. */
export async function updateMember(context: Context, input: UpdateMemberInput): Promise<MemberId> {
  const target = await memberById(context, input.memberId);
  const actor = await actorFor(context, target);
  const profile = parseInput(UpdateMember, input);
  const { partnershipId, id } = target;
  await recordChange(
    context.services,
    { partnershipId, actorId: actor.id, mutationId: input.mutationId },
    async (em) => {
      const member = await em.findOneOrFail(Member, { id });
      if (member.leftAt) throw conflict(`${target.name} has left; their profile stays as it was.`);
      em.assign(member, profile);
      const whose = actor.id === id ? 'their own profile' : `the profile of ${target.name}`;
      return { kind: 'member.updated', nodeType: 'Member', nodeId: id, summary: `changed ${whose}` };
    },
  );
  context.memo.clear();
  return id;
}

async function actorFor(context: Context, target: MemberRow): Promise<MemberRow> {
  const me = await memberIn(context, target.partnershipId);
  return me.id === target.id ? me : (await managedMember(context, target.id)).actor;
}
