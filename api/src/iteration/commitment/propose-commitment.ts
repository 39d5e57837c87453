import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberRow } from '../../partnership/membership.ts';
import { makeSnapshot, stillHolds } from '../../partnership/snapshot/make-snapshot.ts';
import { signSnapshot } from '../../partnership/snapshot/sign-snapshot.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, Refusal } from '../../platform/errors.ts';
import { editIteration, type IterationCommand } from '../edit-iteration.ts';
import type { Iteration } from '../iteration.entity.ts';
import { arrangedLike, type FrozenWeek, frozenWeekOf, pointsOf } from './frozen-week.ts';
import { projectWords } from './project-words.ts';
import { readWeek } from './read-week.ts';
import { requireSigner } from './require-signer.ts';
import { requireRunning } from './signed-week.ts';
import { snapshotOf } from './snapshots.ts';
import { lockPlanned, obstacleOf, type Standing } from './standing.ts';
import { askForSignatures } from './tell.ts';

/**
 * Freezes the week as it stands, signs it for the proposer's party and asks the others to sign. A proposal that no longer holds
 * is replaced. @throws Refusal FORBIDDEN for who does not sign, CONFLICT with `missing` for a week that is not ready to be
 * signed, CONFLICT when it is proposed, committed or over.
 */
export async function proposeCommitment(
  services: Services,
  actor: MemberRow,
  command: IterationCommand,
): Promise<void> {
  requireSigner(actor);
  await projectWords(services, actor.partnershipId, command.iterationId);
  await editIteration(services, actor, command, async (week, em) => {
    const at = services.clock.now();
    requireRunning(week, at);
    if (week.commitmentSnapshotId)
      throw conflict(`${week.isoWeek} is committed: every party has signed. Change it through its scope ledger.`);
    const planned = await lockPlanned(em, week);
    const state = await readWeek(em, week);
    await refuseSecondProposal(em, week, state);
    requireWhole(week, planned);
    const snapshot = await makeSnapshot(em, {
      ...{ partnershipId: week.partnershipId, kind: 'COMMITMENT', subjectId: week.id },
      ...{ state, madeBy: actor.id, at },
    });
    const missing = await signSnapshot(em, actor, snapshot, at);
    week.proposedSnapshotId = snapshot.id;
    await askForSignatures(em, { actor, week, at, missing, points: pointsOf(state) });
    return {
      verb: 'commitmentProposed',
      summary: `proposed ${week.isoWeek} (${counted(planned.length)}, ${pointsOf(state)} points) and signed for ${actor.party.name}`,
    };
  });
}

const counted = (stories: number): string => (stories === 1 ? '1 story' : `${stories} stories`);

async function refuseSecondProposal(em: EntityManager, week: Iteration, now: FrozenWeek): Promise<void> {
  const proposed = week.proposedSnapshotId && (await snapshotOf(em, week, week.proposedSnapshotId));
  if (proposed && stillHolds(proposed, arrangedLike(now, frozenWeekOf(proposed.content))))
    throw conflict(`${week.isoWeek} is proposed already, as it stands. Sign it, or take the proposal back first.`);
}

/** @throws Refusal CONFLICT whose `missing` lists what must be done before anybody can sign. */
function requireWhole({ isoWeek, capacity }: Iteration, planned: readonly Standing[]): void {
  const missing = [
    planned.length === 0 ? 'no story is planned for it' : null,
    capacity === null ? 'its capacity is not set' : null,
    ...planned.map(obstacleOf),
  ].filter((lack) => lack !== null);
  if (missing.length > 0)
    throw new Refusal('CONFLICT', `${isoWeek} can’t be proposed yet: ${missing.join('; ')}.`, { missing });
}
