import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionTypes } from '../platform/graphql/connection.ts';
import { Node } from '../platform/graphql/node.ts';
import { Member } from './member.entity.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'One thing that happened in a partnership. Every mutation makes exactly one.',
})
export class Change {
  @Field(() => Int, { description: 'Its place in the partnership’s history: 1, 2, 3 … without a gap.' })
  seq!: number;
  @Field(() => String, { description: 'What happened, as entity.verb in the past tense, such as story.ranked.' })
  kind!: string;
  @Field(() => Date, { description: 'When it was committed.' })
  at!: Date;
  @Field(() => Member, { nullable: true, description: 'Who did it; null for what Tandem did by itself.' })
  actor!: Member | null;
  @Field(() => ID, { description: 'The id of the object that changed.' })
  nodeId!: string;
  @Field(() => Node, {
    nullable: true,
    description: 'The object as it stands now; null when it is gone or hidden from the viewer.',
  })
  node!: object | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The id that the client gave the mutation: a page knows its own changes by it.',
  })
  mutationId!: string | null;
  @Field(() => String, { description: 'One plain sentence without its actor, such as: moved MT-101 to Ready.' })
  summary!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Changes in order, none left out and none twice.' })
export class ChangeBatch {
  @Field(() => [Change], {
    description: 'The changes after the last batch; empty in the first one when nothing was missed.',
  })
  changes!: Change[];
  @Field(() => Int, { description: 'Pass it as `after` to go on from here.' })
  seq!: number;
  @Field(() => Boolean, {
    description: 'True when the cursor can’t be continued: read what you show again, then go on from `seq`.',
  })
  resync!: boolean;
}

export const { Connection: ChangeConnection } = connectionTypes('Change', () => Change);
