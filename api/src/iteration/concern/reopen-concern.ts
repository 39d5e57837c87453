import { ReopenConcern } from '@tandem/schema/iteration/concern';
import { calendarOf } from '../../partnership/calendar/calendars.sql.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { startClock } from './concern-clock.ts';
import { type ConcernCommand, editConcern } from './edit-concern.ts';
import { leadsOf, tellOfConcern } from './tell-of-concern.ts';

/** The raiser says what is still open: the clock of the step that it stands on starts anew. @throws Refusal as editConcern. */
export async function reopenConcern(
  services: Services,
  actor: MemberRow,
  command: ConcernCommand & { reason: string },
): Promise<void> {
  const { reason } = parseInput(ReopenConcern, command);
  await editConcern(
    services,
    actor,
    command,
    'REOPEN',
    async ({ concern, key, em, at }) => {
      Object.assign(concern, {
        state: 'OPEN',
        resolution: null,
        prevention: null,
        resolvedById: null,
        resolvedAt: null,
      });
      startClock(concern, await calendarOf(em, concern.ownerPartyId), at);
      return { kind: 'REOPENED', text: reason, summary: `reopened ${key}` };
    },
    async ({ concern, key, em, at }) =>
      tellOfConcern(em, concern, {
        ...{ kind: 'CONCERN_RAISED', actorId: actor.id, at, memberIds: await leadsOf(em, concern.ownerPartyId) },
        text: `${actor.name} reopens ${key} (${concern.title}): ${reason}`,
      }),
  );
}
