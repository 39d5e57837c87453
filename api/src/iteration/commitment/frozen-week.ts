import type { CriterionId, GoalId, MemberId, PartyId, StoryId } from '@tandem/schema/ids';
import type { PartyKind } from '@tandem/schema/partnership/rules';

/** What both parties sign: the week as it stands when it is proposed, in plain JSON. People and parties by id; `names` says who they are. */
export interface FrozenWeek {
  iteration: { isoWeek: string; startsOn: string; endsOn: string };
  capacity: number | null;
  budget: { amount: string; unit: 'POINTS' | 'MONEY'; currency: string | null } | null;
  /** Whose signatures put it in force. */
  parties: { id: PartyId; kind: PartyKind }[];
  goals: { id: GoalId; text: string }[];
  stories: FrozenStory[];
  declined: { id: StoryId; key: string; party: PartyId; reason: string }[];
  /** By id, as they were called when it was frozen: a new name later is no change of what was agreed. */
  names: Record<string, string>;
}

export interface FrozenStory {
  id: StoryId;
  key: string;
  title: string;
  points: number | null;
  criteria: FrozenCriterion[];
}

export interface FrozenCriterion {
  id: CriterionId;
  version: number;
  text: string;
  agreements: FrozenAgreement[];
}

export interface FrozenAgreement {
  party: PartyId;
  member: MemberId;
  at: string;
}

/** A snapshot's content: what is hashed, and what anybody can hash again. */
export interface FrozenContent {
  previous: string | null;
  state: FrozenWeek;
}

export const frozenWeekOf = (content: string): FrozenWeek => (JSON.parse(content) as FrozenContent).state;

export const pointsOf = ({ stories }: Pick<FrozenWeek, 'stories'>): number =>
  stories.reduce((sum, { points }) => sum + (points ?? 0), 0);

/**
 * The same week with its lists in the order of `frozen` and its names: neither the order of a list nor what somebody is called
 * is a part of what was agreed, so neither asks for a new signature.
 */
export function arrangedLike(now: FrozenWeek, frozen: FrozenWeek): FrozenWeek {
  const criteria = new Map(frozen.stories.map((story) => [story.id, story.criteria]));
  return {
    ...now,
    goals: inOrderOf(now.goals, frozen.goals),
    stories: inOrderOf(now.stories, frozen.stories).map((story) => ({
      ...story,
      criteria: inOrderOf(story.criteria, criteria.get(story.id) ?? []),
    })),
    declined: inOrderOf(now.declined, frozen.declined),
    names: frozen.names,
  };
}

function inOrderOf<T extends { id: string }>(list: readonly T[], model: readonly { id: string }[]): T[] {
  const places = new Map(model.map(({ id }, i) => [id, i]));
  return list.toSorted((a, b) => (places.get(a.id) ?? model.length) - (places.get(b.id) ?? model.length));
}
