import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { edited } from '../meeting-after.ts';
import { MeetingInput, MeetingPayload } from '../meeting.inputs.ts';
import { answerPulse } from './answer-pulse.ts';
import { carryOverStory } from './carry-over-story.ts';
import { celebrate } from './celebrate.ts';
import { recordAction } from './record-action.ts';
import { recordDecision } from './record-decision.ts';
import {
  AnswerPulseInput,
  CarryOverStoryInput,
  CelebrateInput,
  RecordActionInput,
  RecordDecisionInput,
  WithdrawDecisionInput,
} from './record.inputs.ts';
import { revealPulse } from './reveal-pulse.ts';
import { withdrawDecision } from './withdraw-decision.ts';

@Resolver()
export class RecordMutations {
  @Mutation(() => MeetingPayload, {
    description: `Records a decision at a stage. Anyone but an observer may. CONFLICT unless the meeting takes place.`,
  })
  recordDecision(
    @Arg('input', () => RecordDecisionInput, { description: 'What to do, and about which meeting.' })
    input: RecordDecisionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, recordDecision);
  }

  @Mutation(() => MeetingPayload, {
    description: `Takes a decision back; it stays in the record, struck through. Anyone but an observer may. CONFLICT once the meeting is closed.`,
  })
  withdrawDecision(
    @Arg('input', () => WithdrawDecisionInput, { description: 'What to do, and about which meeting.' })
    input: WithdrawDecisionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, withdrawDecision);
  }

  @Mutation(() => MeetingPayload, {
    description: `Records an action at a stage: a promise of the viewer’s party, or asked of another. Anyone but an observer may. BAD_USER_INPUT for a day that is past; CONFLICT unless the meeting takes place.`,
  })
  recordAction(
    @Arg('input', () => RecordActionInput, { description: 'What to do, and about which meeting.' })
    input: RecordActionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, recordAction);
  }

  @Mutation(() => MeetingPayload, {
    description: `Gives thanks, to a person or for a story. Anyone but an observer may. BAD_USER_INPUT for thanks to nobody and to oneself; CONFLICT unless the meeting takes place.`,
  })
  celebrate(
    @Arg('input', () => CelebrateInput, { description: 'What to do, and about which meeting.' }) input: CelebrateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, celebrate);
  }

  @Mutation(() => MeetingPayload, {
    description: `Answers the pulse for oneself; nobody else ever reads it. Anyone but an observer may. CONFLICT once it is revealed, and unless the meeting takes place.`,
  })
  answerPulse(
    @Arg('input', () => AnswerPulseInput, { description: 'What to do, and about which meeting.' })
    input: AnswerPulseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, answerPulse);
  }

  @Mutation(() => MeetingPayload, {
    description: `Breaks the seal of the pulse. The facilitator and the leads may, once every party has an answer; CONFLICT before.`,
  })
  revealPulse(
    @Arg('input', () => MeetingInput, { description: 'What to do, and about which meeting.' }) input: MeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, revealPulse);
  }

  @Mutation(() => MeetingPayload, {
    description: `Says what becomes of a story that was not accepted: the next week takes it on, or what is left of it, or it is dropped. Anyone but an observer may. CONFLICT for a story that is accepted or not of the week, when that week is committed already, and unless the meeting takes place.`,
  })
  carryOverStory(
    @Arg('input', () => CarryOverStoryInput, { description: 'What to do, and about which meeting.' })
    input: CarryOverStoryInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, carryOverStory);
  }
}
