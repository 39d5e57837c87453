import 'reflect-metadata';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { InvitationId, MemberId, PartnershipId, PartyId } from '@tandem/schema/ids';
import type { Role } from '@tandem/schema/partnership/rules';
import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import { Node } from '../platform/graphql/node.ts';
import { type InvitationState, InvitationStates, Roles } from './enums.ts';
import { Party } from './party.entity.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A link by which one person joins a party. Members of both parties see it; the link itself is shown once.',
})
@Entity({ tableName: 'invitation' })
export class Invitation extends Node {
  [OptionalProps]?: 'party' | 'state';

  @PrimaryKey({ type: 'uuid' })
  override id!: InvitationId;
  @Property({ type: 'uuid' })
  partnershipId!: PartnershipId;
  @Property({ type: 'uuid' })
  partyId!: PartyId;
  @Field(() => Roles, { description: 'The role that whoever accepts it gets.' })
  @Property({ type: 'text' })
  role!: Role;
  @Field(() => String, {
    nullable: true,
    description: 'The only e-mail address that can accept it; null when anyone with the link can.',
  })
  @Property({ type: 'text', nullable: true })
  email!: string | null;
  @Property({ type: 'blob' })
  tokenHash!: Buffer;
  @Property({ type: 'uuid', fieldName: 'created_by' })
  createdById!: MemberId;
  @Field(() => GraphQLISODateTime, { description: 'When it was made, UTC.' })
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Field(() => GraphQLISODateTime, { description: 'When its link stops working, UTC: seven days after it was made.' })
  @Property({ type: 'datetime' })
  expiresAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  acceptedAt!: Date | null;
  @Property({ type: 'uuid', fieldName: 'accepted_by', nullable: true })
  acceptedById!: MemberId | null;
  @Property({ type: 'datetime', nullable: true })
  revokedAt!: Date | null;

  // Read with the row by invitations.sql.ts, not columns of its table.
  @Field(() => Party, { description: 'The party that whoever accepts it joins.' })
  party!: Party;
  @Field(() => InvitationStates, { description: 'Whether its link still works, as of this answer.' })
  state!: InvitationState;
}

/** Whether a link works at `now`. */
export function invitationState(
  invitation: Pick<Invitation, 'acceptedAt' | 'revokedAt' | 'expiresAt'>,
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return 'ACCEPTED';
  if (invitation.revokedAt) return 'REVOKED';
  return invitation.expiresAt <= now ? 'EXPIRED' : 'OPEN';
}
