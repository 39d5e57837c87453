import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Context, Services } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { IterationPayload } from '../iteration.inputs.ts';
import { actorOnIteration } from '../iteration-place.ts';
import { type IterationRow, loadIterations } from '../iteration-rows.ts';
import { addToScope } from './add-to-scope.ts';
import {
  AddToScopeInput,
  ProposeCommitmentInput,
  ReestimateStoryInput,
  RemoveFromScopeInput,
  SignCommitmentInput,
  WithdrawProposalInput,
} from './commitment.inputs.ts';
import { proposeCommitment } from './propose-commitment.ts';
import { reestimateStory } from './reestimate-story.ts';
import { removeFromScope } from './remove-from-scope.ts';
import { signCommitment } from './sign-commitment.ts';
import { withdrawProposal } from './withdraw-proposal.ts';

const INPUT = { description: 'What to do, and to which week.' };
const SIGNERS = 'For the leads and sponsors of a party.';
const WRITERS = 'Anyone but an observer may, of either party; both are told.';

@Resolver()
export class CommitmentMutations {
  @Mutation(() => IterationPayload, {
    description: `Freezes the week as it stands, signs it for the viewer’s party, and asks the other to sign. ${SIGNERS} CONFLICT with \`missing\` when it is not ready to be signed.`,
  })
  proposeCommitment(
    @Arg('input', () => ProposeCommitmentInput, INPUT) input: ProposeCommitmentInput,
    @Ctx() context: Context,
  ) {
    return changed(context, input, proposeCommitment);
  }

  @Mutation(() => IterationPayload, {
    description: `Signs a proposal for the viewer’s party; the last signature commits the week’s stories. ${SIGNERS} CONFLICT with \`changes\` when the week is no longer as it was proposed.`,
  })
  signCommitment(@Arg('input', () => SignCommitmentInput, INPUT) input: SignCommitmentInput, @Ctx() context: Context) {
    return changed(context, input, signCommitment);
  }

  @Mutation(() => IterationPayload, {
    description: `Takes a proposal back before every party has signed. ${SIGNERS} Only the party that proposed it may.`,
  })
  withdrawProposal(
    @Arg('input', () => WithdrawProposalInput, INPUT) input: WithdrawProposalInput,
    @Ctx() context: Context,
  ) {
    return changed(context, input, withdrawProposal);
  }

  @Mutation(() => IterationPayload, { description: `Takes a ready story into a committed week. ${WRITERS}` })
  addToScope(@Arg('input', () => AddToScopeInput, INPUT) input: AddToScopeInput, @Ctx() context: Context) {
    return changed(context, input, addToScope);
  }

  @Mutation(() => IterationPayload, { description: `Takes a story out of a committed week. ${WRITERS}` })
  removeFromScope(
    @Arg('input', () => RemoveFromScopeInput, INPUT) input: RemoveFromScopeInput,
    @Ctx() context: Context,
  ) {
    return changed(context, input, removeFromScope);
  }

  @Mutation(() => IterationPayload, { description: `Gives a story of a committed week other points. ${WRITERS}` })
  reestimateStory(
    @Arg('input', () => ReestimateStoryInput, INPUT) input: ReestimateStoryInput,
    @Ctx() context: Context,
  ) {
    return changed(context, input, reestimateStory);
  }
}

async function changed<Input extends { iterationId: string }>(
  context: Context,
  input: Input,
  command: (services: Services, actor: MemberRow, input: Input) => Promise<void>,
): Promise<{ iteration: IterationRow }> {
  await command(context.services, await actorOnIteration(context, input.iterationId), input);
  const iteration = (await loadIterations(context, [input.iterationId])).get(input.iterationId.toLowerCase());
  if (!iteration) throw notFound('iteration');
  return { iteration };
}
