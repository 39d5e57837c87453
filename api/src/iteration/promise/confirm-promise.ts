import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { editPromise, enterPromiseState, type PromiseCommand } from './edit-promise.ts';
import { briefly } from './promise-words.ts';
import { keepersOf, tellOfPromise } from './tell-of-promise.ts';

/**
 * Confirms for the party that it is owed to that a promise is kept, however late that is said. @throws Refusal NOT_FOUND,
 * FORBIDDEN for everybody but who writes for that party; CONFLICT unless it is reported kept.
 */
export const confirmPromise = (services: Services, actor: MemberRow, command: PromiseCommand): Promise<void> =>
  editPromise(services, actor, command, 'CONFIRM', async ({ promise, key, owner, em, at }) => {
    enterPromiseState(promise, 'KEPT', { by: actor.id, at });
    await tellOfPromise(em, promise, {
      ...{ kind: 'PROMISE_ANSWERED', actorId: actor.id, at, memberIds: await keepersOf(em, promise) },
      text: `${actor.name} confirms that you kept ${key}: ${briefly(promise.text)}`,
    });
    return { verb: 'confirmed', summary: `confirmed that ${owner} kept ${key}: ${briefly(promise.text)}` };
  });
