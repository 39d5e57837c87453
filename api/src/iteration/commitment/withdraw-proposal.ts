import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, forbidden } from '../../platform/errors.ts';
import { editIteration, type IterationCommand } from '../edit-iteration.ts';
import { requireSigner } from './require-signer.ts';
import { snapshotOf } from './snapshots.ts';

/**
 * Takes the proposal back, before every party has signed it; what was proposed stays in the record.
 * @throws Refusal FORBIDDEN for the other party, CONFLICT when there is no proposal, or it is in force.
 */
export async function withdrawProposal(services: Services, actor: MemberRow, command: IterationCommand): Promise<void> {
  requireSigner(actor);
  await editIteration(services, actor, command, async (week, em) => {
    if (week.commitmentSnapshotId)
      throw conflict(
        `${week.isoWeek} is committed: a signature is not taken back. Change it through its scope ledger.`,
      );
    const proposed = week.proposedSnapshotId && (await snapshotOf(em, week, week.proposedSnapshotId));
    if (!proposed) throw conflict(`Nobody has proposed ${week.isoWeek}, or it was taken back already.`);
    if (proposed.partyId !== actor.partyId)
      throw forbidden('Only the party that proposed the week takes its proposal back. Leave it unsigned instead.');
    week.proposedSnapshotId = null;
    return { verb: 'proposalWithdrawn', summary: `took back the proposal of ${week.isoWeek} for ${actor.party.name}` };
  });
}
