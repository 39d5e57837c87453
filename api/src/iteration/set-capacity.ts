import { SetCapacity } from '@tandem/schema/iteration/inputs';
import type { MemberRow } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import { editIteration, type IterationCommand, requirePlanning } from './edit-iteration.ts';

/** Proposes how many points the vendor can take on, or takes that back. @throws Refusal FORBIDDEN for the client, BAD_USER_INPUT, CONFLICT once committed. */
export async function setCapacity(
  services: Services,
  actor: MemberRow,
  command: IterationCommand & { points?: number | null },
): Promise<void> {
  const points = parseInput(SetCapacity, { points: command.points }).points ?? null;
  await editIteration(services, actor, command, (iteration) => {
    if (actor.party.kind !== 'VENDOR')
      throw forbidden('Who builds says how much they can take on: ask the vendor to change the capacity.');
    requirePlanning(iteration, services.clock.now(), 'its capacity');
    if (iteration.capacity === points) return null;
    iteration.capacity = points;
    iteration.capacityById = points === null ? null : actor.id;
    const summary =
      points === null
        ? `took back the capacity of ${iteration.isoWeek}`
        : `proposed a capacity of ${points} points for ${iteration.isoWeek}`;
    return { verb: 'capacitySet', summary };
  });
}
