import type { PartnershipId } from '@tandem/schema/ids';
import { possibleTransitions, type StoryState } from '@tandem/schema/story/rules';
import { type MemberRow, memberIn, membersOf, type PartyRow, partiesOf, viewerIn } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { loadNodes } from '../platform/graphql/node.ts';
import { type CriterionRow, criterionFrom } from './criteria.sql.ts';
import { type LabelRow, labelsOf } from './labels.sql.ts';
import { STORIES_SEEN, type StoredStory } from './stories.sql.ts';

/** A story as plain data with its edges in place: GraphQL reads fields and never waits. */
export type StoryRow = Omit<StoredStory, 'ownerIds' | 'labelIds'> & {
  partnership: object | null;
  owners: MemberRow[];
  labels: LabelRow[];
  createdBy: MemberRow | null;
  stateChangedBy: MemberRow | null;
  transitions: readonly StoryState[];
  criteria?: CriterionRow[];
  inks?: { party: PartyRow; characters: number }[];
};

/** Fills in the edges of stories of one partnership. @throws Refusal NOT_FOUND when the viewer does not belong to it. */
export async function withEdges(
  context: Context,
  partnershipId: PartnershipId,
  stored: StoredStory[],
  known?: object,
): Promise<StoryRow[]> {
  const [viewer, members, labels, parties, partnership] = await Promise.all([
    memberIn(context, partnershipId),
    membersOf(context, partnershipId),
    labelsOf(context, partnershipId),
    partiesOf(context, partnershipId),
    known ?? partnershipOf(context, partnershipId),
  ]);
  const may = new Map<StoryState, StoryState[]>();
  const transitionsFrom = (state: StoryState): StoryState[] => {
    let possible = may.get(state);
    if (!possible) may.set(state, (possible = possibleTransitions(state, { role: viewer.role, partyKind: viewer.party.kind })));
    return possible;
  };
  return stored.map((story) => {
    const row = story as unknown as StoryRow;
    row.partnership = partnership;
    row.owners = pick(members, story.ownerIds);
    row.labels = pick(labels, story.labelIds);
    row.createdBy = members.get(story.createdById) ?? null;
    row.stateChangedBy = (story.stateChangedById && members.get(story.stateChangedById)) || null;
    row.transitions = transitionsFrom(story.state);
    if (story.criterionList) row.criteria = story.criterionList.map((one) => criterionFrom(story.id, one, members));
    if (story.inkList) {
      row.inks = [];
      for (const party of parties) {
        const ink = story.inkList.find(({ partyId }) => partyId === party.id);
        if (ink) row.inks.push({ party, characters: ink.characters });
      }
    }
    return row;
  });
}

/** Stories by id, of every partnership the viewer belongs to; what they may not see is left out. */
export async function loadStories(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, StoryRow>> {
  const stored = await context.services.sql.rows(STORIES_SEEN, ids, viewerIn(context).personId);
  const byPartnership = new Map<PartnershipId, StoredStory[]>();
  for (const story of stored) byPartnership.set(story.partnershipId, [...(byPartnership.get(story.partnershipId) ?? []), story]);
  const found = new Map<string, StoryRow>();
  for (const [partnershipId, stories] of byPartnership)
    for (const story of await withEdges(context, partnershipId, stories)) found.set(story.id, story);
  return found;
}

const partnershipOf = async (context: Context, partnershipId: PartnershipId): Promise<object | null> =>
  (await loadNodes(context, 'Partnership', [partnershipId])).get(partnershipId) ?? null;

/** The objects that a uuid[] literal such as `{a,b}` names; a label since deleted is left out. */
function pick<Key extends string, Value>(known: ReadonlyMap<Key, Value>, literal: string): Value[] {
  if (literal === '{}') return [];
  const found: Value[] = [];
  for (const id of literal.slice(1, -1).split(',')) {
    const value = known.get(id as Key);
    if (value) found.push(value);
  }
  return found;
}
