import 'reflect-metadata';
import type { MemberId, StageId, StoryId } from '@tandem/schema/ids';
import type { AttendanceKind, StageKind, StageSignalKind } from '@tandem/schema/meeting/rules';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Member } from '../partnership/member.entity.ts';
import { Party } from '../partnership/party.entity.ts';
import { Story } from '../story/story.entity.ts';
import { AttendanceKinds, StageKinds, StageSignalKinds } from './meeting-enums.ts';

@ObjectType({
  simpleResolvers: true,
  description:
    'One item of a meeting’s agenda, in its order. While the meeting is to come, delivered stories come and go by themselves.',
})
export class MeetingStage {
  @Field(() => ID, { description: 'A UUID; it stays when the stage is moved.' })
  id!: StageId;
  @Field(() => StageKinds, { description: 'What it is about.' })
  kind!: StageKind;
  @Field(() => String, { nullable: true, description: 'Of a topic: what it is about. Null for the others.' })
  title!: string | null;
  @Field(() => ID, { nullable: true, description: 'Of a demo: the story’s id. Null for the others.' })
  storyId!: StoryId | null;
  @Field(() => Story, { nullable: true, description: 'Of a demo: the story. Null for the others.' })
  story!: object | null;
  @Field(() => Int, { description: 'How long it is given, in minutes: 1 to 120.' })
  minutes!: number;
  @Field(() => Float, {
    description: 'How long it was current before it was last entered, in milliseconds; now is for the reader to add.',
  })
  spentMs!: number;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was first entered, UTC; null before.' })
  firstEnteredAt!: Date | null;
  @Field(() => Member, { nullable: true, description: 'Who put it on the agenda; null for the record itself.' })
  addedBy!: object | null;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Of a topic: when it was parked for a later meeting, UTC; null when it was not.',
  })
  parkedAt!: Date | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Of a topic: the number of the meeting in which it was parked; null when it is new.',
  })
  parkedInMeeting!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'That somebody took part.' })
export class Attendance {
  @Field(() => Member, { description: 'Who.' })
  member!: object;
  @Field(() => AttendanceKinds, { description: 'How.' })
  kind!: AttendanceKind;
  @Field(() => GraphQLISODateTime, { description: 'Since when, UTC.' })
  at!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'How many of a party are needed, and how many there are.' })
export class PartyQuorum {
  @Field(() => Party, { description: 'The party.' })
  party!: object;
  @Field(() => Int, { description: 'How many are needed for what is decided to count at once.' })
  needed!: number;
  @Field(() => Int, { description: 'How many were there or gave a verdict; observers do not count.' })
  came!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What somebody says about going on from the current stage.' })
export class StageSignal {
  @Field(() => Member, { description: 'Who.' })
  member!: object;
  memberId!: MemberId;
  @Field(() => StageSignalKinds, { description: 'What they say.' })
  signal!: StageSignalKind;
}
