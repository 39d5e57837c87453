import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberRow } from '../../partnership/membership.ts';
import { stillHolds } from '../../partnership/snapshot/make-snapshot.ts';
import { signSnapshot } from '../../partnership/snapshot/sign-snapshot.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, forbidden, Refusal } from '../../platform/errors.ts';
import { editIteration, type IterationCommand } from '../edit-iteration.ts';
import type { Iteration } from '../iteration.entity.ts';
import { commitStories } from './commit-stories.ts';
import { arrangedLike, frozenWeekOf, pointsOf } from './frozen-week.ts';
import { projectWords } from './project-words.ts';
import { readWeek } from './read-week.ts';
import { requireSigner } from './require-signer.ts';
import { requireRunning } from './signed-week.ts';
import { type MadeSnapshot, snapshotOf } from './snapshots.ts';
import { lockPlanned, obstacleOf, type Standing } from './standing.ts';
import { tellSigned } from './tell.ts';
import { weekChanges } from './week-changes.ts';

export type SignCommitment = IterationCommand & {
  snapshotId: string;
  hash: string;
  partyId?: string | null;
};

/**
 * Signs the proposal that the signer saw, for their own party; the last signature puts it in force and commits its stories.
 * @throws Refusal FORBIDDEN for another party or for who does not sign; CONFLICT with `changes` when the week is no longer as
 * it was proposed; CONFLICT for another proposal than the one seen, and for a second signature.
 */
export async function signCommitment(services: Services, actor: MemberRow, command: SignCommitment): Promise<void> {
  requireSigner(actor);
  if (command.partyId != null && command.partyId.toLowerCase() !== actor.partyId)
    throw forbidden(
      `You sign for ${actor.party.name} alone. Ask a lead or a sponsor of the other party to sign theirs.`,
    );
  await projectWords(services, actor.partnershipId, command.iterationId);
  await editIteration(services, actor, command, async (week, em) => {
    const at = services.clock.now();
    requireRunning(week, at);
    const snapshot = await proposalSeen(em, week, command);
    const planned = await lockPlanned(em, week);
    await requireUnchanged(em, week, snapshot, planned);
    const missing = await signSnapshot(em, actor, snapshot, at);
    const inForce = missing.length === 0;
    if (inForce) {
      const committedPoints = pointsOf(frozenWeekOf(snapshot.content));
      Object.assign(week, {
        commitmentSnapshotId: snapshot.id,
        proposedSnapshotId: null,
        committedAt: at,
        committedPoints,
      });
      await commitStories(em, week, { by: actor.id, at });
    }
    await tellSigned(em, { actor, week, at, inForce });
    const signed = `signed ${week.isoWeek} for ${actor.party.name}`;
    return { verb: 'commitmentSigned', summary: inForce ? `${signed}: it is committed` : signed };
  });
}

async function proposalSeen(em: EntityManager, week: Iteration, seen: SignCommitment): Promise<MadeSnapshot> {
  const snapshotId = seen.snapshotId.toLowerCase();
  if (week.commitmentSnapshotId === snapshotId)
    throw conflict(`${week.isoWeek} is committed: every party has signed it. There is nothing left to sign.`);
  if (week.proposedSnapshotId === null || week.proposedSnapshotId !== snapshotId)
    throw conflict(`That proposal of ${week.isoWeek} was taken back or replaced. Read the week as it is now.`);
  const snapshot = await snapshotOf(em, week, week.proposedSnapshotId);
  if (!snapshot || snapshot.hash !== seen.hash.toLowerCase())
    throw conflict(
      `That is not the hash of ${week.isoWeek}’s proposal. Read the proposal again, then sign what you read.`,
    );
  return snapshot;
}

/** @throws Refusal CONFLICT whose `changes` say what is no longer as it was proposed. */
async function requireUnchanged(
  em: EntityManager,
  week: Iteration,
  snapshot: MadeSnapshot,
  planned: readonly Standing[],
): Promise<void> {
  const now = await readWeek(em, week);
  const frozen = frozenWeekOf(snapshot.content);
  const changes = weekChanges(frozen, now).map(({ sentence }) => sentence);
  const named = new Set(changes.flatMap((sentence) => sentence.split(' ', 1)));
  for (const story of planned) {
    const obstacle = obstacleOf(story);
    // A story that changed is named already; one more open question changes nothing that was frozen.
    if (obstacle !== null && !named.has(story.key)) changes.push(obstacle);
  }
  if (changes.length === 0 && stillHolds(snapshot, arrangedLike(now, frozen))) return;
  throw new Refusal(
    'CONFLICT',
    `${week.isoWeek} changed since it was proposed: ${changes.join('; ')}. Propose it again, so that both parties sign the same.`,
    { changes },
  );
}
