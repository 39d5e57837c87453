import 'reflect-metadata';
import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import { Node } from '../../platform/graphql/node.ts';

const WORDS = 'Plain words, blocks separated by a line feed, cut with … past 10,000 characters; may be empty.';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What the parties know of one of them, written by both. Its id is its document’s too.',
})
export class PartyProfile extends Node {
  @Field(() => String, { description: `What it does and for whom. ${WORDS}` })
  business!: string;
  @Field(() => String, { description: `What its sector is like. ${WORDS}` })
  sector!: string;
  @Field(() => String, { description: `What presses on it. ${WORDS}` })
  pressures!: string;
  @Field(() => String, { description: `How it measures success. ${WORDS}` })
  success!: string;
  @Field(() => String, { description: `Who decides what. ${WORDS}` })
  decisions!: string;
  @Field(() => GraphQLISODateTime, { description: 'When its words last changed, UTC.' })
  updatedAt!: Date;
}
