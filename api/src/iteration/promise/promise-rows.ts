import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import {
  type MemberRow,
  memberIn,
  membersOf,
  type PartyRow,
  partiesOf,
  viewerIn,
} from '../../partnership/membership.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { loadNodes } from '../../platform/graphql/node.ts';
import type { ProposedDay } from './promise.entity.ts';
import { PROMISE_BY_NUMBER, PROMISE_PLACE, PROMISES_SEEN, type StoredPromise } from './promises.sql.ts';

/** A promise as plain data with its edges in place. */
export type PromiseRow = StoredPromise & {
  ownerParty: PartyRow | null;
  owner: MemberRow | null;
  toParty: PartyRow | null;
  stateChangedBy: MemberRow | null;
  madeBy: MemberRow | null;
  story: object | null;
  proposal: ProposedDay | null;
};

/** Fills in the edges of promises of one partnership. Rights are the caller's to check. */
export async function withEdges(
  context: Context,
  partnershipId: PartnershipId,
  stored: readonly StoredPromise[],
): Promise<PromiseRow[]> {
  if (stored.length === 0) return [];
  const storyIds = [...new Set(stored.flatMap(({ storyId }) => storyId ?? []))];
  const [members, parties, stories] = await Promise.all([
    membersOf(context, partnershipId),
    partiesOf(context, partnershipId),
    storyIds.length > 0 ? loadNodes(context, 'Story', storyIds) : new Map<string, object>(),
  ]);
  const member = (id: MemberId | null): MemberRow | null => (id && members.get(id)) || null;
  const party = (partyId: string): PartyRow | null => parties.find(({ id }) => id === partyId) ?? null;
  return stored.map((promise) => ({
    ...promise,
    ownerParty: party(promise.ownerPartyId),
    owner: member(promise.ownerId),
    toParty: party(promise.toPartyId),
    stateChangedBy: member(promise.stateChangedById),
    madeBy: member(promise.madeById),
    story: (promise.storyId && stories.get(promise.storyId)) || null,
    proposal: proposalOf(promise, member(promise.proposedById)),
  }));
}

function proposalOf(
  { proposedDueOn: dueOn, proposedReason: reason, proposedAt: at }: StoredPromise,
  by: MemberRow | null,
): ProposedDay | null {
  return dueOn === null || at === null ? null : { dueOn, reason: reason ?? '', by, at };
}

/** Promises by id, of every partnership the viewer belongs to; what they may not see is left out. */
export async function loadPromises(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, PromiseRow>> {
  const stored = await context.services.sql.rows(PROMISES_SEEN, ids, viewerIn(context).personId);
  const found = new Map<string, PromiseRow>();
  for (const [partnershipId, own] of Map.groupBy(stored, (promise) => promise.partnershipId))
    for (const promise of await withEdges(context, partnershipId, own)) found.set(promise.id, promise);
  return found;
}

/** A promise by what people call it. @throws Refusal NOT_FOUND when the viewer may not see it. */
export async function promiseByKey(context: Context, slug: string, key: string): Promise<PromiseRow> {
  const { personId } = viewerIn(context);
  const number = Number(/^P-(\d{1,9})$/i.exec(key)?.[1] ?? 0);
  const stored = number > 0 ? await context.services.sql.row(PROMISE_BY_NUMBER, slug, number, personId) : null;
  const [promise] = stored ? await withEdges(context, stored.partnershipId, [stored]) : [];
  if (!promise) throw notFound('promise');
  return promise;
}

/** The viewer as a member of the promise's partnership. @throws Refusal UNAUTHENTICATED, NOT_FOUND. */
export async function actorOnPromise(context: Context, promiseId: string): Promise<MemberRow> {
  const { personId } = viewerIn(context);
  const place = isUuid(promiseId) ? await context.services.sql.row(PROMISE_PLACE, promiseId, personId) : null;
  if (!place) throw notFound('promise');
  return memberIn(context, place.partnershipId);
}
