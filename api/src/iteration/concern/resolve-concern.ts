import { ResolveConcern } from '@tandem/schema/iteration/concern';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { stopClock } from './concern-clock.ts';
import { type ConcernCommand, editConcern } from './edit-concern.ts';
import { judgesOf, tellOfConcern } from './tell-of-concern.ts';

/** What the owner did about it, and what keeps it from coming back; the raiser then closes it. @throws Refusal as editConcern. */
export async function resolveConcern(
  services: Services,
  actor: MemberRow,
  command: ConcernCommand & { resolution: string; prevention: string },
): Promise<void> {
  const { resolution, prevention } = parseInput(ResolveConcern, command);
  await editConcern(
    services,
    actor,
    command,
    'RESOLVE',
    ({ concern, key, at }) => {
      Object.assign(concern, { state: 'RESOLVED', resolution, prevention, resolvedById: actor.id, resolvedAt: at });
      stopClock(concern);
      const summary = `resolved ${key} for ${actor.party.name}`;
      return { kind: 'RESOLVED', text: resolution, prevention, summary };
    },
    async ({ concern, key, em, at }) =>
      tellOfConcern(em, concern, {
        ...{ kind: 'CONCERN_RESOLVED', actorId: actor.id, at, memberIds: await judgesOf(em, concern) },
        text: `${actor.name} resolves ${key} (${concern.title}); it is yours to close: ${resolution}`,
      }),
  );
}
