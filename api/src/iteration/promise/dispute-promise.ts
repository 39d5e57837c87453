import { DisputePromise } from '@tandem/schema/iteration/promise';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { editPromise, enterPromiseState, type PromiseCommand } from './edit-promise.ts';
import { briefly } from './promise-words.ts';
import { keepersOf, tellOfPromise } from './tell-of-promise.ts';

/**
 * Says for the party that it is owed to that a promise reported kept is not: it is open again, or missed once its day is over.
 * @throws Refusal NOT_FOUND, BAD_USER_INPUT, FORBIDDEN for everybody but who writes for that party; CONFLICT unless reported kept.
 */
export async function disputePromise(
  services: Services,
  actor: MemberRow,
  command: PromiseCommand & { reason: string },
): Promise<void> {
  const { reason } = parseInput(DisputePromise, command);
  await editPromise(services, actor, command, 'DISPUTE', async ({ promise, key, em, at }) => {
    const isOver = at >= promise.dueAt;
    enterPromiseState(promise, isOver ? 'MISSED' : 'OPEN', { by: actor.id, at, reason });
    promise.doneAt = null;
    const stands = isOver ? 'so it is missed' : 'so it is open again';
    await tellOfPromise(em, promise, {
      ...{ kind: isOver ? 'PROMISE_MISSED' : 'PROMISE_ANSWERED', actorId: actor.id, at },
      memberIds: await keepersOf(em, promise),
      text: `${actor.name} finds ${key} not kept, ${stands}: ${reason}`,
    });
    return { verb: 'disputed', summary: `found ${key} not kept, ${stands}: ${briefly(reason)}` };
  });
}
