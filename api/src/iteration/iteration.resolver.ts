import 'reflect-metadata';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Partnership } from '../partnership/partnership.entity.ts';
import { partnershipById, partnershipBySlug, type PartnershipRow } from '../partnership/partnerships.sql.ts';
import type { Context } from '../platform/context.ts';
import { badInput } from '../platform/errors.ts';
import { type ConnectionOf, connectionTypes, pageFrom } from '../platform/graphql/connection.ts';
import { selects } from '../platform/graphql/selection.ts';
import { burnUp } from './burn-up.ts';
import { Iteration } from './iteration.entity.ts';
import { IterationMutations } from './iteration.mutations.ts';
import { type IterationOrder, IterationOrders } from './iteration-order.ts';
import { type IterationRow, iterationRows, type Wanted } from './iteration-rows.ts';
import { BurnUpDay, Velocity } from './iteration.types.ts';
import { ITERATION_AT, ITERATION_OF_WEEK } from './iterations.sql.ts';
import { iterationsPage } from './iterations-page.ts';
import { requireWeek } from './plan-iteration.ts';
import { velocitiesUntil } from './velocity.ts';

const { Connection: IterationConnection } = connectionTypes('Iteration', () => Iteration);

/** How many finished iterations tell what the next one can hold. */
const LAST_VELOCITIES = 3;
const HISTORY_MAX = 104;
const SUMS = ['plannedPoints', 'deliveredPoints', 'acceptedPoints', 'budget'];

@ArgsType()
class IterationPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the start, or after `after`: 0 to 500; 50 when neither first nor last is given.',
  })
  first?: number;
  @Field(() => String, { nullable: true, description: 'A cursor of this order: only what follows it.' })
  after?: string;
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the end, or before `before`: 0 to 500. Not together with first.',
  })
  last?: number;
  @Field(() => String, { nullable: true, description: 'A cursor of this order: only what precedes it.' })
  before?: string;
  @Field(() => IterationOrders, { defaultValue: 'NUMBER', description: 'In which order.' })
  orderBy!: IterationOrder;
}

/** What the selection under `path` names of an iteration. */
function wantedUnder(info: GraphQLResolveInfo, path: string): Wanted {
  const wants = (field: string): boolean => selects(info, `${path}${field}`);
  return {
    stories: wants('stories'),
    goals: wants('goals'),
    entries: wants('budgetEntries'),
    points: SUMS.some(wants),
  };
}

@Resolver(() => Partnership)
class PartnershipIterationsResolver {
  @FieldResolver(() => IterationConnection, { description: 'The weeks that were planned, past and to come.' })
  iterations(
    @Root() { id }: PartnershipRow,
    @Args(() => IterationPageArgs) args: IterationPageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionOf<IterationRow>> {
    const wanted = wantedUnder(info, 'edges.node.');
    const counted = selects(info, 'totalCount');
    return iterationsPage(context, id, { page: pageFrom(args), orderBy: args.orderBy, wanted, counted });
  }

  @FieldResolver(() => Iteration, {
    nullable: true,
    description: 'The iteration that runs now; null while nobody has planned this week.',
  })
  async currentIteration(
    @Root() { id }: PartnershipRow,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IterationRow | null> {
    const stored = await context.services.sql.rows(ITERATION_AT, id, context.services.clock.now());
    return (await iterationRows(context, id, stored, wantedUnder(info, '')))[0] ?? null;
  }

  @FieldResolver(() => [Velocity], {
    description: 'What the last finished iterations came to, oldest first; those without a commitment are left out.',
  })
  async velocityHistory(
    @Root() { id }: PartnershipRow,
    @Arg('last', () => Int, { defaultValue: 12, description: 'How many, 1 to 104.' }) last: number,
    @Ctx() context: Context,
  ): Promise<Velocity[]> {
    if (last < 1 || last > HISTORY_MAX) throw badInput('last', `Ask for 1 to ${HISTORY_MAX} iterations.`);
    return velocitiesUntil(context, id, context.services.clock.now(), last);
  }
}

@Resolver(() => Iteration)
class IterationResolver {
  @Query(() => Iteration, {
    nullable: true,
    description:
      'The iteration of a week; null while nobody has planned it. NOT_FOUND when the viewer does not belong to the partnership, BAD_USER_INPUT for a week that does not exist.',
  })
  async iteration(
    @Arg('slug', () => String, { description: 'The partnership’s slug, as in the address of its pages.' }) slug: string,
    @Arg('isoWeek', () => String, { description: 'An ISO 8601 week, such as 2026-W47.' }) isoWeek: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IterationRow | null> {
    const { id } = await partnershipBySlug(context, slug);
    requireWeek(isoWeek);
    const stored = await context.services.sql.rows(ITERATION_OF_WEEK, id, isoWeek);
    return (await iterationRows(context, id, stored, wantedUnder(info, '')))[0] ?? null;
  }

  @FieldResolver(() => [Velocity], {
    description:
      'What the last three iterations that ended before this one began, and by now, came to; oldest first. Those without a commitment are left out.',
  })
  lastVelocities(@Root() iteration: IterationRow, @Ctx() context: Context): Promise<Velocity[]> {
    const now = context.services.clock.now();
    const until = now < iteration.startsAt ? now : iteration.startsAt;
    return velocitiesUntil(context, iteration.partnershipId, until, LAST_VELOCITIES);
  }

  @FieldResolver(() => [BurnUpDay], {
    description:
      'Its points day by day, from its first day to its last, or to today; empty before it begins. What was accepted after its end counts in acceptedPoints only.',
  })
  async burnUp(@Root() iteration: IterationRow, @Ctx() context: Context): Promise<BurnUpDay[]> {
    const { timeZone } = await partnershipById(context, iteration.partnershipId);
    return burnUp(context, iteration, timeZone);
  }
}

export const iterationResolvers = [PartnershipIterationsResolver, IterationResolver, IterationMutations] as const;
