import type { MemberId, PartnershipId, PartyId, SnapshotId, StoryId } from '@tandem/schema/ids';
import type { CommitmentState } from '@tandem/schema/iteration/commitment';
import { type DiffBudget, newDiffBudget, wordDiff } from '../../live/history/word-diff.ts';
import { membersOf, partiesOf } from '../../partnership/membership.ts';
import { type Context, once } from '../../platform/context.ts';
import { loadNodes } from '../../platform/graphql/node.ts';
import { SNAPSHOTS, type StoredSnapshot } from './commitments.sql.ts';
import { type FrozenContent, type FrozenStory, type FrozenWeek, frozenWeekOf, pointsOf } from './frozen-week.ts';
import { readWeekNow, type WeekPlace } from './read-week.ts';
import { obstacleOf, standingNow } from './standing.ts';
import { type WeekChange, weekChanges } from './week-changes.ts';

/** What of an iteration says where its snapshots stand. */
export interface Week extends WeekPlace {
  proposedSnapshotId: SnapshotId | null;
  commitmentSnapshotId: SnapshotId | null;
}

/** What a selection names of the parts that cost a statement of their own. */
export interface Wanted {
  /** Where it stands, and what changed: the week as it is now is read for it. */
  now: boolean;
  /** The stories as they stand now. */
  stories: boolean;
}

/** A snapshot by its id; null when the partnership has none such. Rights are the caller's to check. */
export const snapshotById = async (
  context: Context,
  { partnershipId }: { partnershipId: PartnershipId },
  id: SnapshotId,
): Promise<StoredSnapshot | null> => (await context.services.sql.row(SNAPSHOTS, partnershipId, [id])) ?? null;

/** A snapshot with its edges in place. */
export async function commitmentRow(
  context: Context,
  week: Week,
  stored: StoredSnapshot,
  wanted: Wanted,
): Promise<object> {
  const { previous, state: frozen } = JSON.parse(stored.content) as FrozenContent;
  const people = await peopleOf(context, week.partnershipId);
  const isOpen = stored.id === week.proposedSnapshotId;
  const inForce = stored.id === week.commitmentSnapshotId;
  const compared = wanted.now && (isOpen || inForce);
  const [stories, changes] = await Promise.all([
    wanted.stories
      ? loadNodes(
          context,
          'Story',
          frozen.stories.map(({ id }) => id),
        )
      : new Map<string, object>(),
    compared ? changesNow(context, week, frozen, { ready: isOpen }) : [],
  ]);
  const budget = newDiffBudget();
  return {
    ...{ id: stored.id, revision: stored.revision, hash: stored.hash, previousHash: previous, content: stored.content },
    state: stateOf({ isOpen, inForce, changed: changes.length > 0 }),
    ...{ proposedBy: people.member(stored.madeById), proposedAt: stored.madeAt },
    ...{ points: pointsOf(frozen), capacity: frozen.capacity, budget: frozen.budget },
    goals: frozen.goals.map(({ id, text }) => ({ goalId: id, text })),
    stories: frozen.stories.map((story) => frozenStory(story, people, stories.get(story.id) ?? null)),
    declined: frozen.declined.map(({ id, key, party, reason }) => ({
      ...{ storyId: id, key, reason, party: people.party(party) },
    })),
    signatures: stored.signatures.map(({ partyId, memberId, at, hash }) => ({
      ...{ party: people.party(partyId), member: people.member(memberId), at: new Date(at), hash },
    })),
    missing: frozen.parties
      .filter(({ id }) => !stored.signatures.some(({ partyId }) => partyId === id))
      .map(({ id }) => people.party(id)),
    changesSince: changes.map((change) => changeRow(change, budget)),
  };
}

const stateOf = (is: { isOpen: boolean; inForce: boolean; changed: boolean }): CommitmentState => {
  if (is.inForce) return 'IN_FORCE';
  if (!is.isOpen) return 'WITHDRAWN';
  return is.changed ? 'STALE' : 'PROPOSED';
};

/** What of the week is not as it was frozen; for an open proposal also what keeps a story from being committed. Read once for a week. */
async function changesNow(
  context: Context,
  week: WeekPlace,
  frozen: FrozenWeek,
  { ready }: { ready: boolean },
): Promise<WeekChange[]> {
  const { sql } = context.services;
  const now = await weekNow(context, week);
  const changes = weekChanges(frozen, now);
  if (!ready) return changes;
  const named = new Set(changes.map(({ storyId }) => storyId));
  const obstacles = (await standingNow(sql, week)).flatMap((story): WeekChange[] => {
    const sentence = named.has(story.id) ? null : obstacleOf(story);
    const about = { storyId: story.id, criterionId: null, goalId: null, words: null };
    return sentence === null ? [] : [{ kind: 'NOT_READY', sentence, ...about }];
  });
  return [...changes, ...obstacles];
}

const weekNow = (context: Context, week: WeekPlace): Promise<FrozenWeek> =>
  once(context, `week:${week.id}`, () => readWeekNow(context.services.sql, week));

/** A story as a signed week has it, and what is different about it now. */
export async function storyInWeek(
  context: Context,
  week: WeekPlace,
  { content }: StoredSnapshot,
  storyId: StoryId,
): Promise<{ frozen: object | null; changesSince: object[] }> {
  const frozen = frozenWeekOf(content);
  const story = frozen.stories.find(({ id }) => id === storyId);
  if (!story) return { frozen: null, changesSince: [] };
  const people = await peopleOf(context, week.partnershipId);
  const changes = (await changesNow(context, week, frozen, { ready: false })).filter((one) => one.storyId === storyId);
  const budget = newDiffBudget();
  return {
    frozen: frozenStory(story, people, null),
    changesSince: changes.map((change) => changeRow(change, budget)),
  };
}

interface People {
  member(id: MemberId): object | null;
  party(id: PartyId): object | null;
}

async function peopleOf(context: Context, partnershipId: PartnershipId): Promise<People> {
  const [members, parties] = await Promise.all([membersOf(context, partnershipId), partiesOf(context, partnershipId)]);
  return {
    member: (id) => members.get(id) ?? null,
    party: (id) => parties.find((party) => party.id === id) ?? null,
  };
}

const frozenStory = (
  { id, key, title, points, criteria }: FrozenStory,
  people: People,
  story: object | null,
): object => ({
  ...{ storyId: id, key, title, points, story },
  criteria: criteria.map((criterion) => ({
    ...{ criterionId: criterion.id, version: criterion.version, text: criterion.text },
    agreements: criterion.agreements.map(({ party, member, at }) => ({
      ...{ party: people.party(party), member: people.member(member), at: new Date(at) },
    })),
  })),
});

const changeRow = ({ words, ...change }: WeekChange, budget: DiffBudget): object => ({
  ...change,
  diff: words ? wordDiff(words.before, words.after, budget) : [],
});
