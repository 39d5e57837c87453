import 'reflect-metadata';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Meeting } from '../meeting.entity.ts';
import type { MeetingRow } from '../meeting-rows.ts';
import { demosOf } from './demo-rows.ts';
import { DemoMutations } from './demo.mutations.ts';
import { Demo } from './demo.type.ts';

@Resolver(() => Meeting)
class MeetingDemosResolver {
  @FieldResolver(() => [Demo], {
    description:
      'What is demonstrated: the stories on its agenda, in its order, and those that got a verdict, link or picture without being there.',
  })
  demos(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object[]> {
    return demosOf(context, meeting);
  }
}

export const demoResolvers = [MeetingDemosResolver, DemoMutations] as const;
