import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { IterationId, MemberId, PartnershipId, SnapshotId } from '@tandem/schema/ids';
import type { BudgetUnit, IterationPhase } from '@tandem/schema/iteration/rules';
import { Field, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import { Member } from '../partnership/member.entity.ts';
import { Partnership } from '../partnership/partnership.entity.ts';
import { Node } from '../platform/graphql/node.ts';
import { Goal } from './goal.type.ts';
import { IterationPhases } from './iteration.enums.ts';
import { Budget, BudgetEntry, IterationStory } from './iteration.types.ts';

/**
 * Goals are projected from the document by iteration.live.ts and never set by a command; stories are in story_iteration.
 * Edges and sums have no column here: iteration-rows.ts fills them from what was read.
 */
@Entity({ tableName: 'iteration' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A week of the partnership, from its first iteration day to the day before the next one starts. Its id is also the id of ' +
    'the document in which its goals are co-written.',
})
export class Iteration extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: IterationId;
  @Property({ type: 'uuid' })
  partnershipId!: PartnershipId;
  @Field(() => Partnership, { description: 'The partnership it belongs to.' })
  partnership!: Partnership;
  @Property({ type: 'text' })
  @Field(() => String, {
    description: 'The ISO 8601 week it is named after, such as 2026-W47; unique in the partnership.',
  })
  isoWeek!: string;
  @Property({ type: 'integer' })
  @Field(() => Int, {
    description:
      'Counts the weeks from the one in which the partnership began, which is 1 or 0; weeks without an iteration count too.',
  })
  number!: number;
  @Property({ type: 'string', columnType: 'date' })
  @Field(() => String, { description: 'Its first day, YYYY-MM-DD in the partnership’s zone.' })
  startsOn!: string;
  @Property({ type: 'string', columnType: 'date' })
  @Field(() => String, { description: 'Its last day, YYYY-MM-DD in the partnership’s zone.' })
  endsOn!: string;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'The instant at which its first day begins, UTC.' })
  startsAt!: Date;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'The first instant after its last day, UTC.' })
  endsAt!: Date;
  @Field(() => IterationPhases, { description: 'Whether it is to come, runs, or is over.' })
  phase!: IterationPhase;
  @Property({ type: 'smallint', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Points the vendor proposes to take on, 0 to 1,000; null before it did.',
  })
  capacity!: number | null;
  @Property({ type: 'uuid', nullable: true, fieldName: 'capacity_by' })
  capacityById!: MemberId | null;
  @Field(() => Member, { nullable: true, description: 'Who of the vendor proposed the capacity.' })
  capacityBy!: Member | null;
  @Property({ type: 'double', nullable: true })
  budgetAmount!: number | null;
  @Property({ type: 'text', nullable: true })
  budgetUnit!: BudgetUnit | null;
  @Property({ type: 'text', nullable: true })
  budgetCurrency!: string | null;
  @Property({ type: 'uuid', nullable: true, fieldName: 'budget_by' })
  budgetById!: MemberId | null;
  @Property({ type: 'smallint' })
  budgetTold!: number;
  @Field(() => Budget, { nullable: true, description: 'What the client puts aside for it; null before it did.' })
  budget!: Budget | null;
  @Field(() => [BudgetEntry], { description: 'What was spent of a money budget, the oldest first.' })
  budgetEntries!: BudgetEntry[];
  @Property({ type: 'text' })
  @Field(() => String, { description: 'The plain words of its goals, one under the other.' })
  goalsText!: string;
  @Field(() => [Goal], { description: 'What it is for, in order.' })
  goals!: Goal[];
  @Field(() => [IterationStory], {
    description:
      'The stories in it, in order; declined and removed ones too, but none that only went back to the backlog.',
  })
  stories!: IterationStory[];
  @Field(() => Int, {
    description:
      'Points it holds now: before the commitment the sum of planned stories’ estimates, after it committedPoints and what the scope ledger added since.',
  })
  plannedPoints!: number;
  @Field(() => Int, {
    description: 'Points of stories delivered in it and waiting for a verdict; accepted ones not included.',
  })
  deliveredPoints!: number;
  @Field(() => Int, {
    description: 'Points of stories accepted, credited to the iteration whose commitment held the story last.',
  })
  acceptedPoints!: number;
  @Property({ type: 'uuid', nullable: true })
  proposedSnapshotId!: SnapshotId | null;
  @Property({ type: 'uuid', nullable: true })
  commitmentSnapshotId!: SnapshotId | null;
  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description:
      'When every party had signed its commitment, UTC; null before. From then on the scope ledger changes it.',
  })
  committedAt!: Date | null;
  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Points of the signed commitment; null before it is in force.' })
  committedPoints!: number | null;
  @Property({ type: 'uuid', nullable: true, fieldName: 'created_by' })
  createdById!: MemberId | null;
  @Field(() => Member, { nullable: true, description: 'Who planned it first; null for Tandem itself.' })
  createdBy!: Member | null;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When it was first planned, UTC.' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When anything about it last changed, its goals included, UTC.' })
  updatedAt!: Date;
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Counts up with every change, its goals included.' })
  version!: number;
}
