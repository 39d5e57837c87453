import { RefuseRenegotiation } from '@tandem/schema/iteration/promise';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { editPromise, type PromiseCommand, withdrawProposal } from './edit-promise.ts';
import { briefly } from './promise-words.ts';
import { keepersOf, tellOfPromise } from './tell-of-promise.ts';

/**
 * Refuses another day for the party that it is owed to: the promise stays open for its own. @throws Refusal NOT_FOUND,
 * BAD_USER_INPUT, FORBIDDEN for everybody but who writes for that party; CONFLICT when none is proposed, or its day is over.
 */
export async function refuseRenegotiation(
  services: Services,
  actor: MemberRow,
  command: PromiseCommand & { reason: string },
): Promise<void> {
  const { reason } = parseInput(RefuseRenegotiation, command);
  await editPromise(services, actor, command, 'REFUSE_RENEGOTIATION', async ({ promise, key, em, at }) => {
    const { proposedDueOn } = promise;
    withdrawProposal(promise);
    promise.stateReason = reason;
    await tellOfPromise(em, promise, {
      ...{ kind: 'PROMISE_RENEGOTIATED', actorId: actor.id, at, memberIds: await keepersOf(em, promise) },
      text: `${actor.name} refuses ${proposedDueOn} for ${key}, which stays due on ${promise.dueOn}: ${reason}`,
    });
    const summary = `refused ${proposedDueOn} for ${key}, which stays due on ${promise.dueOn}: ${briefly(reason)}`;
    return { verb: 'renegotiationRefused', summary };
  });
}
