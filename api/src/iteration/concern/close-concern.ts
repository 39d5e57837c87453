import { CloseConcern } from '@tandem/schema/iteration/concern';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { badInput } from '../../platform/errors.ts';
import { stopClock } from './concern-clock.ts';
import { type ConcernCommand, editConcern } from './edit-concern.ts';
import { leadsOf, tellOfConcern } from './tell-of-concern.ts';

/** The raiser's end of it, for good; where nobody has resolved it, with a reason. @throws Refusal as editConcern, BAD_USER_INPUT. */
export async function closeConcern(
  services: Services,
  actor: MemberRow,
  command: ConcernCommand & { reason?: string | null },
): Promise<void> {
  const reason = parseInput(CloseConcern, { reason: command.reason }).reason ?? '';
  await editConcern(
    services,
    actor,
    command,
    'CLOSE',
    ({ concern, key, at }) => {
      if (concern.state !== 'RESOLVED' && reason === '')
        throw badInput('reason', `Say why: nobody has said how ${key} was resolved.`);
      Object.assign(concern, { state: 'CLOSED', closedById: actor.id, closedAt: at });
      stopClock(concern);
      return { kind: 'CLOSED', text: reason, summary: `closed ${key}` };
    },
    async ({ concern, key, em, at }) => {
      const resolver = concern.resolvedById ? [concern.resolvedById] : [];
      await tellOfConcern(em, concern, {
        ...{ kind: 'CONCERN_RESOLVED', actorId: actor.id, at },
        memberIds: [...(await leadsOf(em, concern.ownerPartyId)), ...resolver],
        text: `${actor.name} closes ${key}: ${concern.title}`,
      });
    },
  );
}
