import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { editPromise, enterPromiseState, type PromiseCommand } from './edit-promise.ts';
import { briefly } from './promise-words.ts';
import { tellOfPromise, waitersOf } from './tell-of-promise.ts';

/**
 * Promises what the other side asked for. @throws Refusal NOT_FOUND, FORBIDDEN for everybody but who writes for the party
 * that is asked; CONFLICT unless it is asked for, and once its day is over.
 */
export const acceptPromise = (services: Services, actor: MemberRow, command: PromiseCommand): Promise<void> =>
  editPromise(services, actor, command, 'ACCEPT', async ({ promise, key, to, em, at }) => {
    enterPromiseState(promise, 'OPEN', { by: actor.id, at });
    const what = `${key}, by ${promise.dueOn}: ${briefly(promise.text)}`;
    await tellOfPromise(em, promise, {
      ...{ kind: 'PROMISE_ANSWERED', actorId: actor.id, at, memberIds: await waitersOf(em, promise) },
      text: `${actor.name} promises ${what}`,
    });
    return { verb: 'accepted', summary: `promised ${to} ${what}` };
  });
