import type { CommitmentChangeKind } from '@tandem/schema/iteration/commitment';
import type { CriterionId, GoalId, StoryId } from '@tandem/schema/ids';
import type { FrozenCriterion, FrozenStory, FrozenWeek } from './frozen-week.ts';

/** One thing that differs between two readings of a week. */
export interface WeekChange {
  kind: CommitmentChangeKind;
  /** Plain, without an actor and a full stop: “MT-104 criterion 2 changed”. */
  sentence: string;
  storyId: StoryId | null;
  criterionId: CriterionId | null;
  goalId: GoalId | null;
  /** The words on both sides, where words differ. */
  words: { before: string; after: string } | null;
}

/** Everything of `now` that is not as `frozen` has it, in the order of the page: the week, its goals, its stories. Order does not count. */
export function weekChanges(frozen: FrozenWeek, now: FrozenWeek): WeekChange[] {
  return [...ofTheWeek(frozen, now), ...ofGoals(frozen, now), ...ofStories(frozen, now), ...ofDeclined(frozen, now)];
}

type Details = Partial<Omit<WeekChange, 'kind' | 'sentence'>>;
const change = (kind: CommitmentChangeKind, sentence: string, details: Details = {}): WeekChange => ({
  ...{ storyId: null, criterionId: null, goalId: null, words: null },
  ...details,
  kind,
  sentence,
});

function* ofTheWeek(frozen: FrozenWeek, now: FrozenWeek): Generator<WeekChange> {
  const days = ({ iteration }: FrozenWeek): string => `${iteration.startsOn} to ${iteration.endsOn}`;
  if (days(frozen) !== days(now)) yield change('DATES_CHANGED', `days ${days(frozen)} → ${days(now)}`);
  if (frozen.capacity !== now.capacity)
    yield change('CAPACITY_CHANGED', `capacity ${frozen.capacity ?? 'not set'} → ${now.capacity ?? 'not set'}`);
  if (budgetWords(frozen) !== budgetWords(now))
    yield change('BUDGET_CHANGED', `budget ${budgetWords(frozen)} → ${budgetWords(now)}`);
  for (const { gone, id } of membersChanged(frozen.parties, now.parties))
    yield change('PARTIES_CHANGED', `${(gone ? frozen : now).names[id] ?? 'a party'} ${gone ? 'left' : 'joined'}`);
}

function budgetWords({ budget }: FrozenWeek): string {
  if (!budget) return 'not set';
  return budget.unit === 'MONEY' ? `${budget.amount} ${budget.currency}` : `${Number(budget.amount)} points`;
}

function* ofGoals(frozen: FrozenWeek, now: FrozenWeek): Generator<WeekChange> {
  for (const [i, { before, after, id }] of paired(frozen.goals, now.goals).entries()) {
    const words = { before: before?.text ?? '', after: after?.text ?? '' };
    if (!before) yield change('GOAL_ADDED', `goal “${shortened(words.after)}” added`, { goalId: id, words });
    else if (!after) yield change('GOAL_REMOVED', `goal “${shortened(words.before)}” removed`, { goalId: id, words });
    else if (words.before !== words.after) yield change('GOAL_CHANGED', `goal ${i + 1} changed`, { goalId: id, words });
  }
}

function* ofStories(frozen: FrozenWeek, now: FrozenWeek): Generator<WeekChange> {
  for (const { before, after, id } of paired(frozen.stories, now.stories)) {
    if (!before) yield change('STORY_ADDED', `${after?.key} added`, { storyId: id });
    else if (!after) yield change('STORY_REMOVED', `${before.key} removed`, { storyId: id });
    else yield* ofStory(before, after, { ...frozen.names, ...now.names });
  }
}

function* ofStory(before: FrozenStory, after: FrozenStory, names: FrozenWeek['names']): Generator<WeekChange> {
  const { id: storyId, key } = after;
  if (before.title !== after.title)
    yield change('TITLE_CHANGED', `${key} title changed`, {
      storyId,
      words: { before: before.title, after: after.title },
    });
  if (before.points !== after.points)
    yield change('POINTS_CHANGED', `${key} points ${before.points ?? 'none'} → ${after.points ?? 'none'}`, { storyId });
  for (const [i, pair] of paired(before.criteria, after.criteria).entries()) {
    const details = { storyId, criterionId: pair.id };
    const words = { before: pair.before?.text ?? '', after: pair.after?.text ?? '' };
    const what = `${key} criterion ${i + 1}`;
    if (!pair.before)
      yield change('CRITERION_ADDED', `${key} criterion “${shortened(words.after)}” added`, { ...details, words });
    else if (!pair.after)
      yield change('CRITERION_REMOVED', `${key} criterion “${shortened(words.before)}” removed`, { ...details, words });
    else if (words.before !== words.after || pair.before.version !== pair.after.version)
      yield change('CRITERION_CHANGED', `${what} changed`, { ...details, words });
    else yield* ofAgreements(what, pair.before, pair.after, names, details);
  }
}

function* ofAgreements(
  what: string,
  before: FrozenCriterion,
  after: FrozenCriterion,
  names: FrozenWeek['names'],
  details: Details,
): Generator<WeekChange> {
  for (const { party, member, at } of before.agreements) {
    const again = after.agreements.find((one) => one.party === party);
    const by = names[party] ?? 'a party';
    if (!again) yield change('AGREEMENT_CHANGED', `${what} is no longer agreed by ${by}`, details);
    else if (again.member !== member || again.at !== at)
      yield change('AGREEMENT_CHANGED', `${what} was agreed again by ${by}`, details);
  }
  for (const { party } of after.agreements)
    if (!before.agreements.some((one) => one.party === party))
      yield change('AGREEMENT_CHANGED', `${what} was agreed by ${names[party] ?? 'a party'}`, details);
}

function* ofDeclined(frozen: FrozenWeek, now: FrozenWeek): Generator<WeekChange> {
  for (const { before, after, id } of paired(frozen.declined, now.declined)) {
    const key = (after ?? before)?.key;
    if (!before) yield change('DECLINED_CHANGED', `${key} declined`, { storyId: id });
    else if (!after) yield change('DECLINED_CHANGED', `${key} no longer declined`, { storyId: id });
    else if (before.reason !== after.reason || before.party !== after.party)
      yield change('DECLINED_CHANGED', `${key} declined for another reason`, {
        storyId: id,
        words: { before: before.reason, after: after.reason },
      });
  }
}

interface Pair<T extends { id: string }> {
  id: T['id'];
  before: T | undefined;
  after: T | undefined;
}

/** By id: the frozen ones in their order, then what is new. */
function paired<T extends { id: string }>(frozen: readonly T[], now: readonly T[]): Pair<T>[] {
  const old = new Map<string, T>(frozen.map((one) => [one.id, one]));
  const present = new Map<string, T>(now.map((one) => [one.id, one]));
  return [
    ...frozen.map((before) => ({ id: before.id, before, after: present.get(before.id) })),
    ...now.filter(({ id }) => !old.has(id)).map((after) => ({ id: after.id, before: undefined, after })),
  ];
}

function* membersChanged(before: readonly { id: string }[], after: readonly { id: string }[]) {
  for (const { id } of before) if (!after.some((one) => one.id === id)) yield { id, gone: true };
  for (const { id } of after) if (!before.some((one) => one.id === id)) yield { id, gone: false };
}

const SHORT = 60;
const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > SHORT ? `${line.slice(0, SHORT - 1)}…` : line;
};
