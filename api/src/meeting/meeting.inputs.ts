import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import type { StageSignalKind } from '@tandem/schema/meeting/rules';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MutationInput } from '../partnership/mutation-input.ts';
import { Meeting } from './meeting.entity.ts';
import { StageSignalKinds, type StageStep, StageSteps } from './meeting-enums.ts';

@InputType({ description: 'A meeting to put into the calendar.' })
export class ScheduleMeetingInput extends MutationInput {
  @Field(() => ID, { description: 'Whose meeting.' })
  partnershipId!: PartnershipId;
  @Field(() => String, { description: 'The ISO week that it looks back on, such as 2026-W47.' })
  isoWeek!: string;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description:
      'When it begins, UTC. Left out, at the partnership’s slot in that week; needed where there is no slot.',
  })
  startsAt?: Date | null;
}

@InputType({ description: 'Which meeting.' })
export class MeetingInput extends MutationInput {
  @Field(() => ID, { description: 'Which meeting.' })
  meetingId!: string;
}

@InputType({ description: 'Another time for a meeting.' })
export class MoveMeetingInput extends MeetingInput {
  @Field(() => GraphQLISODateTime, { description: 'When it begins, UTC: not past, at most a year ahead.' })
  startsAt!: Date;
}

@InputType({ description: 'A meeting that does not take place.' })
export class CancelMeetingInput extends MeetingInput {
  @Field(() => String, { description: 'Why, 1 to 400 characters; both sides read it.' })
  reason!: string;
}

@InputType({ description: 'Where a stage goes: after another, before another, or neither to leave it where it is.' })
class PlacedInput extends MeetingInput {
  @Field(() => ID, { nullable: true, description: 'The stage that it follows.' })
  afterId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The stage that it precedes.' })
  beforeId?: string | null;
}

@InputType({ description: 'A topic for the agenda.' })
export class AddTopicInput extends PlacedInput {
  @Field(() => String, { description: 'What it is about: one line of 1 to 200 characters.' })
  title!: string;
  @Field(() => Int, { defaultValue: 5, description: 'How long it is given, in minutes: 1 to 120.' })
  minutes!: number;
}

@InputType({ description: 'A story to demonstrate that the agenda does not have yet, or not any more.' })
export class AddDemoInput extends PlacedInput {
  @Field(() => ID, { description: 'Which story.' })
  storyId!: string;
}

@InputType({ description: 'One stage of a meeting.' })
export class StageInput extends MeetingInput {
  @Field(() => ID, { description: 'Which stage.' })
  stageId!: string;
}

@InputType({ description: 'A stage and where it goes: after or before another.' })
export class MoveStageInput extends StageInput {
  @Field(() => ID, { nullable: true, description: 'The stage that it follows.' })
  afterId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The stage that it precedes.' })
  beforeId?: string | null;
}

@InputType({ description: 'How long a stage is given.' })
export class SetStageMinutesInput extends StageInput {
  @Field(() => Int, { description: 'Minutes, 1 to 120, with what it has taken already.' })
  minutes!: number;
}

@InputType({ description: 'One step of the meeting, from the stage that whoever asks for it sees.' })
export class AdvanceMeetingInput extends MeetingInput {
  @Field(() => ID, {
    description: 'The current stage as it was seen: when the meeting is elsewhere by now, nothing moves.',
  })
  fromStageId!: string;
  @Field(() => StageSteps, { defaultValue: 'NEXT', description: 'Which way.' })
  step!: StageStep;
}

@InputType({ description: 'A stage to go to, from the stage that whoever asks for it sees.' })
export class GoToStageInput extends StageInput {
  @Field(() => ID, {
    description: 'The current stage as it was seen: when the meeting is elsewhere by now, nothing moves.',
  })
  fromStageId!: string;
}

@InputType({ description: 'What the viewer says about going on.' })
export class SignalStageInput extends StageInput {
  @Field(() => StageSignalKinds, { nullable: true, description: 'What; null takes it back.' })
  signal?: StageSignalKind | null;
}

@InputType({ description: 'To whom facilitation goes.' })
export class HandOverFacilitationInput extends MeetingInput {
  @Field(() => ID, { description: 'Which member: of either party, but no observer.' })
  memberId!: string;
}

@InputType({ description: 'From whom facilitation is taken.' })
export class TakeOverFacilitationInput extends MeetingInput {
  @Field(() => ID, { description: 'Who facilitates as it was seen: when it is another by now, nothing happens.' })
  fromMemberId!: string;
}

@ObjectType({ description: 'The meeting as it stands now.' })
export class MeetingPayload {
  @Field(() => Meeting, { description: 'The meeting.' })
  meeting!: object;
}
