import 'reflect-metadata';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Member } from '../../partnership/member.entity.ts';
import { Party } from '../../partnership/party.entity.ts';
import { Concern } from './concern.entity.ts';
import { type ConcernEventKind, ConcernEventKinds } from './concern-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'Something that happened to a concern. It is kept as it was.' })
export class ConcernEvent {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => ConcernEventKinds, { description: 'What happened.' })
  kind!: ConcernEventKind;
  @Field(() => Int, { description: 'The ladder’s step that the concern stood on after it.' })
  level!: number;
  @Field(() => String, {
    description: 'What was said: the detail, the answer, the reason, what was done. May be empty.',
  })
  text!: string;
  @Field(() => String, { nullable: true, description: 'Of a resolution: what keeps it from coming back.' })
  prevention!: string | null;
  @Field(() => Member, { nullable: true, description: 'Who did it; null for what the clock did.' })
  member!: object | null;
  @Field(() => GraphQLISODateTime, {
    description: 'When, UTC. A step that the clock made is of the moment it was due, whenever it was found.',
  })
  at!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One step of the ladder that a concern climbs, as it was agreed when it was raised.',
})
export class ConcernLevel {
  @Field(() => Int, { description: '1 and up.' })
  level!: number;
  @Field(() => Float, {
    description: 'Working days of the owner party on the step below, after which it climbs to this one.',
  })
  days!: number;
  @Field(() => [Member], { description: 'Whose it is then, of both parties; who has left is left out.' })
  people!: readonly object[];
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it climbed to this step, UTC; null when it has not.',
  })
  reachedAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'How long something took by one party’s calendar.' })
export class PartyDays {
  @Field(() => Party, { description: 'By whose calendar.' })
  party!: object;
  @Field(() => Float, { description: 'Working days, to a hundredth.' })
  days!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A mutation’s concern.' })
export class ConcernPayload {
  @Field(() => Concern, { description: 'The concern as it stands after the mutation.' })
  concern!: Concern;
}
