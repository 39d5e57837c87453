import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import {
  CalendarFeedPayload,
  EndMeetingSlotInput,
  MakeCalendarFeedInput,
  MeetingSlotPayload,
  SetMeetingSlotInput,
} from './meeting-slot.type.ts';
import { unbuilt } from '../unbuilt.ts';

@Resolver()
export class MeetingSlotMutations {
  @Mutation(() => MeetingSlotPayload, {
    description: `Says when the partnership meets. Meetings to come that nobody moved follow. The leads of both parties may.`,
  })
  async setMeetingSlot(
    @Arg('input', () => SetMeetingSlotInput, { description: 'When.' }) input: SetMeetingSlotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingSlotPayload, {
    description: `Ends the slot: what is in the calendar stays there, and nothing is added by itself. The leads of both parties may.`,
  })
  async endMeetingSlot(
    @Arg('input', () => EndMeetingSlotInput, { description: 'Whose.' }) input: EndMeetingSlotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => CalendarFeedPayload, {
    description: `Makes the viewer’s own link for a calendar program; an earlier one ends. Every member may.`,
  })
  async makeCalendarFeed(
    @Arg('input', () => MakeCalendarFeedInput, { description: 'Whose.' }) input: MakeCalendarFeedInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }
}
