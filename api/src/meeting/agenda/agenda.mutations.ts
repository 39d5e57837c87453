import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { memberIn } from '../../partnership/membership.ts';
import { edited, meetingAfter } from '../meeting-after.ts';
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
import { addDemo } from './add-demo.ts';
import { addTopic } from './add-topic.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { moveMeeting } from './move-meeting.ts';
import { moveStage } from './move-stage.ts';
import { parkTopic } from './park-topic.ts';
import { removeStage } from './remove-stage.ts';
import { scheduleMeeting } from './schedule-meeting.ts';
import { setStageMinutes } from './set-stage-minutes.ts';

@Resolver()
export class AgendaMutations {
  @Mutation(() => MeetingPayload, {
    description: `Puts the meeting of a week into the calendar, or answers with it as it is. Anyone but an observer may. BAD_USER_INPUT for a week that does not exist or a time that is past or more than a year ahead, CONFLICT where neither a time nor a slot is given.`,
  })
  async scheduleMeeting(
    @Arg('input', () => ScheduleMeetingInput, { description: 'Which week, and when.' }) input: ScheduleMeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { services } = context;
    const actor = await memberIn(context, input.partnershipId);
    return meetingAfter(context, await scheduleMeeting(services, actor, input));
  }

  @Mutation(() => MeetingPayload, {
    description: `Gives a meeting another time; the deadline for verdicts moves with it. Anyone but an observer may. CONFLICT once it has begun.`,
  })
  moveMeeting(
    @Arg('input', () => MoveMeetingInput, { description: 'What to do, and about which meeting.' })
    input: MoveMeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, moveMeeting);
  }

  @Mutation(() => MeetingPayload, {
    description: `Lets a meeting not take place, with a reason. Anyone but an observer may. CONFLICT once it has begun.`,
  })
  cancelMeeting(
    @Arg('input', () => CancelMeetingInput, { description: 'What to do, and about which meeting.' })
    input: CancelMeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, cancelMeeting);
  }

  @Mutation(() => MeetingPayload, {
    description: `Puts a topic on the agenda, at the end of it unless a place is given; also while the meeting takes place. Anyone but an observer may. CONFLICT once it is closed, and past 60 stages.`,
  })
  addTopic(
    @Arg('input', () => AddTopicInput, { description: 'What to do, and about which meeting.' }) input: AddTopicInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, addTopic);
  }

  @Mutation(() => MeetingPayload, {
    description: `Puts a story of the week on the agenda to be demonstrated. Anyone but an observer may. CONFLICT for a story that is not of the week, is there already, or once the meeting is closed.`,
  })
  addDemo(
    @Arg('input', () => AddDemoInput, { description: 'What to do, and about which meeting.' }) input: AddDemoInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, addDemo);
  }

  @Mutation(() => MeetingPayload, {
    description: `Moves a stage in the agenda; nobody’s screen moves with it. Anyone but an observer may. CONFLICT for the check-in and the close, and once the meeting is closed.`,
  })
  moveStage(
    @Arg('input', () => MoveStageInput, { description: 'What to do, and about which meeting.' }) input: MoveStageInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, moveStage);
  }

  @Mutation(() => MeetingPayload, {
    description: `Gives a stage more or less time, also while it runs. Anyone but an observer may. CONFLICT once the meeting is closed.`,
  })
  setStageMinutes(
    @Arg('input', () => SetStageMinutesInput, { description: 'What to do, and about which meeting.' })
    input: SetStageMinutesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, setStageMinutes);
  }

  @Mutation(() => MeetingPayload, {
    description: `Takes a stage off the agenda; when it is the current one, the meeting goes to the nearest that is left. Anyone but an observer may. CONFLICT for the check-in and the close, for a demo that has a verdict, and once the meeting is closed.`,
  })
  removeStage(
    @Arg('input', () => StageInput, { description: 'What to do, and about which meeting.' }) input: StageInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, removeStage);
  }

  @Mutation(() => MeetingPayload, {
    description: `Parks a topic: it comes onto the next meeting’s agenda by itself; when it is the current stage, the meeting goes on to the next. Anyone but an observer may. CONFLICT for another kind of stage, and unless the meeting takes place.`,
  })
  parkTopic(
    @Arg('input', () => StageInput, { description: 'What to do, and about which meeting.' }) input: StageInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, parkTopic);
  }
}
