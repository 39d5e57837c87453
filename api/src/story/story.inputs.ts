import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import type { StoryState } from '@tandem/schema/story/rules';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Label } from './label.entity.ts';
import { Story } from './story.entity.ts';
import { StoryStateEnum } from './story-state.ts';

const MUTATION_ID = 'A new UUID for each mutation; sent again with the same one, it acts once.';
const STORY_ID = 'Which story.';

@InputType({
  description: 'A new story, put last in the backlog as a draft. The viewer becomes the writer of its first words.',
})
export class CreateStoryInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: 'Where it belongs.' })
  partnershipId!: PartnershipId;
  @Field(() => String, {
    defaultValue: '',
    description: 'One line, up to 200 characters; may wait to be written together.',
  })
  title!: string;
  @Field(() => String, {
    defaultValue: '',
    description: 'Plain text, up to 100,000 characters; each line becomes a paragraph.',
  })
  narrative!: string;
  @Field(() => [String], {
    defaultValue: [],
    description: 'Acceptance criteria in their order: up to 100 of up to 4,000 characters.',
  })
  criteria!: string[];
  @Field(() => Int, { nullable: true, description: 'Points, 0 to 100; null when not estimated.' })
  estimate?: number | null;
  @Field(() => [ID], { defaultValue: [], description: 'Up to 20 labels of the partnership.' })
  labelIds!: string[];
  @Field(() => [ID], { defaultValue: [], description: 'Up to 12 members of either party.' })
  ownerIds!: string[];
}

@InputType({ description: 'A story’s estimate.' })
export class EstimateStoryInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
  @Field(() => Int, { nullable: true, description: 'Points, 0 to 100; null takes the estimate back.' })
  points?: number | null;
}

@InputType({ description: 'A story’s place in the backlog: next to one neighbour, or first when none is given.' })
export class RankStoryInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
  @Field(() => ID, { nullable: true, description: 'The story right after which it goes; not together with beforeId.' })
  afterId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The story right before which it goes; not together with afterId.' })
  beforeId?: string | null;
}

@InputType({ description: 'One more owner for a story.' })
export class AssignStoryInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
  @Field(() => ID, { description: 'An active member of either party. Already an owner: nothing changes.' })
  memberId!: string;
}

@InputType({ description: 'One owner fewer for a story.' })
export class UnassignStoryInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
  @Field(() => ID, { description: 'The owner, who may have left the partnership. Not an owner: nothing changes.' })
  memberId!: string;
}

@InputType({ description: 'One more label on a story.' })
export class LabelStoryInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
  @Field(() => ID, { description: 'A label of the partnership. Already on it: nothing changes.' })
  labelId!: string;
}

@InputType({ description: 'One label fewer on a story.' })
export class UnlabelStoryInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
  @Field(() => ID, { description: 'The label. Not on it: nothing changes.' })
  labelId!: string;
}

@InputType({
  description: 'A story’s next state, and with a neighbour also its place: so a drag on the board is one change.',
})
export class TransitionStoryInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
  @Field(() => StoryStateEnum, {
    description:
      'One of the story’s `transitions`; otherwise CONFLICT, whose `possible` lists them. Its own state: only the place changes.',
  })
  to!: StoryState;
  @Field(() => String, { nullable: true, description: 'Why, up to 2,000 characters; RETURNED and DROPPED need it.' })
  reason?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The story right after which it goes; without a neighbour it keeps its place.',
  })
  afterId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The story right before which it goes; not together with afterId.' })
  beforeId?: string | null;
}

@InputType({ description: 'A new label.' })
export class CreateLabelInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: 'Where it belongs.' })
  partnershipId!: PartnershipId;
  @Field(() => String, { description: 'One line, up to 40 characters, unlike the others without regard to case.' })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A mutation’s story.' })
export class StoryPayload {
  @Field(() => Story, { description: 'The story as it stands after the mutation.' })
  story!: Story;
}

@ObjectType({ simpleResolvers: true, description: 'A mutation’s label.' })
export class LabelPayload {
  @Field(() => Label, { description: 'The label as it stands after the mutation.' })
  label!: Label;
}

@ObjectType({ simpleResolvers: true, description: 'How many stories are in a state.' })
export class StoryCount {
  @Field(() => StoryStateEnum, { description: 'The state.' })
  state!: StoryState;
  @Field(() => Int, { description: 'How many stories.' })
  count!: number;
  @Field(() => Int, { description: 'The sum of their estimates; those without one count nothing.' })
  points!: number;
}
