import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import {
  AddDemoInput,
  AddTopicInput,
  CancelMeetingInput,
  MeetingPayload,
  MoveMeetingInput,
  MoveStageInput,
  ScheduleMeetingInput,
  SetStageMinutesInput,
  StageInput,
} from '../meeting.inputs.ts';
import { unbuilt } from '../unbuilt.ts';

@Resolver()
export class AgendaMutations {
  @Mutation(() => MeetingPayload, {
    description: `Puts the meeting of a week into the calendar, or answers with it as it is. Anyone but an observer may. BAD_USER_INPUT for a week that does not exist or a time that is past or more than a year ahead, CONFLICT where neither a time nor a slot is given.`,
  })
  async scheduleMeeting(
    @Arg('input', () => ScheduleMeetingInput, { description: 'Which week, and when.' }) input: ScheduleMeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingPayload, {
    description: `Gives a meeting another time; the deadline for verdicts moves with it. Anyone but an observer may. CONFLICT once it has begun.`,
  })
  async moveMeeting(
    @Arg('input', () => MoveMeetingInput, { description: 'What to do, and about which meeting.' })
    input: MoveMeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingPayload, {
    description: `Lets a meeting not take place, with a reason. Anyone but an observer may. CONFLICT once it has begun.`,
  })
  async cancelMeeting(
    @Arg('input', () => CancelMeetingInput, { description: 'What to do, and about which meeting.' })
    input: CancelMeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingPayload, {
    description: `Puts a topic on the agenda, at the end of it unless a place is given; also while the meeting takes place. Anyone but an observer may. CONFLICT once it is closed, and past 60 stages.`,
  })
  async addTopic(
    @Arg('input', () => AddTopicInput, { description: 'What to do, and about which meeting.' }) input: AddTopicInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingPayload, {
    description: `Puts a story of the week on the agenda to be demonstrated. Anyone but an observer may. CONFLICT for a story that is not of the week, is there already, or once the meeting is closed.`,
  })
  async addDemo(
    @Arg('input', () => AddDemoInput, { description: 'What to do, and about which meeting.' }) input: AddDemoInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingPayload, {
    description: `Moves a stage in the agenda; nobody’s screen moves with it. Anyone but an observer may. CONFLICT for the check-in and the close, and once the meeting is closed.`,
  })
  async moveStage(
    @Arg('input', () => MoveStageInput, { description: 'What to do, and about which meeting.' }) input: MoveStageInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingPayload, {
    description: `Gives a stage more or less time, also while it runs. Anyone but an observer may. CONFLICT once the meeting is closed.`,
  })
  async setStageMinutes(
    @Arg('input', () => SetStageMinutesInput, { description: 'What to do, and about which meeting.' })
    input: SetStageMinutesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingPayload, {
    description: `Takes a stage off the agenda; when it is the current one, the meeting goes to the nearest that is left. Anyone but an observer may. CONFLICT for the check-in and the close, for a demo that has a verdict, and once the meeting is closed.`,
  })
  async removeStage(
    @Arg('input', () => StageInput, { description: 'What to do, and about which meeting.' }) input: StageInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingPayload, {
    description: `Parks a topic: it comes onto the next meeting’s agenda by itself; when it is the current stage, the meeting goes on to the next. Anyone but an observer may. CONFLICT for another kind of stage, and unless the meeting takes place.`,
  })
  async parkTopic(
    @Arg('input', () => StageInput, { description: 'What to do, and about which meeting.' }) input: StageInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }
}
