import 'reflect-metadata';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Partnership } from '../../partnership/partnership.entity.ts';
import type { Context } from '../../platform/context.ts';
import { unbuilt } from '../unbuilt.ts';
import { MeetingSlotMutations } from './meeting-slot.mutations.ts';
import { MeetingSlot } from './meeting-slot.type.ts';

@Resolver(() => Partnership)
class PartnershipMeetingSlotResolver {
  @FieldResolver(() => MeetingSlot, { nullable: true, description: 'When it meets; null while nobody has said so.' })
  async meetingSlot(@Root() { id }: Partnership, @Ctx() context: Context): Promise<object | null> {
    return unbuilt();
  }
}

export const meetingSlotResolvers = [PartnershipMeetingSlotResolver, MeetingSlotMutations] as const;
