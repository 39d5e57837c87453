import 'reflect-metadata';
import type { InvitationId, MemberId, PartyId } from '@tandem/schema/ids';
import type { PartyKind, Role } from '@tandem/schema/partnership/rules';
import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { type InvitationState, InvitationStates, PartyKinds, Roles } from './enums.ts';
import { Invitation } from './invitation.entity.ts';
import { Member } from './member.entity.ts';
import { MutationInput } from './mutation-input.ts';

@InputType({ description: 'Who is invited to which party.' })
export class InviteMemberInput extends MutationInput {
  @Field(() => ID, { description: 'The viewer’s own party, or another that has no members yet.' })
  partyId!: PartyId;
  @Field(() => Roles, { description: 'The role they get. The first person of another party can only be its LEAD.' })
  role!: Role;
  @Field(() => String, {
    nullable: true,
    description: 'The only e-mail address that can accept; leave it out and anyone with the link can.',
  })
  email?: string | null;
}

@InputType({ description: 'Which invitation to withdraw.' })
export class RevokeInvitationInput extends MutationInput {
  @Field(() => ID, { description: 'An invitation to the viewer’s party, or one that the viewer’s party made.' })
  invitationId!: InvitationId;
}

@InputType({ description: 'The secret of an invitation link.' })
export class AcceptInvitationInput extends MutationInput {
  @Field(() => String, { description: 'What follows the # in the link. It works once, within seven days.' })
  token!: string;
}

@InputType({ description: 'A member’s new role.' })
export class ChangeMemberRoleInput extends MutationInput {
  @Field(() => ID, { description: 'A member of the viewer’s own party.' })
  memberId!: MemberId;
  @Field(() => Roles, { description: 'The new role. A party keeps at least one lead.' })
  role!: Role;
}

@InputType({ description: 'Who leaves.' })
export class RemoveMemberInput extends MutationInput {
  @Field(() => ID, { description: 'A member of the viewer’s own party, and not its last lead.' })
  memberId!: MemberId;
}

@InputType({ description: 'What a member says of themselves.' })
export class UpdateMemberInput extends MutationInput {
  @Field(() => ID, { description: 'The viewer’s own member, or for a lead anybody of their party.' })
  memberId!: MemberId;
  @Field(() => String, { description: 'Job title, at most 80 characters; may be empty.' })
  title!: string;
  @Field(() => String, { description: 'What they know and can be asked about, at most 200 characters; may be empty.' })
  expertise!: string;
  @Field(() => String, {
    nullable: true,
    description: 'What they are good at, at most 400 characters; left out, it stays as it is.',
  })
  strengths?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What they would like to learn, at most 400 characters; left out, it stays as it is.',
  })
  wantsToLearn?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'How it is best to work with them, at most 1,000 characters; left out, it stays as it is.',
  })
  workingWithMe?: string | null;
}

@ObjectType({ description: 'The invitation and its link.' })
export class InviteMemberPayload {
  @Field(() => Invitation, { description: 'The invitation.' })
  invitation!: object;
  @Field(() => String, {
    nullable: true,
    description:
      'The link to hand over. Shown once: it carries the only copy of the secret. Null when the mutation is a repeat.',
  })
  url!: string | null;
}

@ObjectType({ description: 'The invitation as it stands now.' })
export class InvitationPayload {
  @Field(() => Invitation, { description: 'The invitation.' })
  invitation!: object;
}

@ObjectType({ description: 'The viewer’s own new membership.' })
export class MembershipPayload {
  @Field(() => Member, { description: 'The viewer as a member of the partnership they joined.' })
  member!: object;
}

@ObjectType({ description: 'The member as they stand now.' })
export class MemberPayload {
  @Field(() => Member, { description: 'The member.' })
  member!: object;
}

@ObjectType({ description: 'What somebody who holds an invitation link may know before accepting.' })
export class InvitationPreview {
  @Field(() => String, { description: 'The partnership’s name.' })
  partnershipName!: string;
  @Field(() => String, { description: 'The party that whoever accepts joins.' })
  partyName!: string;
  @Field(() => PartyKinds, { description: 'That party’s side.' })
  partyKind!: PartyKind;
  @Field(() => Roles, { description: 'The role it gives.' })
  role!: Role;
  @Field(() => String, { description: 'The name of the lead who made it.' })
  invitedBy!: string;
  @Field(() => GraphQLISODateTime, { description: 'When the link stops working, UTC.' })
  expiresAt!: Date;
  @Field(() => InvitationStates, { description: 'Whether the link still works.' })
  state!: InvitationState;
}
