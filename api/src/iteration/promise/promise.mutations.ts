import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type MemberRow, memberIn, viewerIn } from '../../partnership/membership.ts';
import type { Context, Services } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { acceptPromise } from './accept-promise.ts';
import { confirmPromise } from './confirm-promise.ts';
import { consentToRenegotiation } from './consent-to-renegotiation.ts';
import { declinePromise } from './decline-promise.ts';
import { disputePromise } from './dispute-promise.ts';
import { makePromise } from './make-promise.ts';
import {
  ConsentToRenegotiationInput,
  MakePromiseInput,
  PromiseInput,
  PromisePayload,
  PromiseReasonInput,
  ProposeRenegotiationInput,
  RenegotiationPayload,
} from './promise.inputs.ts';
import { actorOnPromise, loadPromises, type PromiseRow, withEdges } from './promise-rows.ts';
import { SUCCESSOR_OF } from './promises.sql.ts';
import { proposeRenegotiation } from './propose-renegotiation.ts';
import { refuseRenegotiation } from './refuse-renegotiation.ts';
import { reportPromiseKept } from './report-promise-kept.ts';

const INPUT = { description: 'What to do, and about which promise.' };
const OWNERS = 'FORBIDDEN for everybody but who writes for the party that owes it';
const OTHERS = 'FORBIDDEN for everybody but who writes for the party that it is owed to';

@Resolver()
export class PromiseMutations {
  @Mutation(() => PromisePayload, {
    description:
      'Makes a promise for the viewer’s party, which is open at once, or asks another party for one. Anyone but an observer may. BAD_USER_INPUT for a day that is past, and for a party that would promise itself.',
  })
  async makePromise(
    @Arg('input', () => MakePromiseInput, { description: 'What, by whom and by when.' }) input: MakePromiseInput,
    @Ctx() context: Context,
  ): Promise<{ promise: PromiseRow }> {
    const actor = await memberIn(context, input.partnershipId);
    return promiseAfter(context, await makePromise(context.services, actor, input));
  }

  @Mutation(() => PromisePayload, {
    description: `Promises what was asked for. ${OWNERS}; CONFLICT once its day is over.`,
  })
  acceptPromise(@Arg('input', () => PromiseInput, INPUT) input: PromiseInput, @Ctx() context: Context) {
    return edited(context, input, acceptPromise);
  }

  @Mutation(() => PromisePayload, { description: `Does not promise what was asked for, and says why. ${OWNERS}.` })
  declinePromise(@Arg('input', () => PromiseReasonInput, INPUT) input: PromiseReasonInput, @Ctx() context: Context) {
    return edited(context, input, declinePromise);
  }

  @Mutation(() => PromisePayload, {
    description: `Says that an open promise is kept, for the other side to confirm. ${OWNERS}; CONFLICT once its day is over.`,
  })
  reportPromiseKept(@Arg('input', () => PromiseInput, INPUT) input: PromiseInput, @Ctx() context: Context) {
    return edited(context, input, reportPromiseKept);
  }

  @Mutation(() => PromisePayload, {
    description: `Confirms that what is reported kept is, however late that is said. ${OTHERS}.`,
  })
  confirmPromise(@Arg('input', () => PromiseInput, INPUT) input: PromiseInput, @Ctx() context: Context) {
    return edited(context, input, confirmPromise);
  }

  @Mutation(() => PromisePayload, {
    description: `Says what is missing from what is reported kept: it is open again, or missed once its day is over. ${OTHERS}.`,
  })
  disputePromise(@Arg('input', () => PromiseReasonInput, INPUT) input: PromiseReasonInput, @Ctx() context: Context) {
    return edited(context, input, disputePromise);
  }

  @Mutation(() => PromisePayload, {
    description: `Asks the other side for another day; a later proposal takes an earlier one’s place. ${OWNERS}; CONFLICT once its day is over.`,
  })
  proposeRenegotiation(
    @Arg('input', () => ProposeRenegotiationInput, INPUT) input: ProposeRenegotiationInput,
    @Ctx() context: Context,
  ) {
    return edited(context, input, proposeRenegotiation);
  }

  @Mutation(() => RenegotiationPayload, {
    description: `Consents to the other day, as it was read: the promise is renegotiated, and an open one stands in its place. ${OTHERS}; CONFLICT when another day is proposed meanwhile, and once the promise’s own is over.`,
  })
  async consentToRenegotiation(
    @Arg('input', () => ConsentToRenegotiationInput, INPUT) input: ConsentToRenegotiationInput,
    @Ctx() context: Context,
  ): Promise<{ promise: PromiseRow; successor: PromiseRow }> {
    const { promise } = await edited(context, input, consentToRenegotiation);
    const stored = await context.services.sql.rows(SUCCESSOR_OF, promise.id, viewerIn(context).personId);
    const [successor] = await withEdges(context, promise.partnershipId, stored);
    if (!successor) throw notFound('promise');
    return { promise, successor };
  }

  @Mutation(() => PromisePayload, {
    description: `Refuses the other day, and says why; the promise stays due as it was. ${OTHERS}; CONFLICT once its day is over.`,
  })
  refuseRenegotiation(
    @Arg('input', () => PromiseReasonInput, INPUT) input: PromiseReasonInput,
    @Ctx() context: Context,
  ) {
    return edited(context, input, refuseRenegotiation);
  }
}

async function edited<Input extends { promiseId: string }>(
  context: Context,
  input: Input,
  command: (services: Services, actor: MemberRow, input: Input) => Promise<void>,
): Promise<{ promise: PromiseRow }> {
  await command(context.services, await actorOnPromise(context, input.promiseId), input);
  return promiseAfter(context, input.promiseId);
}

async function promiseAfter(context: Context, promiseId: string): Promise<{ promise: PromiseRow }> {
  const promise = (await loadPromises(context, [promiseId])).get(promiseId.toLowerCase());
  if (!promise) throw notFound('promise');
  return { promise };
}
