import type { MemberId } from '@tandem/schema/ids';
import { UpdateMember } from '@tandem/schema/partnership/inputs';
import { parseInput } from '../platform/auth/parse-input.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Context } from '../platform/context.ts';
import { conflict } from '../platform/errors.ts';
import { Member } from './member.entity.ts';
import type { UpdateMemberInput } from './member.inputs.ts';
import { editedMember } from './profile/edited-member.ts';

/** @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT for somebody who left. */
export async function updateMember(context: Context, input: UpdateMemberInput): Promise<MemberId> {
  const { actor, target } = await editedMember(context, input.memberId);
  const said = Object.entries(parseInput(UpdateMember, input)).filter(([, words]) => words != null);
  const { partnershipId, id } = target;
  await recordChange(
    context.services,
    { partnershipId, actorId: actor.id, mutationId: input.mutationId },
    async (em) => {
      const member = await em.findOneOrFail(Member, { id });
      if (member.leftAt) throw conflict(`${target.name} has left; their profile stays as it was.`);
      em.assign(member, Object.fromEntries(said));
      const whose = actor.id === id ? 'their own profile' : `the profile of ${target.name}`;
      return { kind: 'member.updated', nodeType: 'Member', nodeId: id, summary: `changed ${whose}` };
    },
  );
  context.memo.clear();
  return id;
}
