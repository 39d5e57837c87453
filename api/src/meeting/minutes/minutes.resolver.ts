import 'reflect-metadata';
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { selects } from '../../platform/graphql/selection.ts';
import { Meeting } from '../meeting.entity.ts';
import type { MeetingRow } from '../meeting-rows.ts';
import { MinutesMutations } from './minutes.mutations.ts';
import { minutesRow } from './minutes-rows.ts';
import { MinutesOfMeeting } from './minutes.type.ts';

@Resolver(() => Meeting)
class MeetingMinutesResolver {
  @FieldResolver(() => MinutesOfMeeting, {
    description: 'What happened in it so far; frozen once it is closed.',
  })
  minutes(@Root() meeting: MeetingRow, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<object> {
    return minutesRow(context, meeting, { markdown: selects(info, 'markdown') });
  }
}

export const minutesResolvers = [MeetingMinutesResolver, MinutesMutations] as const;
