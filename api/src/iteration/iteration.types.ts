import 'reflect-metadata';
import type { BudgetUnit, BudgetWarning, InIteration } from '@tandem/schema/iteration/rules';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Member } from '../partnership/member.entity.ts';
import { Party } from '../partnership/party.entity.ts';
import { Story } from '../story/story.entity.ts';
import { BudgetUnits, BudgetWarnings, InIterations } from './iteration.enums.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'What the client puts aside for an iteration, and what is left of it.',
})
export class Budget {
  @Field(() => Float, { description: 'Whole points, or money with two decimals.' })
  amount!: number;
  @Field(() => BudgetUnits, { description: 'What all of its figures are counted in.' })
  unit!: BudgetUnit;
  @Field(() => String, { nullable: true, description: 'ISO 4217, such as GBP; null for points.' })
  currency!: string | null;
  @Field(() => Float, { description: 'Points: those delivered or accepted. Money: the sum of what was recorded.' })
  spent!: number;
  @Field(() => Float, { description: 'amount − spent; negative when it is overspent.' })
  remaining!: number;
  @Field(() => BudgetWarnings, { description: 'How near its end is.' })
  warning!: BudgetWarning;
  @Field(() => Member, { nullable: true, description: 'Who of the client set it.' })
  setBy!: Member | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Something spent of a money budget. Entries are added, never changed.',
})
export class BudgetEntry {
  @Field(() => ID, { description: 'Unique; not a node.' })
  id!: string;
  @Field(() => Float, { description: 'In the budget’s currency; negative where it corrects an earlier one.' })
  amount!: number;
  @Field(() => String, { description: 'What it was spent on, up to 400 characters.' })
  note!: string;
  @Field(() => Member, { nullable: true, description: 'Who of the vendor recorded it.' })
  madeBy!: Member | null;
  @Field(() => GraphQLISODateTime, { description: 'When it was recorded, UTC.' })
  at!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A story in an iteration. One for each pair, kept: it is the story’s lineage.',
})
export class IterationStory {
  @Field(() => ID, { description: 'Unique; the iteration’s id and the story’s. Not a node.' })
  id!: string;
  @Field(() => Story, { description: 'The story as it stands now.' })
  story!: Story;
  @Field(() => InIterations, { description: 'How it stands in this iteration.' })
  state!: InIteration;
  @Field(() => Int, {
    nullable: true,
    description:
      'Its points in the week: as committed or added, then as the scope ledger changed them. Null before, when its estimate counts.',
  })
  points!: number | null;
  @Field(() => String, { description: 'Its place in the iteration, ascending by code point.' })
  rank!: string;
  @Field(() => Party, { nullable: true, description: 'Who declined it; null unless DECLINED.' })
  declinedBy!: Party | null;
  @Field(() => String, { nullable: true, description: 'Why it was declined; null unless DECLINED.' })
  reason!: string | null;
  @Field(() => Member, { nullable: true, description: 'Who brought it into this state; null for Tandem itself.' })
  changedBy!: Member | null;
  @Field(() => GraphQLISODateTime, { description: 'When it came into this state, UTC.' })
  changedAt!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description: 'An iteration’s points as they stood at the end of one of its days, or stand now on the day that runs.',
})
export class BurnUpDay {
  @Field(() => String, { description: 'A calendar day in the partnership’s zone, YYYY-MM-DD.' })
  day!: string;
  @Field(() => Int, { nullable: true, description: 'Points of the commitment; null before it was in force.' })
  committed!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'committed and what the scope ledger added since: Σ (points after − points before). Null before the commitment.',
  })
  scope!: number | null;
  @Field(() => Int, {
    description: 'Points of stories delivered and waiting for a verdict; accepted ones not included.',
  })
  delivered!: number;
  @Field(() => Int, { description: 'Points of accepted stories.' })
  accepted!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What a finished iteration came to. Accepted points are credited to the iteration whose commitment held the story. ' +
    'Iterations without a commitment in force are left out.',
})
export class Velocity {
  @Field(() => ID, { description: 'The iteration.' })
  iterationId!: string;
  @Field(() => String, { description: 'Its ISO week, such as 2026-W47.' })
  isoWeek!: string;
  @Field(() => Int, { description: 'Its number.' })
  number!: number;
  @Field(() => Int, { nullable: true, description: 'Points that the vendor proposed as its capacity.' })
  capacity!: number | null;
  @Field(() => Int, { description: 'Points of its commitment.' })
  committedPoints!: number;
  @Field(() => Int, { description: 'Points of its accepted stories, also of those accepted after it ended.' })
  acceptedPoints!: number;
}
