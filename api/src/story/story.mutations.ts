import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type MemberRow, memberIn } from '../partnership/membership.ts';
import type { Context, Services } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { agreeToCriteria } from './agree-to-criteria.ts';
import { AgreeToCriteriaInput, WithdrawAgreementInput } from './agreement.type.ts';
import { assignStory } from './assign-story.ts';
import { createLabel } from './create-label.ts';
import { createStory } from './create-story.ts';
import { estimateStory } from './estimate-story.ts';
import { labelStory } from './label-story.ts';
import { type LabelRow, loadLabels } from './labels.sql.ts';
import { rankStory } from './rank-story.ts';
import {
  AssignStoryInput,
  CreateLabelInput,
  CreateStoryInput,
  EstimateStoryInput,
  LabelPayload,
  LabelStoryInput,
  RankStoryInput,
  StoryPayload,
  TransitionStoryInput,
  UnassignStoryInput,
  UnlabelStoryInput,
} from './story.inputs.ts';
import { actorOn } from './story-place.ts';
import { loadStories, type StoryRow } from './story-rows.ts';
import { transitionStory } from './transition-story.ts';
import { unassignStory } from './unassign-story.ts';
import { unlabelStory } from './unlabel-story.ts';
import { withdrawAgreement } from './withdraw-agreement.ts';

const INPUT = { description: 'What to do, and to which story.' };
const WHO = 'Anyone but an observer may.';

@Resolver()
export class StoryMutations {
  @Mutation(() => StoryPayload, { description: `Creates a draft, last in the backlog. ${WHO}` })
  async createStory(@Arg('input', () => CreateStoryInput, INPUT) input: CreateStoryInput, @Ctx() context: Context) {
    const actor = await memberIn(context, input.partnershipId);
    return storyAfter(context, await createStory(context.services, actor, input));
  }

  @Mutation(() => StoryPayload, {
    description: `Sets a story’s points, or takes them back; CONFLICT once an iteration has taken it on. ${WHO}`,
  })
  estimateStory(@Arg('input', () => EstimateStoryInput, INPUT) input: EstimateStoryInput, @Ctx() context: Context) {
    return edited(context, input, estimateStory);
  }

  @Mutation(() => StoryPayload, { description: `Moves a story in the backlog. ${WHO}` })
  rankStory(@Arg('input', () => RankStoryInput, INPUT) input: RankStoryInput, @Ctx() context: Context) {
    return edited(context, input, rankStory);
  }

  @Mutation(() => StoryPayload, { description: `Makes a member of either party an owner. ${WHO}` })
  assignStory(@Arg('input', () => AssignStoryInput, INPUT) input: AssignStoryInput, @Ctx() context: Context) {
    return edited(context, input, assignStory);
  }

  @Mutation(() => StoryPayload, { description: `Takes an owner off a story. ${WHO}` })
  unassignStory(@Arg('input', () => UnassignStoryInput, INPUT) input: UnassignStoryInput, @Ctx() context: Context) {
    return edited(context, input, unassignStory);
  }

  @Mutation(() => StoryPayload, { description: `Puts a label on a story. ${WHO}` })
  labelStory(@Arg('input', () => LabelStoryInput, INPUT) input: LabelStoryInput, @Ctx() context: Context) {
    return edited(context, input, labelStory);
  }

  @Mutation(() => StoryPayload, { description: `Takes a label off a story. ${WHO}` })
  unlabelStory(@Arg('input', () => UnlabelStoryInput, INPUT) input: UnlabelStoryInput, @Ctx() context: Context) {
    return edited(context, input, unlabelStory);
  }

  @Mutation(() => StoryPayload, {
    description: `Moves a story to another state. ${WHO} ACCEPTED and RETURNED are the client’s to give.`,
  })
  transitionStory(
    @Arg('input', () => TransitionStoryInput, INPUT) input: TransitionStoryInput,
    @Ctx() context: Context,
  ) {
    return edited(context, input, transitionStory);
  }

  @Mutation(() => StoryPayload, {
    description: `Agrees to criteria as they were read, for the viewer’s party. CONFLICT, with \`criterionIds\`, when one reads otherwise by now. ${WHO}`,
  })
  agreeToCriteria(
    @Arg('input', () => AgreeToCriteriaInput, INPUT) input: AgreeToCriteriaInput,
    @Ctx() context: Context,
  ) {
    return edited(context, input, agreeToCriteria);
  }

  @Mutation(() => StoryPayload, {
    description: `Takes back what the viewer’s party agreed to about one criterion. ${WHO}`,
  })
  withdrawAgreement(
    @Arg('input', () => WithdrawAgreementInput, INPUT) input: WithdrawAgreementInput,
    @Ctx() context: Context,
  ) {
    return edited(context, input, withdrawAgreement);
  }

  @Mutation(() => LabelPayload, { description: `Adds a label to the partnership’s set. ${WHO}` })
  async createLabel(
    @Arg('input', () => CreateLabelInput, { description: 'The label.' }) input: CreateLabelInput,
    @Ctx() context: Context,
  ): Promise<{ label: LabelRow }> {
    const actor = await memberIn(context, input.partnershipId);
    const id = await createLabel(context.services, actor, input);
    const label = (await loadLabels(context, [id])).get(id);
    if (!label) throw notFound('label');
    return { label };
  }
}

async function edited<Input extends { storyId: string }>(
  context: Context,
  input: Input,
  command: (services: Services, actor: MemberRow, input: Input) => Promise<void>,
): Promise<{ story: StoryRow }> {
  await command(context.services, await actorOn(context, input.storyId), input);
  return storyAfter(context, input.storyId);
}

async function storyAfter(context: Context, storyId: string): Promise<{ story: StoryRow }> {
  const story = (await loadStories(context, [storyId])).get(storyId.toLowerCase());
  if (!story) throw notFound('story');
  return { story };
}
