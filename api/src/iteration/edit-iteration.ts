import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { IterationId, PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import type { ChangeDraft } from '../platform/changes/change.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { Iteration } from './iteration.entity.ts';

/** What every mutation of one iteration names. */
export interface IterationCommand {
  mutationId: string;
  iterationId: string;
}

/** What the edit was: a verb in the past tense, and a sentence without its actor. Null when there was nothing to do. */
export type IterationEdit = { verb: string; summary: string } | null;

/**
 * Changes one iteration in one recorded transaction, under a lock on its row, so that a rule sees what it decides upon.
 * @throws Refusal FORBIDDEN for an observer, NOT_FOUND when the iteration is not of the actor's partnership.
 */
export async function editIteration(
  services: Services,
  actor: MemberRow,
  { mutationId, iterationId }: IterationCommand,
  edit: (iteration: Iteration, em: EntityManager) => IterationEdit | Promise<IterationEdit>,
  lockFirst?: (em: EntityManager) => Promise<unknown>,
): Promise<void> {
  requireWriter(actor);
  await recordChange(
    services,
    { partnershipId: actor.partnershipId, actorId: actor.id, mutationId },
    async (em): Promise<ChangeDraft | { unchanged: string }> => {
      await lockFirst?.(em);
      const iteration = await lockIteration(em, actor.partnershipId, iterationId);
      const done = await edit(iteration, em);
      if (!done) return { unchanged: iteration.id };
      iteration.updatedAt = services.clock.now();
      iteration.version += 1;
      return { kind: `iteration.${done.verb}`, nodeType: 'Iteration', nodeId: iteration.id, summary: done.summary };
    },
  );
}

/** @throws Refusal NOT_FOUND. */
export async function lockIteration(
  em: EntityManager,
  partnershipId: PartnershipId,
  iterationId: string,
): Promise<Iteration> {
  if (!isUuid(iterationId)) throw notFound('iteration');
  const iteration = await em.findOne(
    Iteration,
    { id: iterationId as IterationId, partnershipId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!iteration) throw notFound('iteration');
  return iteration;
}

/** What both sides signed stays as it is, and so does a week that is over. @throws Refusal CONFLICT, which says what to do. */
export function requirePlanning(iteration: Iteration, now: Date, what: string): void {
  if (iteration.commitmentSnapshotId !== null)
    throw conflict(
      `${iteration.isoWeek} is committed to by both sides, and ${what} with it. Change what it holds through the scope ledger.`,
    );
  if (iteration.endsAt <= now) throw conflict(`${iteration.isoWeek} is over. Plan this week, or one to come.`);
}
