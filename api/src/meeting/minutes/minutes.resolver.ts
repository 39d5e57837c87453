import 'reflect-metadata';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Meeting } from '../meeting.entity.ts';
import type { MeetingRow } from '../meeting-rows.ts';
import { unbuilt } from '../unbuilt.ts';
import { MinutesMutations } from './minutes.mutations.ts';
import { MinutesOfMeeting } from './minutes.type.ts';

@Resolver(() => Meeting)
class MeetingMinutesResolver {
  @FieldResolver(() => MinutesOfMeeting, {
    description: 'What happened in it so far; frozen once it is closed.',
  })
  async minutes(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object> {
    return unbuilt();
  }
}

export const minutesResolvers = [MeetingMinutesResolver, MinutesMutations] as const;
