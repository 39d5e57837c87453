import 'reflect-metadata';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { partiesOf } from '../../partnership/membership.ts';
import { Partnership } from '../../partnership/partnership.entity.ts';
import type { Context } from '../../platform/context.ts';
import { type ConnectionOf, connectionTypes, pageFrom } from '../../platform/graphql/connection.ts';
import { selects } from '../../platform/graphql/selection.ts';
import { GivenPromise } from './promise.entity.ts';
import { PromiseFilter } from './promise.inputs.ts';
import { PromiseMutations } from './promise.mutations.ts';
import { type PromiseOrder, PromiseOrders } from './promise-enums.ts';
import { promiseByKey, type PromiseRow } from './promise-rows.ts';
import { PromiseReliability } from './promise.type.ts';
import { promisesPage } from './promises-page.ts';
import { RELIABILITY } from './promises.sql.ts';
import { WaitingResolver } from './waiting.resolver.ts';

const { Connection: PromiseConnection } = connectionTypes('Promise', () => GivenPromise);

@ArgsType()
class PromisePageArgs {
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
  @Field(() => PromiseFilter, { nullable: true, description: 'Which promises; all of them without it.' })
  filter?: PromiseFilter;
  @Field(() => PromiseOrders, { defaultValue: 'NUMBER', description: 'In which order.' })
  orderBy!: PromiseOrder;
}

@Resolver(() => Partnership)
class PartnershipPromisesResolver {
  @FieldResolver(() => PromiseConnection, {
    description: 'What either side owes the other, and what became of it; all of it unless filtered.',
  })
  promises(
    @Root() { id }: Partnership,
    @Args(() => PromisePageArgs) args: PromisePageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionOf<PromiseRow>> {
    const { filter = null, orderBy } = args;
    return promisesPage(context, id, { page: pageFrom(args), filter, orderBy, counted: selects(info, 'totalCount') });
  }

  @FieldResolver(() => [PromiseReliability], {
    description: 'How each party keeps what it promises, over all its promises; the client first.',
  })
  async promiseReliability(@Root() { id }: Partnership, @Ctx() context: Context): Promise<PromiseReliability[]> {
    const [parties, counts] = await Promise.all([partiesOf(context, id), context.services.sql.rows(RELIABILITY, id)]);
    return parties.flatMap((party) => {
      const found = counts.find(({ partyId }) => partyId === party.id);
      if (!found) return [];
      const { kept, missed, renegotiated, declined, open } = found;
      const decided = kept + missed;
      return [{ party, kept, missed, renegotiated, declined, open, ratio: decided === 0 ? null : kept / decided }];
    });
  }

  @Query(() => GivenPromise, {
    nullable: true,
    description: 'A promise by what people call it. NOT_FOUND when it does not exist or the viewer may not see it.',
  })
  promise(
    @Arg('slug', () => String, { description: 'The partnership’s slug, as in the address of its pages.' }) slug: string,
    @Arg('key', () => String, { description: 'Such as P-7; capitals do not matter.' }) key: string,
    @Ctx() context: Context,
  ): Promise<PromiseRow> {
    return promiseByKey(context, slug, key);
  }
}

export const promiseResolvers = [PartnershipPromisesResolver, PromiseMutations, WaitingResolver] as const;
