import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { possibleTransitions, type StoryState } from '@tandem/schema/story/rules';
import { type MemberRow, memberIn, membersOf, type PartyRow, partiesOf, viewerIn } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { loadNodes } from '../platform/graphql/node.ts';
import { type CriterionRow, criterionFrom } from './criteria.sql.ts';
import { type LabelRow, labelsOf } from './labels.sql.ts';
import { STORIES_SEEN, STORY_BY_KEY, type StoredStory } from './stories.sql.ts';

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

/** Which edges a selection names: each costs a statement, though only one for the whole operation. */
export interface Edges {
  members: boolean;
  labels: boolean;
  parties: boolean;
  viewer: boolean;
}
const ALL_EDGES: Edges = { members: true, labels: true, parties: true, viewer: true };

/** What the edges of a partnership's stories lead to. */
interface Ends {
  partnership: object | null;
  members: ReadonlyMap<MemberId, MemberRow>;
  labels: ReadonlyMap<string, LabelRow>;
  parties: readonly PartyRow[];
  viewer: MemberRow | null;
}

/** Rights to the partnership are the caller's to check. */
export async function readEnds(context: Context, partnership: { id: PartnershipId }, wanted: Edges): Promise<Ends> {
  const [members, labels, parties, viewer] = await Promise.all([
    wanted.members ? membersOf(context, partnership.id) : Promise.resolve(new Map<MemberId, MemberRow>()),
    wanted.labels ? labelsOf(context, partnership.id) : Promise.resolve(new Map<string, LabelRow>()),
    wanted.parties ? partiesOf(context, partnership.id) : Promise.resolve([]),
    wanted.viewer ? memberIn(context, partnership.id) : Promise.resolve(null),
  ]);
  return { partnership, members, labels, parties, viewer };
}

/** Fills in the edges of stories of one partnership. */
export function withEdges(stored: StoredStory[], { partnership, members, labels, parties, viewer }: Ends): StoryRow[] {
  const may = { judged: new Map<StoryState, StoryState[]>(), other: new Map<StoryState, StoryState[]>() };
  const transitionsOf = ({ state, outcome }: StoredStory): StoryState[] => {
    const judged = outcome !== null;
    const alike = judged ? may.judged : may.other;
    const known = alike.get(state);
    if (known || !viewer) return known ?? [];
    const possible = possibleTransitions(state, { role: viewer.role, partyKind: viewer.party.kind }, judged);
    alike.set(state, possible);
    return possible;
  };
  return stored.map((story) => {
    const row = story as unknown as StoryRow;
    row.partnership = partnership;
    row.owners = pick(members, story.ownerIds);
    row.labels = pick(labels, story.labelIds);
    row.createdBy = members.get(story.createdById) ?? null;
    row.stateChangedBy = (story.stateChangedById && members.get(story.stateChangedById)) || null;
    row.transitions = transitionsOf(story);
    if (story.criterionList) row.criteria = story.criterionList.map((one) => criterionFrom(story.id, one, members));
    if (story.inkList) row.inks = inksFrom(story.inkList, parties);
    return row;
  });
}

/** In the parties' order, the client's first. */
function inksFrom(
  inks: NonNullable<StoredStory['inkList']>,
  parties: readonly PartyRow[],
): NonNullable<StoryRow['inks']> {
  const shown: NonNullable<StoryRow['inks']> = [];
  for (const party of parties) {
    const ink = inks.find(({ partyId }) => partyId === party.id);
    if (ink) shown.push({ party, characters: ink.characters });
  }
  return shown;
}

/** A story by what people call it; null when the viewer may not see it. */
export async function storyByKey(context: Context, slug: string, key: string): Promise<StoryRow | null> {
  const stored = await context.services.sql.row(STORY_BY_KEY, slug, key, viewerIn(context).personId);
  return stored ? ((await completed(context, stored.partnershipId, [stored]))[0] ?? null) : null;
}

/** Stories by id, of every partnership the viewer belongs to; what they may not see is left out. */
export async function loadStories(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, StoryRow>> {
  const stored = await context.services.sql.rows(STORIES_SEEN, ids, viewerIn(context).personId);
  const byPartnership = new Map<PartnershipId, StoredStory[]>();
  for (const story of stored)
    byPartnership.set(story.partnershipId, [...(byPartnership.get(story.partnershipId) ?? []), story]);
  const found = new Map<string, StoryRow>();
  for (const [partnershipId, stories] of byPartnership)
    for (const story of await completed(context, partnershipId, stories)) found.set(story.id, story);
  return found;
}

async function completed(context: Context, partnershipId: PartnershipId, stored: StoredStory[]): Promise<StoryRow[]> {
  const [partnership, ends] = await Promise.all([
    loadNodes(context, 'Partnership', [partnershipId]),
    readEnds(context, { id: partnershipId }, ALL_EDGES),
  ]);
  return withEdges(stored, { ...ends, partnership: partnership.get(partnershipId) ?? null });
}

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
