import 'reflect-metadata';
import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import { Member } from '../member.entity.ts';
import { Party } from '../party.entity.ts';

@ObjectType({ simpleResolvers: true, description: 'A party’s signature under a snapshot.' })
export class Signature {
  @Field(() => Party, { description: 'For whom it was signed.' })
  party!: Party;
  @Field(() => Member, { description: 'Who signed.' })
  member!: Member;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
  @Field(() => String, { description: 'The hash that was signed: the snapshot’s own.' })
  hash!: string;
}
