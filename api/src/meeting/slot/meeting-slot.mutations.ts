import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { PartnershipId } from '@tandem/schema/ids';
import { type MemberRow, memberIn } from '../../partnership/membership.ts';
import { partnershipById } from '../../partnership/partnerships.sql.ts';
import type { Context, Services } from '../../platform/context.ts';
import {
  CalendarFeedPayload,
  EndMeetingSlotInput,
  MakeCalendarFeedInput,
  MeetingSlotPayload,
  SetMeetingSlotInput,
} from './meeting-slot.type.ts';
import { endMeetingSlot } from './end-meeting-slot.ts';
import { makeCalendarFeed } from './make-calendar-feed.ts';
import { setMeetingSlot } from './set-meeting-slot.ts';

@Resolver()
export class MeetingSlotMutations {
  @Mutation(() => MeetingSlotPayload, {
    description: `Says when the partnership meets. Meetings to come that nobody moved follow. The leads of both parties may.`,
  })
  setMeetingSlot(
    @Arg('input', () => SetMeetingSlotInput, { description: 'When.' }) input: SetMeetingSlotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return slotAfter(context, input, setMeetingSlot);
  }

  @Mutation(() => MeetingSlotPayload, {
    description: `Ends the slot: what is in the calendar stays there, and nothing is added by itself. The leads of both parties may.`,
  })
  endMeetingSlot(
    @Arg('input', () => EndMeetingSlotInput, { description: 'Whose.' }) input: EndMeetingSlotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return slotAfter(context, input, endMeetingSlot);
  }

  @Mutation(() => CalendarFeedPayload, {
    description: `Makes the viewer’s own link for a calendar program; an earlier one ends. Every member may.`,
  })
  async makeCalendarFeed(
    @Arg('input', () => MakeCalendarFeedInput, { description: 'Whose.' }) input: MakeCalendarFeedInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const actor = await memberIn(context, input.partnershipId);
    return { url: await makeCalendarFeed(context.services, actor) };
  }
}

async function slotAfter<Input extends { partnershipId: PartnershipId }>(
  context: Context,
  input: Input,
  command: (services: Services, actor: MemberRow, input: Input) => Promise<void>,
): Promise<object> {
  await command(context.services, await memberIn(context, input.partnershipId), input);
  context.memo.clear();
  return { partnership: await partnershipById(context, input.partnershipId) };
}
