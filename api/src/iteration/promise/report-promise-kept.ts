import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { editPromise, enterPromiseState, type PromiseCommand } from './edit-promise.ts';
import { briefly } from './promise-words.ts';
import { tellOfPromise, waitersOf } from './tell-of-promise.ts';

/**
 * Says for the party that owes it that it is kept; the other side confirms. @throws Refusal NOT_FOUND, FORBIDDEN for
 * everybody but who writes for that party; CONFLICT unless it is open, and once its day is over.
 */
export const reportPromiseKept = (services: Services, actor: MemberRow, command: PromiseCommand): Promise<void> =>
  editPromise(services, actor, command, 'REPORT_KEPT', async ({ promise, key, to, em, at }) => {
    enterPromiseState(promise, 'DONE', { by: actor.id, at });
    promise.doneAt = at;
    await tellOfPromise(em, promise, {
      ...{ kind: 'PROMISE_ANSWERED', actorId: actor.id, at, memberIds: await waitersOf(em, promise) },
      text: `${actor.name} says that ${key} is kept, and asks ${to} to confirm: ${briefly(promise.text)}`,
    });
    return { verb: 'reportedKept', summary: `reported ${key} kept: ${briefly(promise.text)}` };
  });
