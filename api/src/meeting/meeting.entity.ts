import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { MeetingId, MemberId, PartnershipId, PartyId, SnapshotId, StageId } from '@tandem/schema/ids';
import type { MeetingState } from '@tandem/schema/meeting/rules';
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Iteration } from '../iteration/iteration.entity.ts';
import { Member } from '../partnership/member.entity.ts';
import { Party } from '../partnership/party.entity.ts';
import { Node } from '../platform/graphql/node.ts';
import { MeetingStates } from './meeting-enums.ts';
import { Attendance, MeetingStage, PartyQuorum, StageSignal } from './meeting.type.ts';

/** Edges are filled by meeting-rows.ts; what a meeting holds beyond them has resolvers of its own. */
@Entity({ tableName: 'meeting' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'The weekly hour in which both parties look at the same screen. Its id is also the id of the document in which the words about its demos are co-written.',
})
export class Meeting extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: MeetingId;
  @Property({ type: 'uuid' })
  partnershipId!: PartnershipId;
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Counts up from 1 in its partnership; its page’s address has it.' })
  number!: number;
  @Property({ type: 'text' })
  @Field(() => String, { description: 'The ISO week that it looks back on, such as 2026-W47.' })
  isoWeek!: string;
  @Field(() => Iteration, { nullable: true, description: 'That week’s iteration; null while nobody has planned it.' })
  iteration!: object | null;
  @Property({ type: 'text' })
  @Field(() => MeetingStates, { description: 'Where it stands.' })
  state!: MeetingState;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When it is to begin, UTC.' })
  startsAt!: Date;
  @Property({ type: 'boolean' })
  moved!: boolean;
  @Property({ type: 'smallint' })
  @Field(() => Int, { description: 'How long it is to last, in minutes: 15 to 240.' })
  duration!: number;
  @Property({ type: 'smallint' })
  quorum!: number;
  @Field(() => [PartyQuorum], { description: 'Whether enough people of each party came, the client first.' })
  quorums!: PartyQuorum[];
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'Until when who is absent may give a verdict, UTC.' })
  verdictsDueAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  settleAt!: Date | null;
  @Property({ type: 'text' })
  @Field(() => String, { description: 'The question of the pulse, 1 to 200 characters.' })
  pulseQuestion!: string;
  @Property({ type: 'datetime', nullable: true })
  pulseRevealedAt!: Date | null;
  @Property({ type: 'uuid' })
  facilitatingPartyId!: PartyId;
  @Field(() => Party, { description: 'Whose turn it is to facilitate: the parties take turns.' })
  facilitatingParty!: object;
  @Property({ type: 'uuid', nullable: true })
  facilitatorId!: MemberId | null;
  @Field(() => Member, { nullable: true, description: 'Whom the screens follow; null before it began.' })
  facilitator!: object | null;
  @Field(() => [MeetingStage], { description: 'Its agenda, in order.' })
  stages!: MeetingStage[];
  @Property({ type: 'uuid', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The stage that everybody’s screen shows; null unless it is OPEN.' })
  currentStageId!: StageId | null;
  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Since when it shows that stage, UTC.' })
  stageEnteredAt!: Date | null;
  @Field(() => [StageSignal], { description: 'Who is ready, or needs more time, at the current stage.' })
  signals!: StageSignal[];
  @Field(() => [Attendance], { description: 'Who took part, in the order in which they came.' })
  attendance!: Attendance[];
  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it began, UTC; null before.' })
  startedAt!: Date | null;
  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was closed, UTC; null before.' })
  closedAt!: Date | null;
  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was cancelled; null otherwise.' })
  cancelReason!: string | null;
  @Property({ type: 'uuid', nullable: true })
  minutesSnapshotId!: SnapshotId | null;
  @Property({ type: 'datetime', nullable: true })
  remindAt!: Date | null;
  @Property({ type: 'uuid', nullable: true, fieldName: 'created_by' })
  createdById!: MemberId | null;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When it was put into the calendar, UTC.' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When anything about it last changed, UTC.' })
  updatedAt!: Date;
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Counts up with every change.' })
  version!: number;
}
