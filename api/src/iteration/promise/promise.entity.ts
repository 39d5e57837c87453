import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { ConcernId, MemberId, PartnershipId, PartyId, PromiseId, StoryId } from '@tandem/schema/ids';
import type { PromiseState } from '@tandem/schema/iteration/promise';
import { Field, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import { Member } from '../../partnership/member.entity.ts';
import { Party } from '../../partnership/party.entity.ts';
import { Day } from '../../platform/graphql/day.ts';
import { Node } from '../../platform/graphql/node.ts';
import { Story } from '../../story/story.entity.ts';
import { PromiseStates } from './promise-enums.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'Another day for a promise, for which the other side’s consent is asked.',
})
export class ProposedDay {
  @Field(() => Day, { description: 'The day proposed.' })
  dueOn!: string;
  @Field(() => String, { description: 'Why, 1 to 2,000 characters.' })
  reason!: string;
  @Field(() => Member, { nullable: true, description: 'Who proposes it, for the party that owes.' })
  by!: object | null;
  @Field(() => GraphQLISODateTime, { description: 'When it was proposed, UTC.' })
  at!: Date;
}

/** What one side owes the other. Not called Promise here, which JavaScript has taken. Edges are filled by promise-rows.ts. */
@Entity({ tableName: 'promise' })
@ObjectType('Promise', {
  implements: Node,
  simpleResolvers: true,
  description:
    'Something that one side owes the other by a day: an answer, access, test data, an action item. Either side owes, the client too.',
})
export class GivenPromise extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: PromiseId;
  @Property({ type: 'uuid' })
  partnershipId!: PartnershipId;
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Counts up from 1 in its partnership.' })
  number!: number;
  @Field(() => String, { description: 'What people call it, such as P-7.' })
  key!: string;
  @Property({ type: 'text' })
  @Field(() => String, { description: 'What is promised, 1 to 1,000 characters.' })
  text!: string;
  @Property({ type: 'uuid' })
  ownerPartyId!: PartyId;
  @Field(() => Party, { description: 'The party that owes it.' })
  ownerParty!: Party;
  @Property({ type: 'uuid', nullable: true })
  ownerId!: MemberId | null;
  @Field(() => Member, { nullable: true, description: 'Who of that party sees to it; null when nobody is named.' })
  owner!: Member | null;
  @Property({ type: 'uuid' })
  toPartyId!: PartyId;
  @Field(() => Party, { description: 'The party that it is owed to, and that confirms it.' })
  toParty!: Party;
  @Property({ type: 'date' })
  @Field(() => Day, { description: 'By the end of which day, in the zone of the owner party’s calendar.' })
  dueOn!: string;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When that day ends, UTC: the first instant at which it is late.' })
  dueAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  remindAt!: Date | null;
  @Property({ type: 'text' })
  @Field(() => PromiseStates, { description: 'Where it stands.' })
  state!: PromiseState;
  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it was declined or disputed, or another day refused: the latest reason given; null for none.',
  })
  stateReason!: string | null;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'Since when it stands so, UTC.' })
  stateChangedAt!: Date;
  @Property({ type: 'uuid', nullable: true, fieldName: 'state_changed_by' })
  stateChangedById!: MemberId | null;
  @Field(() => Member, { nullable: true, description: 'Who brought it there; null for the clock.' })
  stateChangedBy!: Member | null;
  @Property({ type: 'uuid', nullable: true })
  storyId!: StoryId | null;
  @Field(() => Story, { nullable: true, description: 'The story that it is about; null when it is about none.' })
  story!: Story | null;
  @Property({ type: 'uuid', nullable: true })
  concernId!: ConcernId | null;
  @Field(() => String, { nullable: true, description: 'The concern that it answers, such as C-4; null for none.' })
  concernKey!: string | null;
  @Property({ type: 'uuid', nullable: true })
  renegotiatedFromId!: PromiseId | null;
  @Field(() => String, { nullable: true, description: 'The earlier promise in whose place it stands, such as P-3.' })
  renegotiatedFromKey!: string | null;
  @Field(() => String, { nullable: true, description: 'The later promise that stands in its place, such as P-9.' })
  renegotiatedToKey!: string | null;
  @Property({ type: 'date', nullable: true })
  proposedDueOn!: string | null;
  @Property({ type: 'text', nullable: true })
  proposedReason!: string | null;
  @Property({ type: 'uuid', nullable: true, fieldName: 'proposed_by' })
  proposedById!: MemberId | null;
  @Property({ type: 'datetime', nullable: true })
  proposedAt!: Date | null;
  @Field(() => ProposedDay, {
    nullable: true,
    description: 'The other day that waits for the other side’s consent; null when none is proposed.',
  })
  proposal!: ProposedDay | null;
  @Property({ type: 'uuid', fieldName: 'made_by' })
  madeById!: MemberId;
  @Field(() => Member, { description: 'Who made it, or asked for it.' })
  madeBy!: Member;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When it was made or asked for, UTC.' })
  madeAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When its owner last said that it is kept, UTC; null when nobody does.',
  })
  doneAt!: Date | null;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When anything about it last changed, UTC.' })
  updatedAt!: Date;
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Counts up with every change.' })
  version!: number;
}
