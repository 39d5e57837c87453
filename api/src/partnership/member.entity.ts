import 'reflect-metadata';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { MemberId, PartnershipId, PartyId, PersonId } from '@tandem/schema/ids';
import type { Role } from '@tandem/schema/partnership/rules';
import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { Node } from '../platform/graphql/node.ts';
import { Roles } from './enums.ts';
import { Party } from './party.entity.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A person in a partnership, on one party’s side. Somebody who left stays, since the record names them.',
})
@Entity({ tableName: 'member' })
export class Member extends Node {
  [OptionalProps]?:
    | 'strengths'
    | 'wantsToLearn'
    | 'workingWithMe'
    | 'party'
    | 'name'
    | 'initials'
    | 'email'
    | 'timeZone';

  @PrimaryKey({ type: 'uuid' })
  override id!: MemberId;
  @Property({ type: 'uuid' })
  partnershipId!: PartnershipId;
  @Property({ type: 'uuid' })
  partyId!: PartyId;
  @Field(() => ID, { description: 'The person’s id, the same in every partnership they belong to.' })
  @Property({ type: 'uuid' })
  personId!: PersonId;
  @Field(() => Roles, { description: 'What they may do; for somebody who left, what they could do.' })
  @Property({ type: 'text' })
  role!: Role;
  @Field(() => String, { description: 'Their job title, at most 80 characters; may be empty.' })
  @Property({ type: 'text' })
  title!: string;
  @Field(() => String, { description: 'What they know and are asked about, at most 200 characters; may be empty.' })
  @Property({ type: 'text' })
  expertise!: string;
  @Field(() => String, { description: 'What they are good at, at most 400 characters; may be empty.' })
  @Property({ type: 'text' })
  strengths!: string;
  @Field(() => String, { description: 'What they would like to learn, at most 400 characters; may be empty.' })
  @Property({ type: 'text' })
  wantsToLearn!: string;
  @Field(() => String, {
    description: 'How it is best to work with them, at most 1,000 characters with line feeds; may be empty.',
  })
  @Property({ type: 'text' })
  workingWithMe!: string;
  @Field(() => GraphQLISODateTime, {
    description: 'When they joined, UTC; for somebody who came back, the first time.',
  })
  @Property({ type: 'datetime' })
  joinedAt!: Date;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When they left, UTC; null while they belong to it.',
  })
  @Property({ type: 'datetime', nullable: true })
  leftAt!: Date | null;

  // Read with the row by membership.ts, not columns of its table.
  @Field(() => Party, { description: 'The party they belong to.' })
  party!: Party;
  @Field(() => String, { description: 'The person’s name.' })
  name!: string;
  @Field(() => String, { description: 'The first letters of their first and last name, for small marks.' })
  initials!: string;
  @Field(() => String, {
    description: 'The person’s e-mail address, which members of a partnership share with each other.',
  })
  email!: string;
  @Field(() => String, { description: 'The person’s IANA time zone, such as Europe/London.' })
  timeZone!: string;
}
