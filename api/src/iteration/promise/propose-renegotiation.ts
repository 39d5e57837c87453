import { ProposeRenegotiation } from '@tandem/schema/iteration/promise';
import { calendarOf } from '../../partnership/calendar/calendars.sql.ts';
import { dueFrom } from '../../partnership/calendar/due-day.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { badInput } from '../../platform/errors.ts';
import { editPromise, type PromiseCommand } from './edit-promise.ts';
import { briefly } from './promise-words.ts';
import { tellOfPromise, waitersOf } from './tell-of-promise.ts';

/**
 * Asks the other side for another day, before the present one is over; a later proposal takes the place of an earlier one.
 * @throws Refusal NOT_FOUND, BAD_USER_INPUT for the day and the reason, FORBIDDEN for everybody but who writes for the party
 * that owes; CONFLICT unless it is open, and once its day is over.
 */
export async function proposeRenegotiation(
  services: Services,
  actor: MemberRow,
  command: PromiseCommand & { dueOn: string; reason: string },
): Promise<void> {
  const { dueOn, reason } = parseInput(ProposeRenegotiation, command);
  await editPromise(services, actor, command, 'PROPOSE_RENEGOTIATION', async ({ promise, key, owner, em, at }) => {
    if (dueOn === promise.dueOn) throw badInput('dueOn', `${key} is due on ${dueOn} already. Propose another day.`);
    const { timeZone } = await calendarOf(em, promise.ownerPartyId);
    dueFrom(dueOn, { timeZone, now: at, partyName: owner });
    Object.assign(promise, {
      ...{ proposedDueOn: dueOn, proposedReason: reason, proposedById: actor.id, proposedAt: at },
    });
    await tellOfPromise(em, promise, {
      ...{ kind: 'PROMISE_RENEGOTIATED', actorId: actor.id, at, memberIds: await waitersOf(em, promise) },
      text: `${actor.name} asks to keep ${key} by ${dueOn} instead of ${promise.dueOn}: ${reason}`,
    });
    const summary = `proposed ${dueOn} for ${key}, in place of ${promise.dueOn}: ${briefly(reason)}`;
    return { verb: 'renegotiationProposed', summary };
  });
}
