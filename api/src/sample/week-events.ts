import type { GoalId, IterationId } from '@tandem/schema/ids';
import { addDays, startOfWeek } from '@tandem/schema/iteration/iso-week';
import { addGoal } from '@tandem/schema/iteration/document';
import { generateNKeysBetween } from 'fractional-indexing';
import { v4 } from 'uuid';
import { addToScope } from '../iteration/commitment/add-to-scope.ts';
import { proposeCommitment } from '../iteration/commitment/propose-commitment.ts';
import { reestimateStory } from '../iteration/commitment/reestimate-story.ts';
import { removeFromScope } from '../iteration/commitment/remove-from-scope.ts';
import { signCommitment } from '../iteration/commitment/sign-commitment.ts';
import { callGoal } from '../iteration/call-goal.ts';
import { declineStory } from '../iteration/decline-story.ts';
import { planIteration } from '../iteration/plan-iteration.ts';
import { planStory } from '../iteration/plan-story.ts';
import { recordSpend } from '../iteration/record-spend.ts';
import { setBudget } from '../iteration/set-budget.ts';
import { setCapacity } from '../iteration/set-capacity.ts';
import type { Services } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import { transitionStory } from '../story/transition-story.ts';
import { ownersOf, type SampleEvent, type Setting } from './sample-events.ts';
import type { Team } from './sample-people.ts';
import { allStories } from './stories/all-stories.ts';
import type { SampleWeek } from './weeks.ts';

const PROPOSAL = statement<{ snapshotId: string; hash: string }, [string]>(
  'sample_proposal',
  'select n.id as "snapshotId", n.hash from iteration i join snapshot n on n.id = i.proposed_snapshot_id where i.id = $1',
);

/** The moments of a week, UTC: it is planned on the Friday before. */
interface Moments {
  planned: Date;
  proposed: Date;
  signed: Date;
  /** On an ISO weekday of the week, in minutes after 9:00. */
  on(day: number, minutes: number): Date;
}

function momentsOf(isoWeek: string): Moments {
  const monday = startOfWeek(isoWeek, 1);
  const at = (day: string, minutes: number): Date => new Date(Date.parse(`${day}T09:00:00Z`) + minutes * 60_000);
  const friday = addDays(monday, -3);
  return {
    planned: at(friday, 6 * 60 + 30),
    proposed: at(friday, 7 * 60),
    signed: at(friday, 7 * 60 + 50),
    on: (day, minutes) => at(addDays(monday, day - 1), minutes),
  };
}

/** By title, when a story's first week takes it on: it must be agreed by then. */
export function readyByOf(
  weeks: readonly (SampleWeek & { isoWeek: string })[],
  today: Date,
): ReadonlyMap<string, Date> {
  const by = new Map<string, Date>();
  for (const { isoWeek, stories, scope = [] } of weeks) {
    const { planned, on } = momentsOf(isoWeek);
    for (const title of Object.keys(stories)) if (!by.has(title)) by.set(title, planned);
    for (const { story, day } of scope)
      if (!by.has(story)) by.set(story, new Date(Math.min(on(day, 0).getTime(), today.getTime())));
  }
  return by;
}

/** A week's life: planned, signed by both, built, shown on its Friday, and called. */
export function weekEvents(week: SampleWeek, isoWeek: string, setting: Setting): SampleEvent[] {
  const { team, storyIds, today } = setting;
  const { planned, proposed, signed, on } = momentsOf(isoWeek);
  const idOf = (title: string): string => {
    const id = storyIds.get(title);
    if (!id) throw new Error(`the sample has no story “${title}” when its week needs it`);
    return id;
  };
  let iterationId = '';
  const onWeek = () => ({ mutationId: v4(), iterationId });
  const goals = week.goals.map((goal) => ({ ...goal, id: v4() as GoalId }));

  const events: SampleEvent[] = [
    {
      at: planned,
      async act(services) {
        iterationId = await plan(services, team, week, { isoWeek, goals });
        for (const title of Object.keys(week.stories))
          await planStory(services, team.PR, { ...onWeek(), storyId: idOf(title) });
        if (!week.declined) return;
        const { story, by, reason } = week.declined;
        await planStory(services, team.PR, { ...onWeek(), storyId: idOf(story) });
        await declineStory(services, team[by], { ...onWeek(), storyId: idOf(story), reason });
      },
    },
    { at: proposed, act: (services) => proposeCommitment(services, team[week.proposedBy], onWeek()) },
    {
      at: signed,
      async act(services) {
        const proposal = await services.sql.row(PROPOSAL, iterationId);
        if (proposal) await signCommitment(services, team[week.signedBy], { ...onWeek(), ...proposal });
      },
    },
    ...moves(week, on, { ...setting, signed, idOf }),
    ...ledger(week, on, { team, idOf, onWeek }),
  ];
  for (const [i, [amount, note]] of week.spent.entries())
    events.push({
      at: on(5, 400 + i),
      act: (services) => recordSpend(services, team.TH, { ...onWeek(), amount, note }),
    });
  for (const { id, client, vendor } of goals)
    for (const [by, outcome] of [['PR', client] as const, ['TH', vendor] as const])
      if (outcome)
        events.push({
          at: on(5, 390),
          act: (services) => callGoal(services, team[by], { ...onWeek(), goalId: id, outcome, note: '' }),
        });
  // In the week that runs, what lies ahead has not happened.
  return events.filter(({ at }) => at < today);
}

async function plan(
  services: Services,
  team: Team,
  { capacity, budget }: SampleWeek,
  { isoWeek, goals }: { isoWeek: string; goals: (SampleWeek['goals'][number] & { id: GoalId })[] },
): Promise<IterationId> {
  const ranks = generateNKeysBetween(null, null, goals.length);
  const at = services.clock.now();
  const words = goals.map(({ id, by, text }, i) => ({
    ...{ memberId: team[by].id, at },
    write: (doc: Parameters<typeof addGoal>[0]) => void addGoal(doc, id, ranks[i] ?? '', text),
  }));
  const id = await planIteration(services, team.TH, { mutationId: v4(), isoWeek }, words);
  await setCapacity(services, team.TH, { mutationId: v4(), iterationId: id, points: capacity });
  const amount = { amount: budget, unit: 'MONEY' as const, currency: 'GBP' };
  await setBudget(services, team.PR, { mutationId: v4(), iterationId: id, ...amount });
  return id;
}

type IdOf = (title: string) => string;

/** What became of each story: begun and shown by who builds it, accepted or returned by who asked for it. */
function moves(
  { stories, returned = {}, ago }: SampleWeek,
  on: Moments['on'],
  { team, today, signed, idOf }: Setting & { signed: Date; idOf: IdOf },
): SampleEvent[] {
  const events: SampleEvent[] = [];
  // What runs is spread over the working days so far, or over the Friday before when it has hardly begun.
  const [from, until] =
    today > on(1, 120)
      ? [on(1, 0), new Date(Math.min(today.getTime() - 60_000, on(5, 300).getTime()))]
      : [
          new Date(signed.getTime() + 60_000),
          new Date(Math.min(today.getTime() - 60_000, signed.getTime() + 7_200_000)),
        ];
  const sofar = (part: number): Date => new Date(from.getTime() + (until.getTime() - from.getTime()) * part);
  const all = Object.entries(stories);
  for (const [i, [title, fate]] of all.entries()) {
    const place = (i + 1) / (all.length + 1);
    const { vendor, client } = ownersOf(storyOf(title));
    const path = PATH[fate];
    for (const [step, to] of path.entries()) {
      const past = { IN_PROGRESS: on(1 + (i % 3), 15 + i * 7), DELIVERED: on(4, 60 + i * 11) }[to as string];
      const at = ago > 0 ? (past ?? on(5, 300 + i * 6)) : sofar((step + place) / path.length);
      const reason = to === 'RETURNED' ? (returned[title] ?? storyOf(title).reason) : undefined;
      events.push({
        at,
        act: (services) =>
          transitionStory(services, team[to === 'ACCEPTED' || to === 'RETURNED' ? client : vendor], {
            ...{ mutationId: v4(), storyId: idOf(title), to },
            ...(reason && { reason }),
          }),
      });
    }
  }
  return events;
}

const PATH = {
  COMMITTED: [],
  REMOVED: [],
  IN_PROGRESS: ['IN_PROGRESS'],
  DELIVERED: ['IN_PROGRESS', 'DELIVERED'],
  ACCEPTED: ['IN_PROGRESS', 'DELIVERED', 'ACCEPTED'],
  RETURNED: ['IN_PROGRESS', 'DELIVERED', 'RETURNED'],
} as const;

function ledger(
  { stories, scope = [] }: SampleWeek,
  on: Moments['on'],
  { team, idOf, onWeek }: { team: Team; idOf: IdOf; onWeek: () => { mutationId: string; iterationId: string } },
): SampleEvent[] {
  return scope.map(({ story, day, by, askedBy, reason, points }, i) => ({
    at: on(day, 380 + i),
    act(services) {
      const entry = { ...onWeek(), storyId: idOf(story), askedById: team[askedBy].id, reason };
      if (points !== undefined) return reestimateStory(services, team[by], { ...entry, points });
      return (story in stories ? removeFromScope : addToScope)(services, team[by], entry);
    },
  }));
}

function storyOf(title: string): (typeof allStories)[number] {
  const story = allStories.find((one) => one.title === title);
  if (!story) throw new Error(`the sample has no story “${title}”`);
  return story;
}
