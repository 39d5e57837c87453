import 'reflect-metadata';
import type { GoalId, IterationId } from '@tandem/schema/ids';
import type { GoalOutcome } from '@tandem/schema/iteration/rules';
import { Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import { Member } from '../partnership/member.entity.ts';
import { Party } from '../partnership/party.entity.ts';
import { Node } from '../platform/graphql/node.ts';
import { GoalOutcomes } from './iteration.enums.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'What a party calls a goal; it may call it anew, and the latest counts.',
})
export class GoalCall {
  @Field(() => Party, { description: 'Whose word it is.' })
  party!: Party;
  @Field(() => GoalOutcomes, { description: 'The word.' })
  outcome!: GoalOutcome;
  @Field(() => String, { description: 'What they say to it, up to 2,000 characters; may be empty.' })
  note!: string;
  @Field(() => Member, { description: 'Who said it for the party.' })
  member!: Member;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
}

/** A goal as a row: projected from the iteration's document, never written by a mutation, so it has no entity. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Something an iteration is for. Its text is co-written in the iteration’s document.',
})
export class Goal extends Node {
  /** The key of its entry in the document; it stays while the text and the order change. */
  override id!: GoalId;
  @Field(() => ID, { description: 'The iteration it belongs to.' })
  iterationId!: IterationId;
  @Field(() => String, {
    description: 'Orders the iteration’s goals, ascending by code point; equal ranks are ordered by id.',
  })
  rank!: string;
  @Field(() => String, {
    description: 'The words as they stand, lines separated by a line feed; cut with … past 2,000 characters.',
  })
  text!: string;
  @Field(() => Member, { nullable: true, description: 'Who added it; null for what Tandem wrote by itself.' })
  createdBy!: Member | null;
  @Field(() => GraphQLISODateTime, { description: 'When it was first saved, UTC.' })
  createdAt!: Date;
  @Field(() => GraphQLISODateTime, { description: 'When its text or its place last changed, UTC.' })
  updatedAt!: Date;
  @Field(() => [GoalCall], { description: 'What each party that has spoken calls it now, the client first.' })
  outcomes!: GoalCall[];
}
