import 'reflect-metadata';
import type { GraphQLResolveInfo } from 'graphql';
import { TRANSITIONS } from '@tandem/schema/story/rules';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Partnership } from '../partnership/partnership.entity.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { connectionTypes, pageFrom } from '../platform/graphql/connection.ts';
import { selects } from '../platform/graphql/selection.ts';
import { CriterionResolver } from './criterion.resolver.ts';
import { HistoryMutations, StoryHistoryResolver } from './history.resolver.ts';
import { Label } from './label.entity.ts';
import { type LabelRow, labelsOf } from './labels.sql.ts';
import { QuestionMutations, StoryQuestionsResolver } from './question.resolver.ts';
import { SplitResolver } from './split.resolver.ts';
import { STORY_COUNTS } from './stories.sql.ts';
import { type StoriesPage, storiesPage } from './stories-page.ts';
import { Story } from './story.entity.ts';
import { StoryFilter } from './story-filter.ts';
import { StoryCount } from './story.inputs.ts';
import { StoryMutations } from './story.mutations.ts';
import { type StoryRow, storyByKey } from './story-rows.ts';
import { type StoryOrder, StoryOrderEnum } from './story-state.ts';

const { Connection: StoryConnection } = connectionTypes('Story', () => Story);

/** The fields of a story that lead to members. */
const PEOPLE = [
  ...['owners', 'createdBy', 'stateChangedBy', 'criteria.createdBy', 'criteria.agreements'],
  ...['criteria.droppedAgreements', 'criteria.changeSinceAgreement'],
];

@ArgsType()
class StoryPageArgs {
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
  @Field(() => StoryFilter, { nullable: true, description: 'Which stories; all of them without it.' })
  filter?: StoryFilter;
  @Field(() => StoryOrderEnum, { defaultValue: 'RANK', description: 'In which order.' })
  orderBy!: StoryOrder;
}

@Resolver(() => Partnership)
class PartnershipStoriesResolver {
  @FieldResolver(() => StoryConnection, {
    description: 'The partnership’s stories, dropped ones included unless filtered.',
  })
  stories(
    @Root() partnership: Partnership,
    @Args(() => StoryPageArgs) args: StoryPageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<StoriesPage> {
    const wants = (field: string): boolean => selects(info, `edges.node.${field}`);
    const { filter = null, orderBy } = args;
    const heavy = { narrative: wants('narrative'), criteria: wants('criteria'), inks: wants('inks') };
    const edges = {
      members: PEOPLE.some(wants),
      labels: wants('labels'),
      parties: heavy.inks,
      viewer: wants('transitions'),
    };
    const counted = selects(info, 'totalCount');
    return storiesPage(context, partnership, { page: pageFrom(args), filter, orderBy, heavy, edges, counted });
  }

  @FieldResolver(() => [StoryCount], {
    description: 'How many stories are in each state: every state once, also an empty one.',
  })
  async storyCounts(@Root() partnership: Partnership, @Ctx() context: Context): Promise<StoryCount[]> {
    const counts = await context.services.sql.rows(STORY_COUNTS, partnership.id);
    return (Object.keys(TRANSITIONS) as StoryCount['state'][]).map(
      (state) => counts.find((counted) => counted.state === state) ?? { state, count: 0, points: 0 },
    );
  }

  @FieldResolver(() => [Label], { description: 'Its labels in the order of their names.' })
  async labels(@Root() partnership: Partnership, @Ctx() context: Context): Promise<LabelRow[]> {
    return [...(await labelsOf(context, partnership.id)).values()];
  }
}

@Resolver()
class StoryResolver {
  @Query(() => Story, {
    nullable: true,
    description: 'A story by what people call it. NOT_FOUND when it does not exist or the viewer may not see it.',
  })
  async story(
    @Arg('slug', () => String, { description: 'The partnership’s slug, as in the address of its pages.' }) slug: string,
    @Arg('key', () => String, { description: 'Such as MT-101; capitals do not matter.' }) key: string,
    @Ctx() context: Context,
  ): Promise<StoryRow> {
    const story = await storyByKey(context, slug, key);
    if (!story) throw notFound('story');
    return story;
  }
}

export const storyResolvers = [
  PartnershipStoriesResolver,
  StoryResolver,
  CriterionResolver,
  StoryMutations,
  StoryQuestionsResolver,
  QuestionMutations,
  SplitResolver,
  StoryHistoryResolver,
  HistoryMutations,
] as const;
