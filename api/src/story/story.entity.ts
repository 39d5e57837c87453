import 'reflect-metadata';
import { ArrayType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { IterationId, MemberId, PartnershipId, StoryId } from '@tandem/schema/ids';
import type { DemoOutcome } from '@tandem/schema/meeting/outcome';
import type { StoryState } from '@tandem/schema/story/rules';
import { Field, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import { Member } from '../partnership/member.entity.ts';
import { Partnership } from '../partnership/partnership.entity.ts';
import { Party } from '../partnership/party.entity.ts';
import { Node } from '../platform/graphql/node.ts';
import { Criterion } from './criterion.type.ts';
import { Label } from './label.entity.ts';
import { DemoOutcomes } from './demo-outcome.ts';
import { StoryStateEnum } from './story-state.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'How many characters of the story’s words, as they stand now, a party wrote.',
})
export class Ink {
  @Field(() => Party, { description: 'The party.' })
  party!: Party;
  @Field(() => Int, { description: 'UTF-16 units of title, narrative and criteria together.' })
  characters!: number;
}

/**
 * Words (title, narrative, criteria, inks) are projected from the document by story.live.ts and never set by a command;
 * everything else is set by commands. Edges have no column here: rows.ts fills them from what was read.
 */
@Entity({ tableName: 'story' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Something the partnership wants, co-written by both parties. Its id is also its document’s id.',
})
export class Story extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: StoryId;
  @Property({ type: 'uuid' })
  partnershipId!: PartnershipId;
  @Field(() => Partnership, { description: 'The partnership it belongs to.' })
  partnership!: Partnership;
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Counts up from 101 in its partnership.' })
  number!: number;
  @Property({ type: 'text' })
  @Field(() => String, {
    description: 'What people call it: the partnership’s key prefix and the number, such as MT-101.',
  })
  key!: string;
  @Property({ type: 'text' })
  @Field(() => String, {
    description: 'One line; empty until somebody writes it. Up to 200 characters, cut with … past that.',
  })
  title!: string;
  @Property({ type: 'text' })
  @Field(() => String, {
    description:
      'The narrative’s plain words, blocks separated by a line feed; formatting is in the document. Cut with … past 100,000 characters.',
  })
  narrative!: string;
  @Property({ type: 'text' })
  @Field(() => StoryStateEnum, { description: 'Where it stands.' })
  state!: StoryState;
  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it is in this state; always given for RETURNED and DROPPED.',
  })
  stateReason!: string | null;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When it came into this state.' })
  stateChangedAt!: Date;
  @Property({ type: 'uuid', nullable: true, fieldName: 'state_changed_by' })
  stateChangedById!: MemberId | null;
  @Field(() => Member, { nullable: true, description: 'Who moved it there; null while it is as created.' })
  stateChangedBy!: Member | null;
  @Property({ type: 'text', nullable: true })
  @Field(() => DemoOutcomes, {
    nullable: true,
    description: 'What the verdicts of its latest demo come to; null before it has one, and once it is taken up again.',
  })
  outcome!: DemoOutcome | null;
  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description: 'Whether `outcome` counts only once the deadline for verdicts has passed, for want of a quorum.',
  })
  outcomeProvisional!: boolean;
  @Field(() => [StoryStateEnum], {
    description: 'The states this viewer may move it to now; empty for who only reads.',
  })
  transitions!: readonly StoryState[];
  @Property({ type: 'text' })
  @Field(() => String, { description: 'Its place in the backlog: ascending by code point, unique in the partnership.' })
  rank!: string;
  @Property({ type: 'smallint', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Points, 0 to 100; null while nobody has estimated it.' })
  estimate!: number | null;
  @Field(() => [Criterion], { description: 'Its acceptance criteria in their order.' })
  criteria!: Criterion[];
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many acceptance criteria it has.' })
  criteriaCount!: number;
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many of its criteria every party agrees to as they stand now.' })
  agreedCount!: number;
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many questions about it are open; one is enough to keep it from READY.' })
  openQuestions!: number;
  @Property({ type: 'uuid', nullable: true })
  iterationId!: IterationId | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The ISO week of the iteration it is planned for or was last committed to, such as 2026-W47; null in the backlog.',
  })
  isoWeek!: string | null;
  @Property({ type: 'uuid', nullable: true })
  splitFromId!: StoryId | null;
  @Property({ type: ArrayType, columnType: 'uuid[]' })
  ownerIds!: MemberId[];
  @Field(() => [Member], {
    description: 'Who sees it through, of either party, in the order in which they took it on.',
  })
  owners!: Member[];
  @Property({ type: ArrayType, columnType: 'uuid[]' })
  labelIds!: string[];
  @Field(() => [Label], { description: 'Its labels, in the order in which they were put on.' })
  labels!: Label[];
  @Field(() => [Ink], {
    description: 'How much of the words each party wrote; a party that wrote nothing is left out.',
  })
  inks!: Ink[];
  @Property({ type: 'uuid', fieldName: 'created_by' })
  createdById!: MemberId;
  @Field(() => Member, { description: 'Who created it.' })
  createdBy!: Member;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When it was created.' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When anything about it last changed, its words included.' })
  updatedAt!: Date;
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Counts up with every change, its words included.' })
  version!: number;
}
