import 'reflect-metadata';
import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { countAttempt, forgiveAttempt } from '../platform/auth/limits.ts';
import { hashSecret } from '../platform/auth/secret.ts';
import type { Context } from '../platform/context.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { Invitation, invitationState } from './invitation.entity.ts';
import { type InvitationRow, invitationById, invitationPreview } from './invitations.sql.ts';
import { inviteMember } from './invite-member.ts';
import { Member } from './member.entity.ts';
import {
  AcceptInvitationInput,
  InvitationPayload,
  InvitationPreview,
  InviteMemberInput,
  InviteMemberPayload,
  MembershipPayload,
  RevokeInvitationInput,
} from './member.inputs.ts';
import { type MemberRow, memberById, membersOf } from './membership.ts';
import { revokeInvitation } from './revoke-invitation.ts';

@Resolver(() => Invitation)
export class InvitationResolver {
  @Query(() => InvitationPreview, {
    nullable: true,
    description:
      'What an invitation link leads to; null when the link is not known. Needs no sign-in. Send it as a POST, so that the secret stands in no address. RATE_LIMITED after thirty wrong ones.',
  })
  async invitation(
    @Arg('token', () => String, { description: 'What follows the # in the link.' }) token: string,
    @Ctx() { services, address }: Context,
  ): Promise<InvitationPreview | null> {
    await countAttempt(services, [['linkAddress', address]]);
    const preview = await services.sql.row(invitationPreview, hashSecret(token));
    if (!preview) return null;
    await forgiveAttempt(services, [['linkAddress', address]]);
    return { ...preview, state: invitationState(preview, services.clock.now()) };
  }

  @FieldResolver(() => Member, { description: 'The lead who made it.' })
  async createdBy(
    @Root() { partnershipId, createdById }: InvitationRow,
    @Ctx() context: Context,
  ): Promise<MemberRow | null> {
    return memberOf(context, partnershipId, createdById);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who joined with it; null until somebody does.' })
  async acceptedBy(
    @Root() { partnershipId, acceptedById }: InvitationRow,
    @Ctx() context: Context,
  ): Promise<MemberRow | null> {
    return acceptedById && memberOf(context, partnershipId, acceptedById);
  }

  @Mutation(() => InviteMemberPayload, {
    description:
      'Makes a link by which one person joins a party. A lead invites to their own party; another party’s first lead only while it has neither a member nor an open invitation (CONFLICT). FORBIDDEN for everybody else.',
  })
  async inviteMember(
    @Arg('input', () => InviteMemberInput, { description: 'Who, to which party.' }) input: InviteMemberInput,
    @Ctx() context: Context,
  ): Promise<InviteMemberPayload> {
    const { invitationId, url } = await inviteMember(context, input);
    return { invitation: await invitationById(context, invitationId), url };
  }

  @Mutation(() => InvitationPayload, {
    description:
      'Withdraws an open invitation. FORBIDDEN for everybody but a lead of the party invited to or of the party that invited; CONFLICT when it is not open.',
  })
  async revokeInvitation(
    @Arg('input', () => RevokeInvitationInput, { description: 'Which invitation.' }) input: RevokeInvitationInput,
    @Ctx() context: Context,
  ): Promise<InvitationPayload> {
    return { invitation: await invitationById(context, await revokeInvitation(context, input)) };
  }

  @Mutation(() => MembershipPayload, {
    description:
      'Joins the party that the link invites to. CONFLICT, with `reason` USED, EXPIRED, REVOKED, ALREADY_MEMBER or OTHER_PARTY; FORBIDDEN when it is for another e-mail address; NOT_FOUND when it is not known; RATE_LIMITED.',
  })
  async acceptInvitation(
    @Arg('input', () => AcceptInvitationInput, { description: 'The link’s secret.' }) input: AcceptInvitationInput,
    @Ctx() context: Context,
  ): Promise<MembershipPayload> {
    return { member: await memberById(context, await acceptInvitation(context, input)) };
  }
}

const memberOf = async (context: Context, partnershipId: PartnershipId, id: MemberId): Promise<MemberRow | null> =>
  (await membersOf(context, partnershipId)).get(id) ?? null;
