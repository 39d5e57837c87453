import type { MemberId } from '@tandem/schema/ids';
import type { Context } from '../../platform/context.ts';
import { managedMember } from '../managed-member.ts';
import { type MemberRow, memberById, memberIn } from '../membership.ts';

/** Whose profile the viewer may edit: their own, or as a lead anybody's of their party. @throws Refusal as `managedMember`. */
export async function editedMember(context: Context, id: MemberId): Promise<{ actor: MemberRow; target: MemberRow }> {
  const target = await memberById(context, id);
  const me = await memberIn(context, target.partnershipId);
  return me.id === target.id ? { actor: me, target } : managedMember(context, target.id);
}
