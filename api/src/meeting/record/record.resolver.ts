import 'reflect-metadata';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { GivenPromise } from '../../iteration/promise/promise.entity.ts';
import type { PromiseRow } from '../../iteration/promise/promise-rows.ts';
import type { Context } from '../../platform/context.ts';
import { inBatch } from '../../platform/graphql/batch.ts';
import { Story } from '../../story/story.entity.ts';
import type { StoryRow } from '../../story/story-rows.ts';
import { Meeting } from '../meeting.entity.ts';
import type { MeetingRow } from '../meeting-rows.ts';
import { LINEAGE_OF, MEETINGS_OF_PROMISES } from './record.sql.ts';
import { RecordMutations } from './record.mutations.ts';
import { CarriedOver, CarryOver, Celebration, Decision, MeetingAction, Pulse } from './record.type.ts';
import { actionsOf, carryOverOf, celebrationsOf, decisionsOf, myPulseOf, pulseOf } from './record-rows.ts';

@Resolver(() => Meeting)
class MeetingRecordResolver {
  @FieldResolver(() => [Decision], { description: 'What was decided, the oldest first; withdrawn ones too.' })
  decisions(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object[]> {
    return decisionsOf(context, meeting);
  }

  @FieldResolver(() => [MeetingAction], { description: 'What was promised in it, the oldest first.' })
  actions(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object[]> {
    return actionsOf(context, meeting);
  }

  @FieldResolver(() => [Celebration], { description: 'The thanks that were given in it, the oldest first.' })
  celebrations(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object[]> {
    return celebrationsOf(context, meeting);
  }

  @FieldResolver(() => Pulse, { description: 'Its one question, sealed until it is revealed.' })
  pulse(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object> {
    return pulseOf(context, meeting);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The viewer’s own answer to the pulse, 1 to 5; null without one.',
  })
  myPulse(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<number | null> {
    return myPulseOf(context, meeting);
  }

  @FieldResolver(() => [CarryOver], {
    description: 'The stories of its week that are not accepted, in the week’s order, with what becomes of each.',
  })
  carryOver(@Root() meeting: MeetingRow, @Ctx() context: Context): Promise<object[]> {
    return carryOverOf(context, meeting);
  }
}

@Resolver(() => Story)
class StoryCarriedOverResolver {
  @FieldResolver(() => [CarriedOver], {
    description:
      'What meetings chose when it was not accepted, the oldest first; `commitments` says which weeks held it.',
  })
  async carriedOver(@Root() { id, partnershipId }: StoryRow, @Ctx() context: Context): Promise<object[]> {
    const found = await inBatch(context, `carried over:${partnershipId}`, id, async (ids) =>
      Map.groupBy(await context.services.sql.rows(LINEAGE_OF, partnershipId, ids), ({ storyId }) => storyId),
    );
    return found ?? [];
  }
}

@Resolver(() => GivenPromise)
class PromiseMeetingResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The number of the meeting in which it was made, as an action or a condition; null for any other.',
  })
  async meetingNumber(@Root() { id, partnershipId }: PromiseRow, @Ctx() context: Context): Promise<number | null> {
    const found = await inBatch(context, `promise meetings:${partnershipId}`, id, async (ids) => {
      const rows = await context.services.sql.rows(MEETINGS_OF_PROMISES, partnershipId, ids);
      return new Map(rows.map(({ promiseId, meetingNumber }) => [promiseId, meetingNumber]));
    });
    return found ?? null;
  }
}

export const recordResolvers = [
  MeetingRecordResolver,
  StoryCarriedOverResolver,
  PromiseMeetingResolver,
  RecordMutations,
] as const;
