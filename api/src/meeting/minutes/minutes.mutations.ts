import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { edited } from '../meeting-after.ts';
import { MeetingInput, MeetingPayload } from '../meeting.inputs.ts';
import { AmendMinutesInput, ObjectToMinutesInput, RatifyMinutesInput } from './minutes.type.ts';
import { amendMinutes } from './amend-minutes.ts';
import { closeMeeting } from './close-meeting.ts';
import { objectToMinutes } from './object-to-minutes.ts';
import { ratifyMinutes } from './ratify-minutes.ts';

@Resolver()
export class MinutesMutations {
  @Mutation(() => MeetingPayload, {
    description: `Closes a meeting and freezes its minutes; both parties are asked to ratify them. The facilitator and the leads may. CONFLICT unless it takes place.`,
  })
  closeMeeting(
    @Arg('input', () => MeetingInput, { description: 'What to do, and about which meeting.' }) input: MeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, closeMeeting);
  }

  @Mutation(() => MeetingPayload, {
    description: `Ratifies frozen minutes for the viewer’s party. Leads and sponsors may. CONFLICT for another hash, a second time, and before the meeting is closed.`,
  })
  ratifyMinutes(
    @Arg('input', () => RatifyMinutesInput, { description: 'What to do, and about which meeting.' })
    input: RatifyMinutesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, ratifyMinutes);
  }

  @Mutation(() => MeetingPayload, {
    description: `Attaches an objection to frozen minutes for the viewer’s party; it may still ratify them later. Leads and sponsors may. CONFLICT for another hash, after the party ratified, and before the meeting is closed.`,
  })
  objectToMinutes(
    @Arg('input', () => ObjectToMinutesInput, { description: 'What to do, and about which meeting.' })
    input: ObjectToMinutesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, objectToMinutes);
  }

  @Mutation(() => MeetingPayload, {
    description: `Adds to frozen minutes, which stay as they are. Anyone but an observer may. CONFLICT before the meeting is closed.`,
  })
  amendMinutes(
    @Arg('input', () => AmendMinutesInput, { description: 'What to do, and about which meeting.' })
    input: AmendMinutesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return edited(context, input, amendMinutes);
  }
}
