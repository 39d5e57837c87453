import 'reflect-metadata';
import { Field, ID, InputType, Int } from 'type-graphql';
import { MutationInput } from '../../partnership/mutation-input.ts';

@InputType({ description: 'A week to be signed.' })
export class ProposeCommitmentInput extends MutationInput {
  @Field(() => ID, { description: 'Which iteration.' })
  iterationId!: string;
}

@InputType({ description: 'A signature under a proposal, naming exactly what the signer read.' })
export class SignCommitmentInput extends MutationInput {
  @Field(() => ID, { description: 'Which iteration.' })
  iterationId!: string;
  @Field(() => ID, { description: 'The proposal’s id.' })
  snapshotId!: string;
  @Field(() => String, { description: 'The proposal’s hash.' })
  hash!: string;
  @Field(() => ID, { nullable: true, description: 'For which party: the signer’s own, which it is when left out.' })
  partyId?: string | null;
}

@InputType({ description: 'A proposal to take back.' })
export class WithdrawProposalInput extends MutationInput {
  @Field(() => ID, { description: 'Which iteration.' })
  iterationId!: string;
}

@InputType()
class ScopeInput extends MutationInput {
  @Field(() => ID, { description: 'Which iteration; every party must have signed it.' })
  iterationId!: string;
  @Field(() => ID, { description: 'Which story.' })
  storyId!: string;
  @Field(() => ID, { description: 'Who asked for it: an active member of either party.' })
  askedById!: string;
  @Field(() => String, { description: 'Why, 1 to 2,000 characters; both parties read it.' })
  reason!: string;
}

@InputType({ description: 'A ready story to take into a committed week.' })
export class AddToScopeInput extends ScopeInput {}

@InputType({ description: 'A story to take out of a committed week.' })
export class RemoveFromScopeInput extends ScopeInput {}

@InputType({ description: 'Other points for a story of a committed week.' })
export class ReestimateStoryInput extends ScopeInput {
  @Field(() => Int, { description: 'Points, 0 to 100.' })
  points!: number;
}
