import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { viewerPerson } from '../platform/auth/person.ts';
import { ViewerObject } from '../platform/auth/viewer.type.ts';
import type { Context } from '../platform/context.ts';
import { AgreementResolver } from './agreement/agreement.resolver.ts';
import { CalendarResolver } from './calendar/calendar.resolver.ts';
import { Invitation } from './invitation.entity.ts';
import { InvitationResolver } from './invitation.resolver.ts';
import { type InvitationRow, invitationsOf } from './invitations.sql.ts';
import { Member } from './member.entity.ts';
import { MemberResolver } from './member.resolver.ts';
import { type MemberRow, memberIn, membershipsOf, membersOf, type PartyRow, partiesOf } from './membership.ts';
import { Partnership } from './partnership.entity.ts';
import {
  PartnershipPayload,
  PersonPayload,
  StartPartnershipInput,
  UpdatePartnershipInput,
  UpdatePersonInput,
} from './partnership.inputs.ts';
import { type PartnershipRow, partnershipById, partnershipBySlug } from './partnerships.sql.ts';
import { Party } from './party.entity.ts';
import { PlacementResolver } from './profile/placement.resolver.ts';
import { ProfileResolver } from './profile/profile.resolver.ts';
import { startPartnership } from './start-partnership.ts';
import { updatePartnership } from './update-partnership.ts';
import { updatePerson } from './update-person.ts';

const active = (members: Iterable<MemberRow>): MemberRow[] => [...members].filter((member) => member.leftAt === null);

@Resolver(() => Partnership)
class PartnershipResolver {
  @Query(() => Partnership, {
    nullable: true,
    description: 'A partnership by its slug. NOT_FOUND when there is none or the viewer does not belong to it.',
  })
  partnership(
    @Arg('slug', () => String, { description: 'Its name in addresses, such as meridian-fieldnote.' }) slug: string,
    @Ctx() context: Context,
  ): Promise<PartnershipRow> {
    return partnershipBySlug(context, slug);
  }

  @FieldResolver(() => Member, { description: 'The viewer’s own membership: their party, role and profile.' })
  me(@Root() { id }: PartnershipRow, @Ctx() context: Context): Promise<MemberRow> {
    return memberIn(context, id);
  }

  @FieldResolver(() => [Party], { description: 'Its parties, the client first.' })
  parties(@Root() { id }: PartnershipRow, @Ctx() context: Context): Promise<PartyRow[]> {
    return partiesOf(context, id);
  }

  @FieldResolver(() => [Member], {
    description: 'Everybody who belongs to it now, by party and in the order they joined.',
  })
  async members(@Root() { id }: PartnershipRow, @Ctx() context: Context): Promise<MemberRow[]> {
    return active((await membersOf(context, id)).values());
  }

  @FieldResolver(() => [Invitation], {
    description: 'Every invitation to either party, the newest first: nothing is hidden from a side.',
  })
  invitations(@Root() { id }: PartnershipRow, @Ctx() context: Context): Promise<InvitationRow[]> {
    return invitationsOf(context, id);
  }

  @Mutation(() => PartnershipPayload, {
    description:
      'Starts a partnership; the viewer becomes the first lead of their side. BAD_USER_INPUT names the field.',
  })
  async startPartnership(
    @Arg('input', () => StartPartnershipInput, { description: 'The new partnership.' }) input: StartPartnershipInput,
    @Ctx() context: Context,
  ): Promise<PartnershipPayload> {
    return { partnership: await partnershipById(context, await startPartnership(context, input)) };
  }

  @Mutation(() => PartnershipPayload, {
    description: 'Changes what the partnership says of itself. FORBIDDEN for everybody but a lead of either party.',
  })
  async updatePartnership(
    @Arg('input', () => UpdatePartnershipInput, { description: 'All of it, as it shall stand.' })
    input: UpdatePartnershipInput,
    @Ctx() context: Context,
  ): Promise<PartnershipPayload> {
    return { partnership: await partnershipById(context, await updatePartnership(context, input)) };
  }
}

@Resolver(() => Party)
class PartyResolver {
  @FieldResolver(() => [Member], { description: 'Everybody who belongs to it now, in the order they joined.' })
  async members(@Root() { id, partnershipId }: PartyRow, @Ctx() context: Context): Promise<MemberRow[]> {
    return active((await membersOf(context, partnershipId)).values()).filter((member) => member.partyId === id);
  }
}

@Resolver(() => ViewerObject)
class ViewerMembershipsResolver {
  @FieldResolver(() => [Member], {
    description: 'The viewer’s membership in each partnership they belong to, the first joined first.',
  })
  memberships(@Ctx() context: Context): Promise<MemberRow[]> {
    return membershipsOf(context);
  }

  @Mutation(() => PersonPayload, {
    description: 'Changes the viewer’s name and time zone in every partnership. BAD_USER_INPUT names the field.',
  })
  async updatePerson(
    @Arg('input', () => UpdatePersonInput, { description: 'Both, as they shall stand.' }) input: UpdatePersonInput,
    @Ctx() context: Context,
  ): Promise<PersonPayload> {
    await updatePerson(context, input);
    return { person: await viewerPerson(context) };
  }
}

export const partnershipResolvers = [
  PartnershipResolver,
  PartyResolver,
  CalendarResolver,
  AgreementResolver,
  ProfileResolver,
  PlacementResolver,
  MemberResolver,
  InvitationResolver,
  ViewerMembershipsResolver,
] as const;
