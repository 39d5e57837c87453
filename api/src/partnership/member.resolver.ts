import 'reflect-metadata';
import type { MemberId } from '@tandem/schema/ids';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../platform/context.ts';
import { changeMemberRole } from './change-member-role.ts';
import { Member } from './member.entity.ts';
import { ChangeMemberRoleInput, MemberPayload, RemoveMemberInput, UpdateMemberInput } from './member.inputs.ts';
import { type MemberRow, memberById } from './membership.ts';
import { Partnership } from './partnership.entity.ts';
import { type PartnershipRow, partnershipById } from './partnerships.sql.ts';
import { removeMember } from './remove-member.ts';
import { updateMember } from './update-member.ts';

@Resolver(() => Member)
export class MemberResolver {
  @FieldResolver(() => Partnership, { description: 'The partnership they belong or belonged to.' })
  partnership(@Root() { partnershipId }: MemberRow, @Ctx() context: Context): Promise<PartnershipRow> {
    return partnershipById(context, partnershipId);
  }

  @Mutation(() => MemberPayload, {
    description: 'Changes a role. FORBIDDEN for everybody but a lead of the same party; CONFLICT for its last lead.',
  })
  async changeMemberRole(
    @Arg('input', () => ChangeMemberRoleInput, { description: 'Whose role, and which.' }) input: ChangeMemberRoleInput,
    @Ctx() context: Context,
  ): Promise<MemberPayload> {
    return answer(context, await changeMemberRole(context, input));
  }

  @Mutation(() => MemberPayload, {
    description:
      'Ends a membership: the partnership is NOT_FOUND for that person at once, and what they wrote stays under their name. FORBIDDEN for everybody but a lead of the same party; CONFLICT for its last lead.',
  })
  async removeMember(
    @Arg('input', () => RemoveMemberInput, { description: 'Who.' }) input: RemoveMemberInput,
    @Ctx() context: Context,
  ): Promise<MemberPayload> {
    return answer(context, await removeMember(context, input));
  }

  @Mutation(() => MemberPayload, {
    description: 'Changes a profile. FORBIDDEN for everybody but the member and a lead of their party.',
  })
  async updateMember(
    @Arg('input', () => UpdateMemberInput, { description: 'Whose profile, as it shall stand.' })
    input: UpdateMemberInput,
    @Ctx() context: Context,
  ): Promise<MemberPayload> {
    return answer(context, await updateMember(context, input));
  }
}

const answer = async (context: Context, id: MemberId): Promise<MemberPayload> => ({
  member: await memberById(context, id),
});
