import 'reflect-metadata';
import type { GraphQLResolveInfo } from 'graphql';
import type { PartnershipId } from '@tandem/schema/ids';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { memberIn } from '../../partnership/membership.ts';
import { Partnership } from '../../partnership/partnership.entity.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { type ConnectionOf, connectionTypes, pageFrom } from '../../platform/graphql/connection.ts';
import { Day } from '../../platform/graphql/day.ts';
import { selects } from '../../platform/graphql/selection.ts';
import { postStandup } from './post-standup.ts';
import { PostStandupInput, Standup, StandupPayload } from './standup.type.ts';
import { standupOf } from './standup-day.ts';
import { StandupEntry } from './standup-entry.entity.ts';
import { type EntryRow, loadEntries } from './standup-rows.ts';
import { standupsPage } from './standups-page.ts';

const { Connection: StandupEntryConnection } = connectionTypes('StandupEntry', () => StandupEntry);

@ArgsType()
class StandupPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the start, or after `after`: 0 to 500; 50 when neither first nor last is given.',
  })
  first?: number;
  @Field(() => String, { nullable: true, description: 'A cursor: only what follows it.' })
  after?: string;
  @Field(() => Int, { nullable: true, description: 'How many from the end, or before `before`: 0 to 500.' })
  last?: number;
  @Field(() => String, { nullable: true, description: 'A cursor: only what precedes it.' })
  before?: string;
  @Field(() => ID, { nullable: true, description: 'Only this member’s.' })
  memberId?: string;
}

@Resolver(() => Partnership)
class PartnershipStandupsResolver {
  @FieldResolver(() => StandupEntryConnection, { description: 'Every stand-up entry, the oldest day first.' })
  standups(
    @Root() partnership: Partnership,
    @Args(() => StandupPageArgs) args: StandupPageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionOf<EntryRow>> {
    return standupsPage(context, partnership.id, {
      page: pageFrom(args),
      memberId: args.memberId ?? null,
      counted: selects(info, 'totalCount'),
    });
  }
}

@Resolver()
class StandupResolver {
  @Query(() => Standup, {
    nullable: true,
    description:
      'A day’s stand-up: who has posted what, and who has not, each by their own clock. NOT_FOUND when the viewer may not see the partnership; BAD_USER_INPUT for a day that does not exist.',
  })
  standup(
    @Arg('partnershipId', () => ID, { description: 'Whose.' }) partnershipId: PartnershipId,
    @Arg('on', () => Day, { description: 'Which day.' }) on: string,
    @Ctx() context: Context,
  ): Promise<Standup> {
    return standupOf(context, partnershipId, on);
  }

  @Mutation(() => StandupPayload, {
    description:
      'Writes the viewer’s stand-up entry of their own present day, or rewrites it until that day ends for them. Anyone but an observer may. BAD_USER_INPUT for a day that is over or to come, and when it says nothing.',
  })
  async postStandup(
    @Arg('input', () => PostStandupInput, { description: 'What they say.' }) input: PostStandupInput,
    @Ctx() context: Context,
  ): Promise<{ entry: EntryRow }> {
    const actor = await memberIn(context, input.partnershipId);
    const id = await postStandup(context.services, actor, input);
    const entry = (await loadEntries(context, [id])).get(id);
    if (!entry) throw notFound('stand-up entry');
    return { entry };
  }
}

export const standupResolvers = [PartnershipStandupsResolver, StandupResolver] as const;
