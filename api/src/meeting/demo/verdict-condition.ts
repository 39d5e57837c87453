import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartyId } from '@tandem/schema/ids';
import { VerdictCondition } from '@tandem/schema/meeting/inputs';
import type { VerdictKind } from '@tandem/schema/meeting/outcome';
import type { PartyKind } from '@tandem/schema/partnership/rules';
import { promiseWithin } from '../../iteration/promise/make-promise.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import { badInput } from '../../platform/errors.ts';
import type { Story } from '../../story/story.entity.ts';

/** What is still promised for a criterion that is met. */
export interface Condition {
  text: string;
  dueOn: string;
  ownerPartyId?: string | null;
  ownerId?: string | null;
}

/** Its words are tidied. @throws Refusal BAD_USER_INPUT where it lacks, or has no place. */
export function parseCondition(verdict: VerdictKind, condition: Condition | null | undefined): Condition | null {
  if (verdict !== 'MET_WITH_CONDITION') {
    if (!condition) return null;
    throw badInput('condition', 'Only “met, with a condition” has a condition. Leave it out, or choose that.');
  }
  if (!condition) throw badInput('condition', 'Say what is still to be done, and by when: the condition is a promise.');
  return { ...condition, ...parseInput(VerdictCondition, condition) };
}

const PARTIES = 'select id, kind from party where partnership_id = ? order by kind, created_at, id';

/** The condition as a promise about the story, asked of whoever owes it. @throws Refusal as makePromise. */
export async function promiseCondition(
  em: EntityManager,
  actor: MemberRow,
  { condition, story, at }: { condition: Condition; story: Story; at: Date },
): ReturnType<typeof promiseWithin> {
  const parties = await em.execute<{ id: PartyId; kind: PartyKind }[]>(PARTIES, [actor.partnershipId]);
  const sides = sidesOf(parties, actor, condition);
  return promiseWithin(em, actor, { ...condition, ...sides, storyId: story.id }, at);
}

/** Whoever built it owes what is missing, where that is one party; what a vendor itself owes is owed to the client. */
function sidesOf(
  parties: readonly { id: PartyId; kind: PartyKind }[],
  actor: MemberRow,
  { ownerPartyId, ownerId }: Condition,
): { ownerPartyId?: string | null; toPartyId?: string | null } {
  // Whoever is named says of which party.
  if (ownerPartyId == null && ownerId != null) return {};
  const [vendor, another] = parties.filter(({ kind }) => kind === 'VENDOR');
  if (ownerPartyId == null && another)
    throw badInput('ownerPartyId', 'There are several vendors: say which of them owes it.');
  const owes = ownerPartyId ?? vendor?.id;
  const isOwnVendor = actor.party.kind === 'VENDOR' && owes?.toLowerCase() === actor.partyId;
  return { ownerPartyId: owes, toPartyId: isOwnVendor ? parties.find(({ kind }) => kind === 'CLIENT')?.id : null };
}
