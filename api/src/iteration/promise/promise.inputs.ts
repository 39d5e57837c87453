import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import type { PromiseState } from '@tandem/schema/iteration/promise';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { MutationInput } from '../../partnership/mutation-input.ts';
import { Day } from '../../platform/graphql/day.ts';
import { GivenPromise } from './promise.entity.ts';
import { PromiseStates } from './promise-enums.ts';

@InputType({ description: 'A promise: made by a member of the party that owes it, else asked for.' })
export class MakePromiseInput extends MutationInput {
  @Field(() => ID, { description: 'Where.' })
  partnershipId!: PartnershipId;
  @Field(() => String, { description: 'What is promised, 1 to 1,000 characters.' })
  text!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The party that owes it. Left out, it is that of `ownerId`, or else the viewer’s own.',
  })
  ownerPartyId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Who of that party sees to it: anyone of it but an observer.' })
  ownerId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The party that it is owed to. Left out, it is the other one; needed where there are more than two.',
  })
  toPartyId?: string | null;
  @Field(() => Day, { description: 'Today or later in the zone of the owner party’s calendar, at most a year ahead.' })
  dueOn!: string;
  @Field(() => ID, { nullable: true, description: 'The story that it is about.' })
  storyId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The concern that it answers.' })
  concernId?: string | null;
}

@InputType({ description: 'Which promise.' })
export class PromiseInput extends MutationInput {
  @Field(() => ID, { description: 'Which promise.' })
  promiseId!: string;
}

@InputType({ description: 'Which promise, and why.' })
export class PromiseReasonInput extends PromiseInput {
  @Field(() => String, { description: 'Why, 1 to 2,000 characters; both sides read it.' })
  reason!: string;
}

@InputType({ description: 'Another day for a promise.' })
export class ProposeRenegotiationInput extends PromiseReasonInput {
  @Field(() => Day, { description: 'Another day than now, today or later in the zone of the owner party’s calendar.' })
  dueOn!: string;
}

@InputType({ description: 'Consent to another day.' })
export class ConsentToRenegotiationInput extends PromiseInput {
  @Field(() => Day, { description: 'The day as it was read: what is consented to.' })
  dueOn!: string;
}

@InputType({ description: 'Promises for which every given part holds; a part left out or null does not filter.' })
export class PromiseFilter {
  @Field(() => [PromiseStates], {
    nullable: true,
    description: 'In one of these states; an empty list filters nothing.',
  })
  states?: PromiseState[] | null;
  @Field(() => ID, { nullable: true, description: 'Owed by this party.' })
  ownerPartyId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Seen to by this member.' })
  ownerId?: string | null;
  @Field(() => ID, { nullable: true, description: 'About this story.' })
  storyId?: string | null;
  @Field(() => ID, { nullable: true, description: 'In answer to this concern.' })
  concernId?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A mutation’s promise.' })
export class PromisePayload {
  @Field(() => GivenPromise, { description: 'The promise as it stands after the mutation.' })
  promise!: object;
}

@ObjectType({ simpleResolvers: true, description: 'A renegotiated promise and the one that stands in its place.' })
export class RenegotiationPayload extends PromisePayload {
  @Field(() => GivenPromise, { description: 'The promise with the new day, open.' })
  successor!: object;
}
