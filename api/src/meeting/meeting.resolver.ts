import 'reflect-metadata';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Partnership } from '../partnership/partnership.entity.ts';
import type { Context } from '../platform/context.ts';
import { type ConnectionOf, connectionTypes, pageFrom } from '../platform/graphql/connection.ts';
import { selects } from '../platform/graphql/selection.ts';
import { AgendaMutations } from './agenda/agenda.mutations.ts';
import { FacilitationMutations } from './facilitation/facilitation.mutations.ts';
import { Meeting } from './meeting.entity.ts';
import { type MeetingOrder, MeetingOrders } from './meeting-order.ts';
import { meetingByNumber, type MeetingRow, meetingRows } from './meeting-rows.ts';
import { NEXT_MEETING } from './meetings.sql.ts';
import { meetingsPage } from './meetings-page.ts';

const { Connection: MeetingConnection } = connectionTypes('Meeting', () => Meeting);

@ArgsType()
class MeetingPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the start, or after `after`: 0 to 500; 50 when neither first nor last is given.',
  })
  first?: number;
  @Field(() => String, { nullable: true, description: 'A cursor of this order: only what follows it.' })
  after?: string;
  @Field(() => Int, { nullable: true, description: 'How many from the end, or before `before`: 0 to 500.' })
  last?: number;
  @Field(() => String, { nullable: true, description: 'A cursor of this order: only what precedes it.' })
  before?: string;
  @Field(() => MeetingOrders, { defaultValue: 'STARTS', description: 'In which order.' })
  orderBy!: MeetingOrder;
}

@Resolver(() => Partnership)
class PartnershipMeetingsResolver {
  @FieldResolver(() => MeetingConnection, {
    description: 'The meetings, past, present and to come; cancelled ones too.',
  })
  meetings(
    @Root() { id }: Partnership,
    @Args(() => MeetingPageArgs) args: MeetingPageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionOf<MeetingRow>> {
    return meetingsPage(context, id, {
      ...{ page: pageFrom(args), orderBy: args.orderBy, counted: selects(info, 'totalCount') },
    });
  }

  @FieldResolver(() => Meeting, {
    nullable: true,
    description: 'The meeting that takes place now, or else the next one to come; null when there is none.',
  })
  async nextMeeting(@Root() { id }: Partnership, @Ctx() context: Context): Promise<MeetingRow | null> {
    const stored = await context.services.sql.rows(NEXT_MEETING, id);
    return (await meetingRows(context, id, stored))[0] ?? null;
  }

  @Query(() => Meeting, {
    nullable: true,
    description: 'A meeting by its number. NOT_FOUND when it does not exist or the viewer may not see it.',
  })
  meeting(
    @Arg('slug', () => String, { description: 'The partnership’s slug, as in the address of its pages.' }) slug: string,
    @Arg('number', () => Int, { description: 'Its number, such as 7.' }) number: number,
    @Ctx() context: Context,
  ): Promise<MeetingRow> {
    return meetingByNumber(context, slug, number);
  }
}

export const meetingResolvers = [PartnershipMeetingsResolver, AgendaMutations, FacilitationMutations] as const;
