import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnershipId, SnapshotId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { type MemberRow, memberIn, requireLead, viewerIn } from '../membership.ts';
import { notify } from '../notification/notify.ts';
import { signSnapshot } from '../snapshot/sign-snapshot.ts';
import type { SignAgreementInput } from './agreement.inputs.ts';
import { SNAPSHOT_PLACE } from './agreement.sql.ts';
import { changesBetween, stateIn } from './agreement-state.ts';
import { type LockedAgreement, lockAgreement, snapshotIn, type StoredSnapshot } from './locked-agreement.ts';

const TAKE_EFFECT = `update working_agreement
  set signed_snapshot_id = ?, proposed_snapshot_id = null, updated_at = ? where id = ?`;

/**
 * Signs the proposal that the signer read, for their own party; the last signature puts it in force.
 * @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN for everybody but leads, CONFLICT with `changes` when it was edited since
 * it was proposed, CONFLICT for another proposal than the one read, and for a second signature.
 */
export async function signAgreement(context: Context, input: SignAgreementInput): Promise<PartnershipId> {
  const { services } = context;
  const snapshotId = input.snapshotId.toLowerCase() as SnapshotId;
  const { personId } = viewerIn(context);
  const place = isUuid(snapshotId) ? await services.sql.row(SNAPSHOT_PLACE, snapshotId, personId) : null;
  if (!place) throw notFound('proposal');
  const { partnershipId } = place;
  const actor = await memberIn(context, partnershipId);
  requireLead(actor);
  await services.live.projectNow(place.agreementId);
  await recordChange(services, { partnershipId, actorId: actor.id, mutationId: input.mutationId }, async (em) => {
    const at = services.clock.now();
    const agreement = await lockAgreement(em, partnershipId);
    const snapshot = await proposalRead(em, agreement, snapshotId, input.hash);
    requireUnchanged(agreement, snapshot);
    const missing = await signSnapshot(em, actor, snapshot, at);
    const inForce = missing.length === 0;
    if (inForce) await em.execute(TAKE_EFFECT, [snapshot.id, at, agreement.id]);
    await tell(em, { actor, agreement, inForce, revision: snapshot.revision, at });
    const signed = `signed version ${snapshot.revision} of the working agreement for ${actor.party.name}`;
    const summary = inForce ? `${signed}: it is in force` : signed;
    return { kind: 'agreement.signed', nodeType: 'WorkingAgreement', nodeId: agreement.id, summary };
  });
  context.memo.clear();
  return partnershipId;
}

async function proposalRead(
  em: EntityManager,
  { signedId, proposedId }: LockedAgreement,
  snapshotId: SnapshotId,
  hash: string,
): Promise<StoredSnapshot> {
  const snapshot = await snapshotIn(em, snapshotId);
  if (snapshotId === signedId) throw conflict(`Version ${snapshot.revision} is in force: every party has signed it.`);
  if (snapshotId !== proposedId)
    throw conflict(`Version ${snapshot.revision} was replaced by a later one. Read the agreement as it stands now.`);
  if (snapshot.hash !== hash.toLowerCase())
    throw conflict(
      `That is not the hash of version ${snapshot.revision}. Read the proposal again, then sign what you read.`,
    );
  return snapshot;
}

function requireUnchanged({ now, names }: LockedAgreement, { revision, content }: StoredSnapshot): void {
  const changes = changesBetween(stateIn(content), now, names);
  if (changes.length === 0) return;
  const message = `Since version ${revision} was proposed, ${changes.join('; ')}. Propose it again, so that all sign the same words.`;
  throw new Refusal('CONFLICT', message, { changes });
}

interface Signed {
  actor: MemberRow;
  agreement: LockedAgreement;
  inForce: boolean;
  revision: number;
  at: Date;
}

async function tell(em: EntityManager, { actor, agreement, inForce, revision, at }: Signed): Promise<void> {
  const told = agreement.people.filter(({ role }) => inForce || role === 'LEAD');
  const signed = `${actor.name} signed version ${revision} of the working agreement for ${actor.party.name}`;
  await notify(em, {
    ...{ partnershipId: actor.partnershipId, kind: 'SIGNED', actorId: actor.id, at },
    memberIds: told.map(({ id }) => id),
    text: inForce ? `${signed}: it is in force now.` : `${signed}.`,
    ...{ nodeType: 'WorkingAgreement', nodeId: agreement.id, path: '/agreement' },
  });
}
