import 'reflect-metadata';
import type { StoryId } from '@tandem/schema/ids';
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { MutationInput } from '../partnership/mutation-input.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { inBatch } from '../platform/graphql/batch.ts';
import { splitStory } from './split-story.ts';
import { SPLITS_OF } from './stories.sql.ts';
import { Story } from './story.entity.ts';
import { actorOn } from './story-place.ts';
import { loadStories, type StoryRow } from './story-rows.ts';

@InputType({ description: 'What the scope ledger keeps of a split in a committed week.' })
class SplitScopeInput {
  @Field(() => ID, { description: 'Who asked for it: an active member of either party.' })
  askedById!: string;
  @Field(() => String, { description: 'Why, 1 to 2,000 characters; both parties read it.' })
  reason!: string;
  @Field(() => Int, { nullable: true, description: 'Points of what stays, 0 to 100; as they were when left out.' })
  points?: number | null;
}

@InputType({ description: 'A story to split.' })
class SplitStoryInput extends MutationInput {
  @Field(() => ID, { description: 'Which story.' })
  storyId!: string;
  @Field(() => [ID], { description: 'The criteria that go to the new story: some of them, not all.' })
  criterionIds!: string[];
  @Field(() => String, { description: 'The new story’s title: one line of 1 to 200 characters.' })
  title!: string;
  @Field(() => SplitScopeInput, {
    nullable: true,
    description: 'Needed for a story of a committed week, and only then used; the new story is a draft outside it.',
  })
  scope?: SplitScopeInput | null;
}

@ObjectType({ simpleResolvers: true, description: 'Both stories after a split.' })
class SplitStoryPayload {
  @Field(() => Story, { description: 'The story that was split, without the criteria that went.' })
  story!: Story;
  @Field(() => Story, { description: 'The new draft.' })
  split!: Story;
}

@Resolver(() => Story)
export class SplitResolver {
  @FieldResolver(() => Story, { nullable: true, description: 'The story that it was split from; null for most.' })
  async splitFrom(@Root() { splitFromId }: StoryRow, @Ctx() context: Context): Promise<StoryRow | null> {
    return splitFromId && ((await storiesById(context, splitFromId)) ?? null);
  }

  @FieldResolver(() => [Story], { description: 'The stories that were split from it, in the order of their numbers.' })
  async splits(@Root() { id, partnershipId }: StoryRow, @Ctx() context: Context): Promise<StoryRow[]> {
    const found = await inBatch(context, `splits:${partnershipId}`, id, async (ids) =>
      Map.groupBy(await context.services.sql.rows(SPLITS_OF, partnershipId, ids), ({ splitFromId }) => splitFromId),
    );
    const stories = await Promise.all((found ?? []).map((split) => storiesById(context, split.id)));
    return stories.filter((story) => story !== undefined);
  }

  @Mutation(() => SplitStoryPayload, {
    description:
      'Moves some of a story’s criteria to a new draft, right after it in the backlog. Anyone but an observer may. CONFLICT for all of its criteria, and for a story of a committed week without `scope`.',
  })
  async splitStory(
    @Arg('input', () => SplitStoryInput, { description: 'Which story, and what goes.' }) input: SplitStoryInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const splitId = await splitStory(context.services, await actorOn(context, input.storyId), input);
    const stories = await loadStories(context, [input.storyId, splitId]);
    const [story, split] = [stories.get(input.storyId.toLowerCase()), stories.get(splitId)];
    if (!story || !split) throw notFound('story');
    return { story, split };
  }
}

const storiesById = (context: Context, id: StoryId): Promise<StoryRow | undefined> =>
  inBatch(context, 'stories by id', id, (ids) => loadStories(context, ids) as Promise<ReadonlyMap<StoryId, StoryRow>>);
