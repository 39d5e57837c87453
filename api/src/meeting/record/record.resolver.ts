import 'reflect-metadata';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Meeting } from '../meeting.entity.ts';
import type { MeetingRow } from '../meeting-rows.ts';
import { unbuilt } from '../unbuilt.ts';
import { RecordMutations } from './record.mutations.ts';
import { CarryOver, Celebration, Decision, MeetingAction, Pulse } from './record.type.ts';

@Resolver(() => Meeting)
class MeetingRecordResolver {
  @FieldResolver(() => [Decision], { description: 'What was decided, the oldest first; withdrawn ones too.' })
  async decisions(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object[]> {
    return unbuilt();
  }

  @FieldResolver(() => [MeetingAction], { description: 'What was promised in it, the oldest first.' })
  async actions(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object[]> {
    return unbuilt();
  }

  @FieldResolver(() => [Celebration], { description: 'The thanks that were given in it, the oldest first.' })
  async celebrations(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object[]> {
    return unbuilt();
  }

  @FieldResolver(() => Pulse, { description: 'Its one question, sealed until it is revealed.' })
  async pulse(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object> {
    return unbuilt();
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The viewer’s own answer to the pulse, 1 to 5; null without one.',
  })
  async myPulse(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<number | null> {
    return unbuilt();
  }

  @FieldResolver(() => [CarryOver], {
    description: 'The stories of its week that are not accepted, in the week’s order, with what becomes of each.',
  })
  async carryOver(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object[]> {
    return unbuilt();
  }
}

export const recordResolvers = [MeetingRecordResolver, RecordMutations] as const;
