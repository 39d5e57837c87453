import 'reflect-metadata';
import type { DocumentId, MemberId, StoryId } from '@tandem/schema/ids';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Int, Mutation, Resolver, Root } from 'type-graphql';
import { momentAt } from '../live/history/history.sql.ts';
import { type MemberRow, membersOf } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { badInput, notFound } from '../platform/errors.ts';
import { pageFrom } from '../platform/graphql/connection.ts';
import { selects } from '../platform/graphql/selection.ts';
import {
  FieldDiff,
  InkedField,
  NameVersionInput,
  RestoreVersionInput,
  RestoreVersionPayload,
  StoryText,
  StoryVersionConnection,
} from './history.type.ts';
import { nameVersion } from './name-version.ts';
import { restoreVersion } from './restore-version.ts';
import { Story } from './story.entity.ts';
import { StoryPayload } from './story.inputs.ts';
import { checkMoment, compareFields, ownersAmong, textOf, wordsAt } from './story-moments.ts';
import { actorOn } from './story-place.ts';
import { loadStories, type StoryRow } from './story-rows.ts';
import { versionsPage } from './versions-page.ts';

/** Each may replay a whole log: a list of stories is no place to ask for it. */
const STORIES_MAX = 10;

@ArgsType()
class VersionPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the newest, or after `after`: 0 to 500; 50 when neither first nor last is given.',
  })
  first?: number;
  @Field(() => String, { nullable: true, description: 'A cursor of this connection: only what is older.' })
  after?: string;
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the oldest, or before `before`: 0 to 500. Not together with first.',
  })
  last?: number;
  @Field(() => String, { nullable: true, description: 'A cursor of this connection: only what is newer.' })
  before?: string;
}

@Resolver(() => Story)
export class StoryHistoryResolver {
  @FieldResolver(() => StoryVersionConnection, {
    description: 'The versions of its words, newest first. At most 10 stories’ history in one operation.',
  })
  async versions(
    @Root() story: StoryRow,
    @Args(() => VersionPageArgs) args: VersionPageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    boundStories(context, story.id);
    const measured = selects(info, 'edges.node.added') || selects(info, 'edges.node.removed');
    return versionsPage(context, story, pageFrom(args), measured);
  }

  @FieldResolver(() => StoryText, {
    description: 'Its words as they stood at a moment. BAD_USER_INPUT when there is no such moment.',
  })
  async textAt(
    @Root() story: StoryRow,
    @Arg('seq', () => Int, { description: 'The moment, from 1 to the newest version’s seq.' }) seq: number,
    @Ctx() context: Context,
  ): Promise<StoryText> {
    const { services } = context;
    boundStories(context, story.id);
    await checkMoment(services, story.id, seq, { field: 'seq' });
    const [[title, narrative, ...criteria] = [], moment] = await Promise.all([
      wordsAt(services, story.id, [seq]).then(([fields]) => fields),
      services.sql.row(momentAt, documentOf(story), seq),
    ]);
    if (!title || !narrative || !moment) throw notFound('story');
    return {
      seq,
      at: moment.at,
      title: textOf(title),
      narrative: textOf(narrative),
      criteria: criteria.map((one) => ({ id: one.field.slice('criterion:'.length), text: textOf(one) })),
    };
  }

  @FieldResolver(() => [InkedField], {
    description: 'Who wrote which of its words: title, narrative, then the criteria in their order.',
  })
  async inkRuns(
    @Root() story: StoryRow,
    @Arg('seq', () => Int, { nullable: true, description: 'At which moment, from 1; null for now.' })
    seq: number | null,
    @Ctx() context: Context,
  ): Promise<object[]> {
    const { services } = context;
    boundStories(context, story.id);
    const at = await checkMoment(services, story.id, seq, { field: 'seq' });
    const [fields = []] = await wordsAt(services, story.id, [at]);
    const [owners, members] = await Promise.all([
      ownersAmong(services, story.id, fields),
      membersOf(context, story.partnershipId),
    ]);
    return fields.map(({ field, runs }) => ({ field, runs: byMember(runs, owners, members) }));
  }

  @FieldResolver(() => [FieldDiff], {
    description: 'What became of each part of it between two moments, word by word.',
  })
  async diff(
    @Root() story: StoryRow,
    @Arg('from', () => Int, { description: 'The earlier moment; 0 is before the first word.' }) from: number,
    @Arg('to', () => Int, { nullable: true, description: 'The later moment, not before `from`; null for now.' })
    to: number | null,
    @Ctx() context: Context,
  ): Promise<FieldDiff[]> {
    const { services } = context;
    boundStories(context, story.id);
    const until = await checkMoment(services, story.id, to, { field: 'to', first: 0 });
    if (from < 0 || from > until) throw badInput('from', 'from must be a moment that is not after to, or 0.');
    const [before = [], after = []] = await wordsAt(services, story.id, [from, until]);
    return compareFields(before, after);
  }
}

@Resolver()
export class HistoryMutations {
  @Mutation(() => StoryPayload, {
    description: 'Names a moment of a story’s words, so that it is found again. Anyone but an observer may.',
  })
  async nameVersion(
    @Arg('input', () => NameVersionInput, { description: 'Which moment, and its name.' }) input: NameVersionInput,
    @Ctx() context: Context,
  ): Promise<{ story: StoryRow }> {
    await nameVersion(context.services, await actorOn(context, input.storyId), input);
    return { story: await storyOf(context, input.storyId) };
  }

  @Mutation(() => RestoreVersionPayload, {
    description:
      'Writes the words of a moment back as a new edit of the viewer’s: the history keeps everything. Anyone but an observer may.',
  })
  async restoreVersion(
    @Arg('input', () => RestoreVersionInput, { description: 'Which moment.' }) input: RestoreVersionInput,
    @Ctx() context: Context,
  ): Promise<{ story: StoryRow; seq: number }> {
    const seq = await restoreVersion(context.services, await actorOn(context, input.storyId), input);
    return { story: await storyOf(context, input.storyId), seq };
  }
}

async function storyOf(context: Context, storyId: string): Promise<StoryRow> {
  const story = (await loadStories(context, [storyId])).get(storyId.toLowerCase());
  if (!story) throw notFound('story');
  return story;
}

const documentOf = ({ id }: StoryRow): DocumentId => id as string as DocumentId;

/** Neighbours of one writer under several client ids become one run. */
function byMember(
  runs: readonly { client: number | null; text: string }[],
  owners: ReadonlyMap<number, MemberId>,
  members: ReadonlyMap<MemberId, MemberRow>,
): object[] {
  const merged: { text: string; member: MemberRow | null; party: MemberRow['party'] | null }[] = [];
  for (const { client, text } of runs) {
    const owner = client === null ? undefined : owners.get(client);
    const member = (owner && members.get(owner)) ?? null;
    const last = merged.at(-1);
    if (last && last.member === member) last.text += text;
    else merged.push({ text, member, party: member?.party ?? null });
  }
  return merged;
}

/** @throws Refusal BAD_USER_INPUT for too many stories in one operation. */
function boundStories(context: Context, storyId: StoryId): void {
  const asked = (context.memo.get('histories') as Set<StoryId> | undefined) ?? new Set<StoryId>();
  context.memo.set('histories', asked.add(storyId));
  if (asked.size > STORIES_MAX)
    throw badInput('first', `Ask for the history of at most ${STORIES_MAX} stories at a time.`);
}
