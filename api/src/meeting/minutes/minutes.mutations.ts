import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { MeetingPayload, MeetingInput } from '../meeting.inputs.ts';
import { AmendMinutesInput, ObjectToMinutesInput, RatifyMinutesInput } from './minutes.type.ts';
import { unbuilt } from '../unbuilt.ts';

@Resolver()
export class MinutesMutations {
  @Mutation(() => MeetingPayload, {
    description: `Closes a meeting and freezes its minutes; both parties are asked to ratify them. The facilitator and the leads may. CONFLICT unless it takes place.`,
  })
  async closeMeeting(
    @Arg('input', () => MeetingInput, { description: 'What to do, and about which meeting.' }) input: MeetingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingPayload, {
    description: `Ratifies frozen minutes for the viewer’s party. Leads and sponsors may. CONFLICT for another hash, a second time, and before the meeting is closed.`,
  })
  async ratifyMinutes(
    @Arg('input', () => RatifyMinutesInput, { description: 'What to do, and about which meeting.' })
    input: RatifyMinutesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingPayload, {
    description: `Attaches an objection to frozen minutes for the viewer’s party; it may still ratify them later. Leads and sponsors may. CONFLICT for another hash, after the party ratified, and before the meeting is closed.`,
  })
  async objectToMinutes(
    @Arg('input', () => ObjectToMinutesInput, { description: 'What to do, and about which meeting.' })
    input: ObjectToMinutesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }

  @Mutation(() => MeetingPayload, {
    description: `Adds to frozen minutes, which stay as they are. Anyone but an observer may. CONFLICT before the meeting is closed.`,
  })
  async amendMinutes(
    @Arg('input', () => AmendMinutesInput, { description: 'What to do, and about which meeting.' })
    input: AmendMinutesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return unbuilt();
  }
}
