import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import type { ConcernState } from '@tandem/schema/iteration/concern';
import { Field, ID, InputType } from 'type-graphql';
import { MutationInput } from '../../partnership/mutation-input.ts';
import { ConcernStates } from './concern-enums.ts';

@InputType({ description: 'A new concern.' })
export class RaiseConcernInput extends MutationInput {
  @Field(() => ID, { description: 'Where.' })
  partnershipId!: PartnershipId;
  @Field(() => String, { description: 'One line, 1 to 200 characters.' })
  title!: string;
  @Field(() => String, { defaultValue: '', description: 'More about it, at most 4,000 characters.' })
  detail!: string;
  @Field(() => ID, { description: 'The party that is to answer it; it may be the viewer’s own.' })
  ownerPartyId!: string;
  @Field(() => ID, { nullable: true, description: 'The story that it is about.' })
  storyId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The stand-up entry that it comes from.' })
  standupEntryId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The resolved or closed concern that has come back.' })
  recurrenceOfId?: string | null;
}

/** What every mutation of one concern names. */
@InputType()
export class ConcernInput extends MutationInput {
  @Field(() => ID, { description: 'Which concern.' })
  concernId!: string;
}

@InputType({ description: 'The owner’s answer.' })
export class AnswerConcernInput extends ConcernInput {
  @Field(() => String, { description: 'What is the case, and what will be done; 1 to 4,000 characters.' })
  text!: string;
}

@InputType({ description: 'Why an answer does not settle a concern.' })
export class EscalateConcernInput extends ConcernInput {
  @Field(() => String, { description: 'What the answer leaves open; 1 to 4,000 characters.' })
  reason!: string;
}

@InputType({ description: 'How a concern was dealt with.' })
export class ResolveConcernInput extends ConcernInput {
  @Field(() => String, { description: 'What was done about it; 1 to 4,000 characters.' })
  resolution!: string;
  @Field(() => String, { description: 'What keeps it from coming back; 1 to 4,000 characters.' })
  prevention!: string;
}

@InputType({ description: 'Why a concern is not settled.' })
export class ReopenConcernInput extends ConcernInput {
  @Field(() => String, { description: 'What is still open; 1 to 4,000 characters.' })
  reason!: string;
}

@InputType({ description: 'The end of a concern.' })
export class CloseConcernInput extends ConcernInput {
  @Field(() => String, {
    nullable: true,
    description: 'Why, at most 4,000 characters; needed where nobody has resolved it.',
  })
  reason?: string | null;
}

@InputType({ description: 'Concerns for which every given part holds; a part left out or null does not filter.' })
export class ConcernFilter {
  @Field(() => [ConcernStates], {
    nullable: true,
    description: 'In one of these states; an empty list filters nothing.',
  })
  states?: ConcernState[] | null;
  @Field(() => ID, { nullable: true, description: 'To be answered by this party.' })
  ownerPartyId?: string | null;
  @Field(() => ID, { nullable: true, description: 'About this story.' })
  storyId?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those that have climbed. False: only those that have not.',
  })
  escalated?: boolean | null;
}
