import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnershipId } from '@tandem/schema/ids';
import { AGREEMENT_SECTION_MAX, AGREEMENT_SECTIONS, sectionTitles } from '@tandem/schema/partnership/agreement';
import { plainWords } from '../../live/plain-words.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, Refusal } from '../../platform/errors.ts';
import { type MemberRow, memberIn, requireLead } from '../membership.ts';
import { notify } from '../notification/notify.ts';
import { makeSnapshot, stillHolds } from '../snapshot/make-snapshot.ts';
import { signSnapshot } from '../snapshot/sign-snapshot.ts';
import type { ProposeAgreementInput } from './agreement.inputs.ts';
import { agreementIdOf } from './agreement.sql.ts';
import { changesBetween, sectionsFrom } from './agreement-state.ts';
import type { LadderLevel } from './ladder.ts';
import { type LockedAgreement, lockAgreement, snapshotIn } from './locked-agreement.ts';

// A ladder that nobody has set is pinned to the people it names, so that somebody who joins later does not change what is signed.
const PROPOSE = 'update working_agreement set proposed_snapshot_id = ?, ladder = ?, updated_at = ? where id = ?';

/**
 * Freezes the agreement as its proposer read it, and signs it for their party. An earlier proposal that no longer holds is
 * replaced. @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN for everybody but leads, CONFLICT with `changes` when it is
 * no longer what they read, CONFLICT when there is nothing to sign.
 */
export async function proposeAgreement(context: Context, input: ProposeAgreementInput): Promise<PartnershipId> {
  const { services } = context;
  const actor = await memberIn(context, input.partnershipId);
  requireLead(actor);
  const { partnershipId } = actor;
  await services.live.projectNow(await agreementIdOf(services.sql, partnershipId));
  const command = { partnershipId, actorId: actor.id, mutationId: input.mutationId };
  await recordChange(services, command, async (em) => {
    const at = services.clock.now();
    const agreement = await lockAgreement(em, partnershipId);
    requireAsRead(agreement, input);
    requireSignable(agreement);
    await requireNews(em, agreement);
    const state = agreement.now;
    const snapshot = await makeSnapshot(em, {
      ...{ partnershipId, kind: 'AGREEMENT', subjectId: agreement.id, state, madeBy: actor.id, at },
    });
    await signSnapshot(em, actor, snapshot, at);
    await em.execute(PROPOSE, [snapshot.id, JSON.stringify(state.ladder), at, agreement.id]);
    await askOthers(em, actor, agreement, snapshot.revision, at);
    const summary = `proposed version ${snapshot.revision} of the working agreement and signed it for ${actor.party.name}`;
    return { kind: 'agreement.proposed', nodeType: 'WorkingAgreement', nodeId: agreement.id, summary };
  });
  context.memo.clear();
  return partnershipId;
}

/** What is signed is what the signer had before them. */
function requireAsRead({ now, names }: LockedAgreement, input: ProposeAgreementInput): void {
  const texts = input.sections.map(({ section, text }) => [section, plainWords(text, AGREEMENT_SECTION_MAX)]);
  const ladder = input.ladder.map(({ days, memberIds }, i) => ({
    ...{ level: i + 1, days },
    memberIds: memberIds.map((id) => id.toLowerCase()).sort(),
  })) as LadderLevel[];
  const changes = changesBetween({ sections: sectionsFrom(Object.fromEntries(texts)), ladder }, now, names);
  if (changes.length === 0) return;
  const message = `While you read, ${changes.join('; ')}. Read the agreement as it stands now, then propose it.`;
  throw new Refusal('CONFLICT', message, { changes });
}

function requireSignable({ now, people, parties, names }: LockedAgreement): void {
  const titles = sectionTitles(names.client, names.vendor);
  if (AGREEMENT_SECTIONS.every((section) => now.sections[section].trim() === ''))
    throw conflict('The working agreement is still empty. Write down together how you work, then propose it.');
  const long = AGREEMENT_SECTIONS.find((section) => now.sections[section].length >= AGREEMENT_SECTION_MAX);
  if (long)
    throw conflict(`“${titles[long]}” is too long to be signed; keep it below ${AGREEMENT_SECTION_MAX} characters.`);
  const here = new Set(people.map(({ partyId }) => partyId as string));
  const absent = parties.find(({ id }) => !here.has(id));
  if (absent) throw conflict(`Nobody of ${absent.name} is here yet to sign it. Invite one of their leads first.`);
  for (const { level, memberIds } of now.ladder) {
    const gone = memberIds.some((id) => !people.some((one) => one.id === id));
    if (gone)
      throw conflict(`Somebody on level ${level} of the escalation ladder has left. Set the ladder again first.`);
  }
}

async function requireNews(em: EntityManager, { now, signedId, proposedId }: LockedAgreement): Promise<void> {
  const proposed = proposedId && (await snapshotIn(em, proposedId));
  if (proposed && stillHolds(proposed, now))
    throw conflict(`Version ${proposed.revision} is proposed already, just as it stands. It waits to be signed.`);
  const signed = signedId && (await snapshotIn(em, signedId));
  if (signed && stillHolds(signed, now))
    throw conflict(`Nothing has changed since version ${signed.revision}, which every party has signed.`);
}

async function askOthers(
  em: EntityManager,
  actor: MemberRow,
  { id, people }: LockedAgreement,
  revision: number,
  at: Date,
): Promise<void> {
  const leads = people.filter(({ role, partyId }) => role === 'LEAD' && partyId !== actor.partyId);
  await notify(em, {
    ...{ partnershipId: actor.partnershipId, kind: 'SIGNATURE_ASKED', actorId: actor.id, at },
    memberIds: leads.map((lead) => lead.id),
    text: `${actor.name} signed version ${revision} of the working agreement for ${actor.party.name} and asks for your signature.`,
    ...{ nodeType: 'WorkingAgreement', nodeId: id, path: '/agreement' },
  });
}
