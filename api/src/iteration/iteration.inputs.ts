import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import type { BudgetUnit, GoalOutcome } from '@tandem/schema/iteration/rules';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MutationInput } from '../partnership/mutation-input.ts';
import { BudgetUnits, GoalOutcomes } from './iteration.enums.ts';
import { Iteration } from './iteration.entity.ts';

const STORY_ID = 'Which story.';

@InputType({ description: 'A week to plan.' })
export class PlanIterationInput extends MutationInput {
  @Field(() => ID, { description: 'Where it belongs.' })
  partnershipId!: PartnershipId;
  @Field(() => String, {
    description:
      'An ISO 8601 week such as 2026-W47, from this one to a year ahead. One that is planned already stays as it is.',
  })
  isoWeek!: string;
}

@InputType()
export class OnIterationInput extends MutationInput {
  @Field(() => ID, { description: 'Which iteration.' })
  iterationId!: string;
}

@InputType({ description: 'What the vendor can take on.' })
export class SetCapacityInput extends OnIterationInput {
  @Field(() => Int, { nullable: true, description: 'Points, 0 to 1,000; null takes the capacity back.' })
  points?: number | null;
}

@InputType({ description: 'What the client puts aside.' })
export class SetBudgetInput extends OnIterationInput {
  @Field(() => Float, {
    nullable: true,
    description: 'Whole points up to 1,000, or money with at most two decimals; null takes the budget back.',
  })
  amount?: number | null;
  @Field(() => BudgetUnits, { nullable: true, description: 'What it is counted in; needed with an amount.' })
  unit?: BudgetUnit | null;
  @Field(() => String, { nullable: true, description: 'ISO 4217, such as GBP; needed with money, and only then.' })
  currency?: string | null;
}

@InputType({ description: 'Money spent.' })
export class RecordSpendInput extends OnIterationInput {
  @Field(() => Float, {
    description: 'In the budget’s currency, with at most two decimals; not 0, and negative to correct an earlier one.',
  })
  amount!: number;
  @Field(() => String, { description: 'What it was spent on, 1 to 400 characters.' })
  note!: string;
}

@InputType({ description: 'A story for an iteration: next to one neighbour, or last when none is given.' })
export class PlanStoryInput extends OnIterationInput {
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The story of the iteration right after which it goes; not together with beforeId.',
  })
  afterId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The story of the iteration right before which it goes; not together with afterId.',
  })
  beforeId?: string | null;
}

@InputType({ description: 'A story that is no longer planned for an iteration.' })
export class UnplanStoryInput extends OnIterationInput {
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
}

@InputType({ description: 'A planned story that the viewer’s party does not commit to.' })
export class DeclineStoryInput extends OnIterationInput {
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
  @Field(() => String, { description: 'Why, 1 to 2,000 characters; both sides read it.' })
  reason!: string;
}

@InputType({ description: 'A story that the viewer’s party declined and now takes.' })
export class UndeclineStoryInput extends OnIterationInput {
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
}

@InputType({ description: 'What the viewer’s party calls a goal.' })
export class CallGoalInput extends OnIterationInput {
  @Field(() => ID, { description: 'Which goal of the iteration.' })
  goalId!: string;
  @Field(() => GoalOutcomes, { description: 'The word.' })
  outcome!: GoalOutcome;
  @Field(() => String, { defaultValue: '', description: 'What to say to it, up to 2,000 characters.' })
  note!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A mutation’s iteration.' })
export class IterationPayload {
  @Field(() => Iteration, { description: 'The iteration as it stands after the mutation.' })
  iteration!: Iteration;
}
