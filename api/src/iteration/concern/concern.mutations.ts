import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type MemberRow, memberIn } from '../../partnership/membership.ts';
import type { Context, Services } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { answerConcern } from './answer-concern.ts';
import { closeConcern } from './close-concern.ts';
import {
  AnswerConcernInput,
  CloseConcernInput,
  EscalateConcernInput,
  RaiseConcernInput,
  ReopenConcernInput,
  ResolveConcernInput,
} from './concern.inputs.ts';
import { ConcernPayload } from './concern.type.ts';
import { actorOnConcern, type ConcernRow, loadConcerns } from './concern-rows.ts';
import { escalateConcern } from './escalate-concern.ts';
import { raiseConcern } from './raise-concern.ts';
import { reopenConcern } from './reopen-concern.ts';
import { resolveConcern } from './resolve-concern.ts';

const INPUT = { description: 'What to say, and of which concern.' };
const RAISER = 'who raised it, or a lead of their party once they have left or write no more';

@Resolver()
export class ConcernMutations {
  @Mutation(() => ConcernPayload, {
    description:
      'Raises a concern with a party; its clock runs from now, by that party’s calendar. Anyone but an observer may. CONFLICT when the concern that it repeats is not settled.',
  })
  async raiseConcern(
    @Arg('input', () => RaiseConcernInput, { description: 'The concern.' }) input: RaiseConcernInput,
    @Ctx() context: Context,
  ) {
    const actor = await memberIn(context, input.partnershipId);
    return concernAfter(context, await raiseConcern(context.services, actor, input));
  }

  @Mutation(() => ConcernPayload, {
    description:
      'Answers a concern, which stops its clock. FORBIDDEN for everybody but who writes for the owner party; CONFLICT when it is resolved or closed.',
  })
  answerConcern(@Arg('input', () => AnswerConcernInput, INPUT) input: AnswerConcernInput, @Ctx() context: Context) {
    return edited(context, input, answerConcern);
  }

  @Mutation(() => ConcernPayload, {
    description:
      'Takes a concern whose answer does not settle it to the ladder’s next step at once. FORBIDDEN for everybody but who writes for the raiser’s party; CONFLICT unless it is answered, and on the last step.',
  })
  escalateConcern(
    @Arg('input', () => EscalateConcernInput, INPUT) input: EscalateConcernInput,
    @Ctx() context: Context,
  ) {
    return edited(context, input, escalateConcern);
  }

  @Mutation(() => ConcernPayload, {
    description:
      'Says what was done and what keeps it from coming back. FORBIDDEN for everybody but who writes for the owner party; CONFLICT when it is resolved or closed.',
  })
  resolveConcern(@Arg('input', () => ResolveConcernInput, INPUT) input: ResolveConcernInput, @Ctx() context: Context) {
    return edited(context, input, resolveConcern);
  }

  @Mutation(() => ConcernPayload, {
    description: `Says what is still open; the clock of its step starts anew. FORBIDDEN for everybody but ${RAISER}; CONFLICT unless it is answered or resolved.`,
  })
  reopenConcern(@Arg('input', () => ReopenConcernInput, INPUT) input: ReopenConcernInput, @Ctx() context: Context) {
    return edited(context, input, reopenConcern);
  }

  @Mutation(() => ConcernPayload, {
    description: `Closes a concern for good. FORBIDDEN for everybody but ${RAISER}; BAD_USER_INPUT without a reason where nobody has resolved it; CONFLICT when it is closed.`,
  })
  closeConcern(@Arg('input', () => CloseConcernInput, INPUT) input: CloseConcernInput, @Ctx() context: Context) {
    return edited(context, input, closeConcern);
  }
}

async function edited<Input extends { concernId: string }>(
  context: Context,
  input: Input,
  command: (services: Services, actor: MemberRow, input: Input) => Promise<void>,
): Promise<{ concern: ConcernRow }> {
  await command(context.services, await actorOnConcern(context, input.concernId), input);
  return concernAfter(context, input.concernId);
}

async function concernAfter(context: Context, concernId: string): Promise<{ concern: ConcernRow }> {
  const concern = (await loadConcerns(context, [concernId])).get(concernId.toLowerCase());
  if (!concern) throw notFound('concern');
  return { concern };
}
