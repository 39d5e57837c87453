import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { ConcernId, MemberId, PartnershipId, PartyId, StandupEntryId, StoryId } from '@tandem/schema/ids';
import type { ConcernState } from '@tandem/schema/iteration/concern';
import { Field, Float, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import type { LadderLevel } from '../../partnership/agreement/ladder.ts';
import { Member } from '../../partnership/member.entity.ts';
import { Party } from '../../partnership/party.entity.ts';
import { Node } from '../../platform/graphql/node.ts';
import { Story } from '../../story/story.entity.ts';
import { ConcernStates } from './concern-enums.ts';

/** Edges have no column here: concern-rows.ts fills them from what was read, concern.resolver.ts the rarer ones. */
@Entity({ tableName: 'concern' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'Something that worries somebody and that a party is to answer, within working days of its own calendar; unanswered, it climbs the ladder of the working agreement by itself.',
})
export class Concern extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: ConcernId;
  @Property({ type: 'uuid' })
  partnershipId!: PartnershipId;
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Counts up from 1 in its partnership.' })
  number!: number;
  @Field(() => String, { description: 'What people call it, such as C-4.' })
  key!: string;
  @Property({ type: 'text' })
  @Field(() => String, { description: 'One line, 1 to 200 characters.' })
  title!: string;
  @Property({ type: 'text' })
  @Field(() => String, { description: 'More about it, at most 4,000 characters; may be empty.' })
  detail!: string;
  @Property({ type: 'text' })
  @Field(() => ConcernStates, { description: 'Where it stands.' })
  state!: ConcernState;
  @Property({ type: 'uuid', fieldName: 'raised_by' })
  raisedById!: MemberId;
  @Field(() => Member, { description: 'Who raised it, and closes it.' })
  raisedBy!: Member;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When it was raised, UTC.' })
  raisedAt!: Date;
  @Property({ type: 'uuid' })
  ownerPartyId!: PartyId;
  @Field(() => Party, { description: 'The party that answers it, and by whose calendar the clock runs.' })
  ownerParty!: Party;
  @Property({ type: 'uuid', nullable: true })
  storyId!: StoryId | null;
  @Field(() => Story, { nullable: true, description: 'The story that it is about; null when it is about none.' })
  story!: Story | null;
  @Property({ type: 'uuid', nullable: true })
  standupEntryId!: StandupEntryId | null;
  @Property({ type: 'uuid', nullable: true })
  recurrenceOfId!: ConcernId | null;
  @Property({ type: 'smallint' })
  @Field(() => Int, { description: 'The ladder’s step that it stands on; 0 while it is with its owner alone.' })
  level!: number;
  @Property({ type: 'json' })
  ladder!: LadderLevel[];
  @Field(() => Int, { description: 'How many steps its ladder has, as agreed when it was raised.' })
  levelCount!: number;
  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When the clock of its present step started, UTC; null while it does not run.',
  })
  clockStartedAt!: Date | null;
  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description:
      'When it climbs the next step unless it is answered, UTC; null once it is answered, and on the last step, where the clock stands.',
  })
  dueAt!: Date | null;
  @Field(() => Float, {
    nullable: true,
    description: 'How many working days the clock of its present step gives; null while it does not run.',
  })
  workingDaysGiven!: number | null;
  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was done about it; null until it is resolved.' })
  resolution!: string | null;
  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What keeps it from coming back; null until it is resolved.' })
  prevention!: string | null;
  @Property({ type: 'uuid', nullable: true, fieldName: 'resolved_by' })
  resolvedById!: MemberId | null;
  @Field(() => Member, { nullable: true, description: 'Who resolved it.' })
  resolvedBy!: Member | null;
  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was resolved, UTC; null when it is not.' })
  resolvedAt!: Date | null;
  @Property({ type: 'uuid', nullable: true, fieldName: 'closed_by' })
  closedById!: MemberId | null;
  @Field(() => Member, { nullable: true, description: 'Who closed it.' })
  closedBy!: Member | null;
  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was closed, UTC; null when it is not.' })
  closedAt!: Date | null;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When anything about it last changed, UTC.' })
  updatedAt!: Date;
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Counts up with every change.' })
  version!: number;
}
