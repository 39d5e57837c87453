import { EscalateConcern } from '@tandem/schema/iteration/concern';
import { calendarOf } from '../../partnership/calendar/calendars.sql.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { climb } from './concern-clock.ts';
import { type ConcernCommand, editConcern } from './edit-concern.ts';
import { peopleOfStep, tellOfConcern } from './tell-of-concern.ts';

/**
 * Takes a concern whose answer does not settle it to the ladder's next step at once; that step's clock starts.
 * @throws Refusal as editConcern, BAD_USER_INPUT, CONFLICT on the last step.
 */
export async function escalateConcern(
  services: Services,
  actor: MemberRow,
  command: ConcernCommand & { reason: string },
): Promise<void> {
  const { reason } = parseInput(EscalateConcern, command);
  await editConcern(
    services,
    actor,
    command,
    'ESCALATE',
    async ({ concern, key, em, at }) => {
      if (concern.level >= concern.ladder.length)
        throw conflict(`${key} stands on the ladder’s last step. Reopen it, and talk with the people of that step.`);
      climb(concern, await calendarOf(em, concern.ownerPartyId), at);
      concern.state = 'OPEN';
      return { kind: 'ESCALATED', text: reason, summary: `escalated ${key} to level ${concern.level}` };
    },
    async ({ concern, key, em, at }) =>
      tellOfConcern(em, concern, {
        ...{ kind: 'CONCERN_ESCALATED', actorId: actor.id, at, memberIds: await peopleOfStep(em, concern) },
        text: `${actor.name} escalates ${key} to level ${concern.level} (${concern.title}): ${reason}`,
      }),
  );
}
