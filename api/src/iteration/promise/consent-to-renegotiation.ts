import type { PromiseId } from '@tandem/schema/ids';
import { ConsentToRenegotiation } from '@tandem/schema/iteration/promise';
import { v7 as uuid } from 'uuid';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, Refusal } from '../../platform/errors.ts';
import { type Editing, editPromise, enterPromiseState, type PromiseCommand } from './edit-promise.ts';
import { insertPromise } from './insert-promise.ts';
import type { GivenPromise } from './promise.entity.ts';
import { keepersOf, keyOf, tellOfPromise } from './tell-of-promise.ts';

/**
 * Consents for the party that it is owed to: the promise is renegotiated, and an open one with the new day stands in its place.
 * @throws Refusal NOT_FOUND, BAD_USER_INPUT, FORBIDDEN for everybody but who writes for that party; CONFLICT when another
 * day is proposed than was read, when that day is over, and once the promise's own is.
 */
export async function consentToRenegotiation(
  services: Services,
  actor: MemberRow,
  command: PromiseCommand & { dueOn: string },
): Promise<void> {
  const { dueOn } = parseInput(ConsentToRenegotiation, command);
  await editPromise(services, actor, command, 'CONSENT_TO_RENEGOTIATION', async (editing) => {
    const { promise, key, em, at } = editing;
    if (promise.proposedDueOn !== dueOn)
      throw conflict(`Meanwhile ${promise.proposedDueOn} is proposed for ${key}. Look at it again, then decide.`);
    const successor = await succeed(editing, dueOn);
    enterPromiseState(promise, 'RENEGOTIATED', { by: actor.id, at });
    const what = `${dueOn} for ${key}, which is ${keyOf(successor)} now`;
    await tellOfPromise(em, successor, {
      ...{ kind: 'PROMISE_RENEGOTIATED', actorId: actor.id, at, memberIds: await keepersOf(em, successor) },
      text: `${actor.name} consents to ${what}`,
    });
    return { verb: 'renegotiated', summary: `consented to ${what}` };
  });
}

async function succeed({ promise, key, owner, em, at }: Editing, dueOn: string): Promise<GivenPromise> {
  const { partnershipId, text, ownerId, toPartyId, storyId, concernId, proposedById, madeById } = promise;
  try {
    return await insertPromise(em, {
      ...{ id: uuid() as PromiseId, partnershipId, text, ownerId, toPartyId, storyId, concernId, dueOn, at },
      ...{ owner: { id: promise.ownerPartyId, name: owner }, state: 'OPEN', renegotiatedFromId: promise.id },
      madeById: proposedById ?? madeById,
    });
  } catch (error) {
    if (error instanceof Refusal)
      throw conflict(`The day proposed for ${key}, ${dueOn}, is over. Refuse it, so that another one is proposed.`);
    throw error;
  }
}
