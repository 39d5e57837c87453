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
import { CONCERN_BY_NUMBER, CONCERN_PLACE, CONCERNS_SEEN, type StoredConcern } from './concerns.sql.ts';

/** A concern as plain data with the edges that its card shows. */
export type ConcernRow = StoredConcern & {
  raisedBy: MemberRow | null;
  ownerParty: PartyRow | null;
  story: object | null;
  workingDaysGiven: number | null;
  resolvedBy: MemberRow | null;
  closedBy: MemberRow | null;
};

/** Fills in the edges of concerns of one partnership. Rights are the caller's to check. */
export async function withEdges(
  context: Context,
  partnershipId: PartnershipId,
  stored: readonly StoredConcern[],
): Promise<ConcernRow[]> {
  if (stored.length === 0) return [];
  const storyIds = [...new Set(stored.flatMap(({ storyId }) => storyId ?? []))];
  const [members, parties, stories] = await Promise.all([
    membersOf(context, partnershipId),
    partiesOf(context, partnershipId),
    storyIds.length > 0 ? loadNodes(context, 'Story', storyIds) : new Map<string, object>(),
  ]);
  const member = (id: MemberId | null): MemberRow | null => (id && members.get(id)) || null;
  return stored.map((concern) => ({
    ...concern,
    raisedBy: member(concern.raisedById),
    ownerParty: parties.find(({ id }) => id === concern.ownerPartyId) ?? null,
    workingDaysGiven: concern.dueAt && (concern.ladder.find(({ level }) => level === concern.level + 1)?.days ?? null),
    story: (concern.storyId && stories.get(concern.storyId)) || null,
    resolvedBy: member(concern.resolvedById),
    closedBy: member(concern.closedById),
  }));
}

/** Concerns by id, of every partnership the viewer belongs to; what they may not see is left out. */
export async function loadConcerns(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, ConcernRow>> {
  const stored = await context.services.sql.rows(CONCERNS_SEEN, ids, viewerIn(context).personId);
  const found = new Map<string, ConcernRow>();
  for (const partnershipId of new Set(stored.map((concern) => concern.partnershipId))) {
    const own = stored.filter((concern) => concern.partnershipId === partnershipId);
    for (const concern of await withEdges(context, partnershipId, own)) found.set(concern.id, concern);
  }
  return found;
}

/** A concern by what people call it. @throws Refusal NOT_FOUND when the viewer may not see it. */
export async function concernByKey(context: Context, slug: string, key: string): Promise<ConcernRow> {
  const { personId } = viewerIn(context);
  const number = Number(/^C-(\d{1,9})$/i.exec(key)?.[1] ?? 0);
  const stored = number > 0 ? await context.services.sql.row(CONCERN_BY_NUMBER, slug, number, personId) : null;
  const [concern] = stored ? await withEdges(context, stored.partnershipId, [stored]) : [];
  if (!concern) throw notFound('concern');
  return concern;
}

/** The viewer as a member of the concern's partnership. @throws Refusal UNAUTHENTICATED, NOT_FOUND. */
export async function actorOnConcern(context: Context, concernId: string): Promise<MemberRow> {
  const { personId } = viewerIn(context);
  const place = isUuid(concernId) ? await context.services.sql.row(CONCERN_PLACE, concernId, personId) : null;
  if (!place) throw notFound('concern');
  return memberIn(context, place.partnershipId);
}
