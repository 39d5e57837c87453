import 'reflect-metadata';
import type { CommitmentChangeKind, CommitmentState } from '@tandem/schema/iteration/commitment';
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { DiffPart } from '../../live/history/diff.type.ts';
import { Member } from '../../partnership/member.entity.ts';
import { Party } from '../../partnership/party.entity.ts';
import { Signature } from '../../partnership/snapshot/signature.type.ts';
import { Story } from '../../story/story.entity.ts';
import { CommitmentChangeKinds, CommitmentStates } from './commitment.enums.ts';

@ObjectType({ simpleResolvers: true, description: 'A party’s agreement to a criterion, as it was frozen.' })
export class FrozenAgreement {
  @Field(() => Party, { description: 'Whose agreement.' })
  party!: Party;
  @Field(() => Member, { description: 'Who gave it.' })
  member!: Member;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'An acceptance criterion as it was frozen.' })
export class FrozenCriterion {
  @Field(() => ID, { description: 'The criterion; it may have been removed since.' })
  criterionId!: string;
  @Field(() => Int, { description: 'The version of its wording.' })
  version!: number;
  @Field(() => String, { description: 'Its words.' })
  text!: string;
  @Field(() => [FrozenAgreement], { description: 'Who had agreed to them.' })
  agreements!: FrozenAgreement[];
}

@ObjectType({ simpleResolvers: true, description: 'A story as it was frozen.' })
export class FrozenStory {
  @Field(() => ID, { description: 'The story.' })
  storyId!: string;
  @Field(() => String, { description: 'What people call it, such as MT-101.' })
  key!: string;
  @Field(() => String, { description: 'Its title then.' })
  title!: string;
  @Field(() => Int, { nullable: true, description: 'Its points then.' })
  points!: number | null;
  @Field(() => [FrozenCriterion], { description: 'Its criteria then, in their order.' })
  criteria!: FrozenCriterion[];
  @Field(() => Story, { nullable: true, description: 'The story as it stands now.' })
  story!: Story | null;
}

@ObjectType({ simpleResolvers: true, description: 'A goal as it was frozen.' })
export class FrozenGoal {
  @Field(() => ID, { description: 'The goal; it may have been removed since.' })
  goalId!: string;
  @Field(() => String, { description: 'Its words.' })
  text!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A story that a party would not commit to, as it was frozen.' })
export class FrozenDecline {
  @Field(() => ID, { description: 'The story.' })
  storyId!: string;
  @Field(() => String, { description: 'What people call it.' })
  key!: string;
  @Field(() => Party, { description: 'Who declined it.' })
  party!: Party;
  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A budget as it was frozen.' })
export class FrozenBudget {
  @Field(() => String, { description: 'A decimal number, such as 12500.00.' })
  amount!: string;
  @Field(() => String, { nullable: true, description: 'ISO 4217 for money; null for points.' })
  currency!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One thing of the week that is not as it was frozen. The order of lists does not count.',
})
export class CommitmentChange {
  @Field(() => CommitmentChangeKinds, { description: 'What it is.' })
  kind!: CommitmentChangeKind;
  @Field(() => String, { description: 'In plain words, such as: MT-104 criterion 2 changed.' })
  sentence!: string;
  @Field(() => ID, { nullable: true, description: 'The story that it is about, if any.' })
  storyId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The criterion that it is about, if any.' })
  criterionId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The goal that it is about, if any.' })
  goalId!: string | null;
  @Field(() => [DiffPart], {
    description: 'From the frozen words to the present ones, word by word; empty where no words changed.',
  })
  diff!: DiffPart[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A week as it was frozen for signing: stories, points, criteria with versions and agreements, goals. Rows of it are added ' +
    'and never changed; the database itself refuses.',
})
export class Commitment {
  @Field(() => ID, { description: 'The snapshot. Not a node: it is reached through its iteration.' })
  id!: string;
  @Field(() => Int, { description: 'Counts the week’s proposals from 1.' })
  revision!: number;
  @Field(() => CommitmentStates, { description: 'Where it stands.' })
  state!: CommitmentState;
  @Field(() => String, { description: 'SHA-256 of `content` in UTF-8, lower-case hex.' })
  hash!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The hash of the partnership’s snapshot before it, which is inside `content`; null for the first.',
  })
  previousHash!: string | null;
  @Field(() => String, {
    description:
      'The exact bytes that were signed: canonical JSON (RFC 8785) of { previous, state }. Hash them to verify.',
  })
  content!: string;
  @Field(() => Member, { description: 'Who proposed it; their signature is the first.' })
  proposedBy!: Member;
  @Field(() => GraphQLISODateTime, { description: 'When it was frozen, UTC.' })
  proposedAt!: Date;
  @Field(() => Int, { description: 'The sum of its stories’ points.' })
  points!: number;
  @Field(() => Int, { nullable: true, description: 'The capacity then.' })
  capacity!: number | null;
  @Field(() => FrozenBudget, { nullable: true, description: 'The budget then.' })
  budget!: FrozenBudget | null;
  @Field(() => [FrozenGoal], { description: 'Its goals, in their order.' })
  goals!: FrozenGoal[];
  @Field(() => [FrozenStory], { description: 'Its stories, in the order of the plan.' })
  stories!: FrozenStory[];
  @Field(() => [FrozenDecline], { description: 'What was declined for this week, and why.' })
  declined!: FrozenDecline[];
  @Field(() => [Signature], { description: 'Who signed, in that order.' })
  signatures!: Signature[];
  @Field(() => [Party], { description: 'Whose signature is missing; empty once it is in force.' })
  missing!: Party[];
  @Field(() => [CommitmentChange], {
    description:
      'What of the week is not as it was frozen. While it is proposed, any of them asks for a new proposal; for a withdrawn one it is empty.',
  })
  changesSince!: CommitmentChange[];
}

@ObjectType({ simpleResolvers: true, description: 'A signed commitment that a story was part of, or came into later.' })
export class StoryCommitment {
  @Field(() => ID, { description: 'The iteration.' })
  iterationId!: string;
  @Field(() => String, { description: 'Its ISO week, such as 2026-W48.' })
  isoWeek!: string;
  @Field(() => GraphQLISODateTime, { description: 'When every party had signed, UTC.' })
  committedAt!: Date;
  @Field(() => Boolean, { description: 'True when the scope ledger brought it in after the signatures.' })
  addedLater!: boolean;
  @Field(() => FrozenStory, {
    nullable: true,
    description: 'The story as it was signed; null when it was added later.',
  })
  frozen!: FrozenStory | null;
  @Field(() => [CommitmentChange], {
    description: 'What of the story is not as it was signed, word by word; empty when it was added later.',
  })
  changesSince!: CommitmentChange[];
}
