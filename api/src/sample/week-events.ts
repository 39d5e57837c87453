import type { GoalId, IterationId } from '@tandem/schema/ids';
import { addDays, previousWeek, startOfWeek } from '@tandem/schema/iteration/iso-week';
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
import { meetingStart } from './meeting-slot.ts';
import { storyOf } from './stories/all-stories.ts';
import type { SampleWeek } from './weeks.ts';

const PROPOSAL = statement<{ snapshotId: string; hash: string }, [string]>(
  'sample_proposal',
  'select n.id as "snapshotId", n.hash from iteration i join snapshot n on n.id = i.proposed_snapshot_id where i.id = $1',
);

/** The moments of a week: it is planned and signed in the meeting of the week before. */
interface Moments {
  begun: Date;
  planned: Date;
  proposed: Date;
  signed: Date;
  /** When its goals are called, in its own meeting. */
  called: Date;
  /** On an ISO weekday of the week, in minutes after 9:00. */
  on(day: number, minutes: number): Date;
}

function momentsOf(isoWeek: string): Moments {
  const monday = startOfWeek(isoWeek, 1);
  const before = meetingStart(previousWeek(isoWeek)).getTime();
  const inMeeting = (minutes: number): Date => new Date(before + minutes * 60_000);
  return {
    begun: inMeeting(42),
    planned: inMeeting(44),
    proposed: inMeeting(50),
    signed: inMeeting(52),
    called: new Date(meetingStart(isoWeek).getTime() + 8 * 60_000),
    on: (day, minutes) => new Date(Date.parse(`${addDays(monday, day - 1)}T09:00:00Z`) + minutes * 60_000),
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
  const { begun, planned, proposed, signed, called, on } = momentsOf(isoWeek);
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
      at: begun,
      async act(services) {
        iterationId = await plan(services, team, week, { isoWeek, goals });
      },
    },
    {
      at: planned,
      async act(services) {
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
          at: called,
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

/** What became of each story until its meeting: begun and delivered by who builds it. */
function moves(
  { stories, ago }: SampleWeek,
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
    const { vendor } = ownersOf(storyOf(title));
    const path = PATH[fate];
    for (const [step, to] of path.entries()) {
      const past = { IN_PROGRESS: on(1 + (i % 3), 15 + i * 7), DELIVERED: on(4, 60 + i * 11) }[to as string];
      const at = ago > 0 ? (past ?? on(5, 300 + i * 6)) : sofar((step + place) / path.length);
      events.push({
        at,
        act: (services) => transitionStory(services, team[vendor], { mutationId: v4(), storyId: idOf(title), to }),
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
  // Verdicts bring them there: meeting-events.ts.
  ACCEPTED: ['IN_PROGRESS', 'DELIVERED'],
  RETURNED: ['IN_PROGRESS', 'DELIVERED'],
} as const;

function ledger(
  { stories, scope = [] }: SampleWeek,
  on: Moments['on'],
  { team, idOf, onWeek }: { team: Team; idOf: IdOf; onWeek: () => { mutationId: string; iterationId: string } },
): SampleEvent[] {
  return scope.map(({ story, day, by, askedBy, reason, points }, i) => ({
    // On the last day before its meeting, in which the next week is planned.
    at: on(day, (day === 5 ? 240 : 380) + i),
    act(services) {
      const entry = { ...onWeek(), storyId: idOf(story), askedById: team[askedBy].id, reason };
      if (points !== undefined) return reestimateStory(services, team[by], { ...entry, points });
      return (story in stories ? removeFromScope : addToScope)(services, team[by], entry);
    },
  }));
}
