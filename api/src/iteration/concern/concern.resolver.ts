import 'reflect-metadata';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Float, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { calendarsOf } from '../../partnership/calendar/calendars.sql.ts';
import { workingDaysBetween } from '../../partnership/calendar/working-days.ts';
import { type MemberRow, membersOf, partiesOf } from '../../partnership/membership.ts';
import { Partnership } from '../../partnership/partnership.entity.ts';
import type { Context } from '../../platform/context.ts';
import { type ConnectionOf, connectionTypes, pageFrom } from '../../platform/graphql/connection.ts';
import { loadNodes } from '../../platform/graphql/node.ts';
import { selects } from '../../platform/graphql/selection.ts';
import { StandupEntry } from '../standup/standup-entry.entity.ts';
import { Concern } from './concern.entity.ts';
import { ConcernFilter } from './concern.inputs.ts';
import { ConcernMutations } from './concern.mutations.ts';
import { ConcernEvent, ConcernLevel, PartyDays } from './concern.type.ts';
import { type ConcernOrder, ConcernOrders } from './concern-enums.ts';
import { type ConcernRow, concernByKey, loadConcerns, withEdges } from './concern-rows.ts';
import { concernsPage } from './concerns-page.ts';
import { EVENTS_OF, RECURRENCES_OF, type StoredEvent } from './concerns.sql.ts';

const { Connection: ConcernConnection } = connectionTypes('Concern', () => Concern);

@ArgsType()
class ConcernPageArgs {
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
  @Field(() => ConcernFilter, { nullable: true, description: 'Which concerns; all of them without it.' })
  filter?: ConcernFilter;
  @Field(() => ConcernOrders, { defaultValue: 'NUMBER', description: 'In which order.' })
  orderBy!: ConcernOrder;
}

@Resolver(() => Partnership)
class PartnershipConcernsResolver {
  @FieldResolver(() => ConcernConnection, {
    description: 'The partnership’s concerns, closed ones included unless filtered.',
  })
  concerns(
    @Root() { id }: Partnership,
    @Args(() => ConcernPageArgs) args: ConcernPageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionOf<ConcernRow>> {
    const { filter = null, orderBy } = args;
    return concernsPage(context, id, { page: pageFrom(args), filter, orderBy, counted: selects(info, 'totalCount') });
  }
}

/** What a concern's card does not show, or what changes with the clock. */
@Resolver(() => Concern)
class ConcernResolver {
  @Query(() => Concern, {
    nullable: true,
    description: 'A concern by what people call it. NOT_FOUND when it does not exist or the viewer may not see it.',
  })
  concern(
    @Arg('slug', () => String, { description: 'The partnership’s slug, as in the address of its pages.' }) slug: string,
    @Arg('key', () => String, { description: 'Such as C-4; capitals do not matter.' }) key: string,
    @Ctx() context: Context,
  ): Promise<ConcernRow> {
    return concernByKey(context, slug, key);
  }

  @FieldResolver(() => [ConcernEvent], { description: 'What happened to it, in order.' })
  async events(@Root() { id, partnershipId }: ConcernRow, @Ctx() context: Context): Promise<ConcernEvent[]> {
    const [events, members] = await Promise.all([
      context.services.sql.rows(EVENTS_OF, partnershipId, id),
      membersOf(context, partnershipId),
    ]);
    return events.map((event) => ({ ...event, member: (event.memberId && members.get(event.memberId)) || null }));
  }

  @FieldResolver(() => [ConcernLevel], { description: 'The ladder that it climbs, as agreed when it was raised.' })
  async ladder(@Root() { id, partnershipId, ladder }: ConcernRow, @Ctx() context: Context): Promise<ConcernLevel[]> {
    const [events, members] = await Promise.all([
      context.services.sql.rows(EVENTS_OF, partnershipId, id),
      membersOf(context, partnershipId),
    ]);
    const reached = (step: number): StoredEvent | undefined =>
      events.find(({ kind, level }) => kind === 'ESCALATED' && level === step);
    return ladder.map(({ level, days, memberIds }) => ({
      ...{ level, days, reachedAt: reached(level)?.at ?? null },
      people: memberIds
        .map((memberId) => members.get(memberId as MemberRow['id']))
        .filter((member) => member !== undefined && member.leftAt === null) as MemberRow[],
    }));
  }

  @FieldResolver(() => StandupEntry, { nullable: true, description: 'The stand-up entry that it was raised from.' })
  async standupEntry(@Root() { standupEntryId }: ConcernRow, @Ctx() context: Context): Promise<object | null> {
    return standupEntryId
      ? ((await loadNodes(context, 'StandupEntry', [standupEntryId])).get(standupEntryId) ?? null)
      : null;
  }

  @FieldResolver(() => Concern, { nullable: true, description: 'The earlier concern that came back with this one.' })
  async recurrenceOf(@Root() { recurrenceOfId }: ConcernRow, @Ctx() context: Context): Promise<ConcernRow | null> {
    return recurrenceOfId ? ((await loadConcerns(context, [recurrenceOfId])).get(recurrenceOfId) ?? null) : null;
  }

  @FieldResolver(() => [Concern], { description: 'The later concerns with which this one came back.' })
  async recurrences(@Root() { id, partnershipId }: ConcernRow, @Ctx() context: Context): Promise<ConcernRow[]> {
    return withEdges(context, partnershipId, await context.services.sql.rows(RECURRENCES_OF, partnershipId, id));
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Working days from now to `dueAt` by the owner party’s calendar, to a hundredth; 0 once they are gone, null while the clock does not run.',
  })
  async workingDaysLeft(
    @Root() { partnershipId, ownerPartyId, dueAt }: ConcernRow,
    @Ctx() context: Context,
  ): Promise<number | null> {
    const calendar = dueAt && (await calendarsOf(context, partnershipId)).get(ownerPartyId);
    return calendar ? hundredths(workingDaysBetween(calendar, context.services.clock.now(), dueAt)) : null;
  }

  @FieldResolver(() => [PartyDays], {
    description:
      'Working days since it was raised, until it was resolved or closed or else until now, by each party’s own calendar.',
  })
  async workingDaysOpen(
    @Root() { partnershipId, raisedAt, resolvedAt, closedAt }: ConcernRow,
    @Ctx() context: Context,
  ): Promise<PartyDays[]> {
    const [parties, calendars] = await Promise.all([
      partiesOf(context, partnershipId),
      calendarsOf(context, partnershipId),
    ]);
    const until = resolvedAt ?? closedAt ?? context.services.clock.now();
    return parties.flatMap((party) => {
      const calendar = calendars.get(party.id);
      return calendar ? [{ party, days: hundredths(workingDaysBetween(calendar, raisedAt, until)) }] : [];
    });
  }
}

/** Down, so that time which is not there is never told. */
const hundredths = (days: number): number => Math.floor(days * 100 + 1e-9) / 100;

export const concernResolvers = [PartnershipConcernsResolver, ConcernResolver, ConcernMutations] as const;
