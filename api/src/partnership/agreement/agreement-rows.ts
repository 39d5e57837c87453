import type { PartnershipId } from '@tandem/schema/ids';
import { AGREEMENT_SECTIONS, type AgreementSection } from '@tandem/schema/partnership/agreement';
import { type DiffPart, newDiffBudget, wordDiff } from '../../live/history/word-diff.ts';
import { type Context, once } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { type MemberRow, membersOf, type PartyRow, partiesOf, viewerIn } from '../membership.ts';
import { stillHolds } from '../snapshot/make-snapshot.ts';
import { AGREEMENT_OF, AGREEMENTS, type StoredAgreement, type StoredVersion } from './agreement.sql.ts';
import { type AgreementState, sameLadder, sectionsFrom, stateIn } from './agreement-state.ts';
import { defaultLadder, type LadderLevel } from './ladder.ts';

/** The working agreement as plain data. */
interface AgreementRow {
  __typename: 'WorkingAgreement';
  id: string;
  sections: { section: AgreementSection; text: string }[];
  ladder: { level: number; days: number; members: MemberRow[] }[];
  ladderIsDefault: boolean;
  signed: object | null;
  proposal: object | null;
  unsignedChanges: { section: AgreementSection; parts: DiffPart[] }[];
  ladderChanged: boolean;
  updatedAt: Date;
}

/** @throws Refusal UNAUTHENTICATED, or NOT_FOUND when the viewer does not belong to the partnership. */
export function agreementOf(context: Context, partnershipId: PartnershipId): Promise<AgreementRow> {
  return once(context, `agreement:${partnershipId}`, async () => {
    const stored = await context.services.sql.row(AGREEMENT_OF, partnershipId, viewerIn(context).personId);
    if (!stored) throw notFound('partnership');
    return agreementRow(context, stored);
  });
}

/** Of these agreements, those of partnerships that the viewer belongs to. */
export async function agreementsSeen(context: Context, ids: readonly string[]): Promise<AgreementRow[]> {
  const stored = await context.services.sql.rows(AGREEMENTS, ids, viewerIn(context).personId);
  return Promise.all(stored.map((one) => agreementRow(context, one)));
}

async function agreementRow(context: Context, stored: StoredAgreement): Promise<AgreementRow> {
  const { partnershipId } = stored;
  const [members, parties] = await Promise.all([membersOf(context, partnershipId), partiesOf(context, partnershipId)]);
  const active = [...members.values()].filter(({ leftAt }) => leftAt === null);
  const now: AgreementState = {
    sections: sectionsFrom(stored.sections),
    ladder: stored.ladder.length > 0 ? stored.ladder : defaultLadder(active),
  };
  const signed = stored.signed && stateIn(stored.signed.content);
  const people = { members, parties };
  return {
    ...{ __typename: 'WorkingAgreement', id: stored.id, updatedAt: stored.updatedAt },
    sections: textsOf(now),
    ladder: now.ladder.map((level) => levelRow(level, people)),
    ladderIsDefault: stored.ladder.length === 0,
    signed: stored.signed && versionRow(stored.signed, now, people),
    proposal: stored.proposed && versionRow(stored.proposed, now, people),
    unsignedChanges: signed ? changesSince(signed, now) : [],
    ladderChanged: signed !== null && !sameLadder(signed.ladder, now.ladder),
  };
}

interface People {
  members: ReadonlyMap<string, MemberRow>;
  parties: readonly PartyRow[];
}

const textsOf = ({ sections }: AgreementState): AgreementRow['sections'] =>
  AGREEMENT_SECTIONS.map((section) => ({ section, text: sections[section] }));

const levelRow = ({ level, days, memberIds }: LadderLevel, { members }: People): AgreementRow['ladder'][number] => {
  const chosen = new Set<string>(memberIds);
  return { level, days, members: [...members.values()].filter(({ id }) => chosen.has(id)) };
};

function versionRow(version: StoredVersion, now: AgreementState, people: People): object {
  const frozen = stateIn(version.content);
  const { id, revision, content, hash } = version;
  return {
    ...{ id, revision, content, hash, proposedAt: new Date(version.madeAt), holds: stillHolds(version, now) },
    sections: textsOf(frozen),
    ladder: frozen.ladder.map((level) => levelRow(level, people)),
    proposedBy: people.members.get(version.madeById) ?? null,
    signatures: version.signatures.map((one) => ({
      ...{ hash: one.hash, at: new Date(one.at), member: people.members.get(one.memberId) },
      party: people.parties.find((party) => party.id === one.partyId),
    })),
  };
}

function changesSince(signed: AgreementState, now: AgreementState): AgreementRow['unsignedChanges'] {
  const budget = newDiffBudget();
  return AGREEMENT_SECTIONS.filter((section) => signed.sections[section] !== now.sections[section]).map((section) => ({
    section,
    parts: wordDiff(signed.sections[section], now.sections[section], budget),
  }));
}
