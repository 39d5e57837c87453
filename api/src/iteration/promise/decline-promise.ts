import { DeclinePromise } from '@tandem/schema/iteration/promise';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { editPromise, enterPromiseState, type PromiseCommand } from './edit-promise.ts';
import { briefly } from './promise-words.ts';
import { tellOfPromise, waitersOf } from './tell-of-promise.ts';

/**
 * Says that what was asked for is not promised, and why. @throws Refusal NOT_FOUND, BAD_USER_INPUT, FORBIDDEN for everybody
 * but who writes for the party that is asked; CONFLICT unless it is asked for.
 */
export async function declinePromise(
  services: Services,
  actor: MemberRow,
  command: PromiseCommand & { reason: string },
): Promise<void> {
  const { reason } = parseInput(DeclinePromise, command);
  await editPromise(services, actor, command, 'DECLINE', async ({ promise, key, em, at }) => {
    enterPromiseState(promise, 'DECLINED', { by: actor.id, at, reason });
    await tellOfPromise(em, promise, {
      ...{ kind: 'PROMISE_ANSWERED', actorId: actor.id, at, memberIds: await waitersOf(em, promise) },
      text: `${actor.name} declines ${key}: ${reason}`,
    });
    return { verb: 'declined', summary: `declined ${key}: ${briefly(reason)}` };
  });
}
