import 'reflect-metadata';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { calendarsOf } from '../../partnership/calendar/calendars.sql.ts';
import { partiesOf } from '../../partnership/membership.ts';
import { Partnership } from '../../partnership/partnership.entity.ts';
import type { PartnershipRow } from '../../partnership/partnerships.sql.ts';
import type { Context } from '../../platform/context.ts';
import { MeetingSlotMutations } from './meeting-slot.mutations.ts';
import { MeetingSlot } from './meeting-slot.type.ts';
import { occurrencesAfter } from './slot-times.ts';
import { readSlot } from './slots.sql.ts';

@Resolver(() => Partnership)
class PartnershipMeetingSlotResolver {
  @FieldResolver(() => MeetingSlot, { nullable: true, description: 'When it meets; null while nobody has said so.' })
  async meetingSlot(@Root() { id }: PartnershipRow, @Ctx() context: Context): Promise<object | null> {
    const { sql, clock } = context.services;
    const slot = await readSlot(sql, id);
    if (!slot) return null;
    const [parties, calendars] = await Promise.all([partiesOf(context, id), calendarsOf(context, id)]);
    const at = occurrencesAfter(clock.now(), slot, 1)[0]?.startsAt;
    const next = parties.map((party) => ({ party, at, timeZone: calendars.get(party.id)?.timeZone ?? slot.timeZone }));
    return { ...slot, next };
  }
}

export const meetingSlotResolvers = [PartnershipMeetingSlotResolver, MeetingSlotMutations] as const;
