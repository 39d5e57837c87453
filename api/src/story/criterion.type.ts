import 'reflect-metadata';
import type { CriterionId, MemberId, StoryId } from '@tandem/schema/ids';
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Member } from '../partnership/member.entity.ts';
import { Node } from '../platform/graphql/node.ts';
import { CriterionAgreement } from './agreement.type.ts';

/**
 * An acceptance criterion as a row: projected from the story's document, never written by a mutation, so it has no entity.
 */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One thing that must hold for the story to be accepted. Its text is co-written in the story’s document.',
})
export class Criterion extends Node {
  /** The key of its entry in the document; it stays while the text and the order change. */
  override id!: CriterionId;
  @Field(() => ID, { description: 'The story it belongs to.' })
  storyId!: StoryId;
  @Field(() => String, {
    description: 'Orders the story’s criteria, ascending by code point; equal ranks are ordered by id.',
  })
  rank!: string;
  @Field(() => String, {
    description:
      'The words as they stand, lines separated by a line feed; cut with … past 4,000 characters (the document keeps them all).',
  })
  text!: string;
  @Field(() => Int, {
    description:
      'Of its words, from 1: another wording is the next version, formatting is none. Agreement is to a version.',
  })
  version!: number;
  @Field(() => Boolean, { description: 'Whether every party agrees to it as it stands.' })
  agreed!: boolean;
  @Field(() => [CriterionAgreement], { description: 'Of the parties that agree to it as it stands, oldest first.' })
  agreements!: CriterionAgreement[];
  @Field(() => [CriterionAgreement], {
    description: 'Of the parties that agreed to an earlier version last: the words have changed since.',
  })
  droppedAgreements!: CriterionAgreement[];
  createdById!: MemberId | null;
  @Field(() => Member, { nullable: true, description: 'Who added it; null for what Tandem wrote by itself.' })
  createdBy!: Member | null;
  @Field(() => GraphQLISODateTime, { description: 'When it was first saved.' })
  createdAt!: Date;
  @Field(() => GraphQLISODateTime, { description: 'When its text or its place last changed.' })
  updatedAt!: Date;
}
