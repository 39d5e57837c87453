import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { edited } from '../meeting-after.ts';
import {
  AdvanceMeetingInput,
  GoToStageInput,
  HandOverFacilitationInput,
  MeetingInput,
  MeetingPayload,
  SignalStageInput,
  TakeOverFacilitationInput,
} from '../meeting.inputs.ts';
import { advanceMeeting } from './advance-meeting.ts';
import { checkIn } from './check-in.ts';
import { goToStage } from './go-to-stage.ts';
import { handOverFacilitation } from './hand-over-facilitation.ts';
import { signalStage } from './signal-stage.ts';
import { startMeeting } from './start-meeting.ts';
import { takeOverFacilitation } from './take-over-facilitation.ts';

@Resolver()
export class FacilitationMutations {
  @Mutation(() => MeetingPayload, {
    description: `Begins a meeting: the viewer facilitates it, and is there. Anyone but an observer may. CONFLICT unless it is to come, and while another takes place.`,
  })
  startMeeting(
    @Arg('input', () => MeetingInput, { description: 'What to do, and about which meeting.' }) input: MeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, startMeeting);
  }

  @Mutation(() => MeetingPayload, {
    description: `Says that the viewer is there. Observers may, and make no quorum. CONFLICT unless the meeting takes place.`,
  })
  checkIn(
    @Arg('input', () => MeetingInput, { description: 'What to do, and about which meeting.' }) input: MeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, checkIn);
  }

  @Mutation(() => MeetingPayload, {
    description: `Goes one stage on, or back, for everybody. The facilitator and the leads of both parties may. Two who press at once move one step: the second is answered with the meeting as it is. CONFLICT unless it takes place.`,
  })
  advanceMeeting(
    @Arg('input', () => AdvanceMeetingInput, { description: 'What to do, and about which meeting.' })
    input: AdvanceMeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, advanceMeeting);
  }

  @Mutation(() => MeetingPayload, {
    description: `Goes to any stage, for everybody. The facilitator and the leads of both parties may. CONFLICT unless the meeting takes place; NOT_FOUND for a stage that is not on its agenda.`,
  })
  goToStage(
    @Arg('input', () => GoToStageInput, { description: 'What to do, and about which meeting.' }) input: GoToStageInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, goToStage);
  }

  @Mutation(() => MeetingPayload, {
    description: `Says that the viewer is ready to go on, or needs more time. Anyone but an observer may. CONFLICT when that is not the current stage any more.`,
  })
  signalStage(
    @Arg('input', () => SignalStageInput, { description: 'What to do, and about which meeting.' })
    input: SignalStageInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, signalStage);
  }

  @Mutation(() => MeetingPayload, {
    description: `Hands facilitation over to another member. FORBIDDEN for everybody but who facilitates; CONFLICT unless the meeting takes place.`,
  })
  handOverFacilitation(
    @Arg('input', () => HandOverFacilitationInput, { description: 'What to do, and about which meeting.' })
    input: HandOverFacilitationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, handOverFacilitation);
  }

  @Mutation(() => MeetingPayload, {
    description: `Takes facilitation over from somebody whose connection is lost; it never happens by itself. Anyone but an observer may. CONFLICT while they are connected: ask them to hand it over.`,
  })
  takeOverFacilitation(
    @Arg('input', () => TakeOverFacilitationInput, { description: 'What to do, and about which meeting.' })
    input: TakeOverFacilitationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, takeOverFacilitation);
  }
}
