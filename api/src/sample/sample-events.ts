import type { StoryState } from '@tandem/schema/story/rules';
import { v4 } from 'uuid';
import type { Services } from '../platform/context.ts';
import { createStory } from '../story/create-story.ts';
import { estimateStory } from '../story/estimate-story.ts';
import type { Neighbour } from '../story/rank.ts';
import { rankStory } from '../story/rank-story.ts';
import { transitionStory } from '../story/transition-story.ts';
import { agreeTo } from './sample-agreement.ts';
import type { Team } from './sample-people.ts';
import type { SampleStory, Writer } from './sample-story.ts';
import { wordsOf } from './sample-words.ts';

/** Something that somebody did, and when: `act` gets the services with that moment as their clock. */
export interface SampleEvent {
  at: Date;
  act(services: Services): Promise<void>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const VENDOR: readonly Writer[] = ['TH', 'MZ', 'SR'];

const PATHS: Readonly<Record<StoryState, readonly StoryState[]>> = {
  DRAFT: [],
  READY: ['READY'],
  // What comes after that comes with a week: week-events.ts.
  COMMITTED: ['READY'],
  IN_PROGRESS: ['READY'],
  DELIVERED: ['READY'],
  ACCEPTED: ['READY'],
  RETURNED: ['READY'],
  DROPPED: ['DROPPED'],
};

/** Who sees a story through on either side. */
export const ownersOf = ({ owners }: SampleStory): { vendor: Writer; client: Writer } => ({
  vendor: owners.find((owner) => VENDOR.includes(owner)) ?? 'TH',
  client: owners.find((owner) => !VENDOR.includes(owner)) ?? 'PR',
});

/** A story's life up to its first week: created and written, estimated by the vendor, agreed by both, or dropped. */
export function eventsOf(
  story: SampleStory,
  index: number,
  { team, labelIds, today, backlog, storyIds, readyBy }: Setting,
): SampleEvent[] {
  const { vendor, client } = ownersOf(story);
  const path = PATHS[story.state];
  const moment = (daysAgo: number): Date => workingMoment(today, daysAgo, index);
  const created = moment(story.days[0]);
  const due = readyBy.get(story.title);
  /** Its moves are spread evenly over its days; what a week takes on is agreed before that is planned. */
  const movedAt = (move: number): Date => {
    if (due) {
      const written = created.getTime() + 24 * HOUR_MS;
      return new Date(written + (due.getTime() - written) * (0.3 + 0.07 * (index % 9)));
    }
    const [from, until] = [story.days[0] - 1, story.days[1]];
    return new Date(moment(from + ((until - from) * (move + 1)) / path.length).getTime() + move + 1);
  };
  let storyId = '';
  const events: SampleEvent[] = [
    {
      at: created,
      async act(services) {
        const { title, by, owners, labels } = story;
        const command = { mutationId: v4(), title, narrative: '', criteria: [] };
        const ids = {
          ownerIds: owners.map((owner) => team[owner].id),
          labelIds: labels.map((label) => labelIds.get(label) ?? ''),
        };
        storyId = await createStory(services, team[by], { ...command, ...ids }, wordsOf(story, team, created));
        storyIds.set(title, storyId);
      },
    },
  ];
  if (story.points !== null)
    events.push({
      at: new Date(created.getTime() + 20 * HOUR_MS),
      act: (services) => estimateStory(services, team[vendor], { mutationId: v4(), storyId, points: story.points }),
    });
  const ranked = rankingOf(story.state, backlog);
  if (ranked)
    events.push({
      at: story.state === 'DRAFT' ? new Date(created.getTime() + 19 * HOUR_MS) : new Date(movedAt(0).getTime() - 1),
      act: (services) => rankStory(services, team[client], { mutationId: v4(), storyId, ...ranked(storyId) }),
    });
  for (const [i, to] of path.entries()) {
    if (to === 'READY') {
      // Nobody moves it there: it gets ready with the second party's agreement.
      const agreed = movedAt(i).getTime();
      for (const [place, who] of [client, vendor].entries())
        events.push({
          at: new Date(agreed - (1 - place) * 3 * HOUR_MS),
          act: (services) => agreeTo(services, team[who], storyId),
        });
      continue;
    }
    events.push({
      at: movedAt(i),
      act: (services) =>
        transitionStory(services, team[client], {
          ...{ mutationId: v4(), storyId, to, ...(story.reason && { reason: story.reason }) },
        }),
    });
  }
  return events;
}

export interface Setting {
  team: Team;
  labelIds: ReadonlyMap<string, string>;
  today: Date;
  /** By title, once they are created. */
  storyIds: Map<string, string>;
  /** By title, when a story's first week takes it on. */
  readyBy: ReadonlyMap<string, Date>;
  /** The lowest of the stories that are worked on: drafts are ranked right below it. */
  backlog: { lowestActiveId: string | null };
}

/** What is worked on goes first when it gets ready, a draft below that; what is accepted or dropped sinks under both. */
function rankingOf(state: StoryState, backlog: Setting['backlog']): ((storyId: string) => Neighbour) | null {
  if (state === 'ACCEPTED' || state === 'DROPPED') return null;
  return (storyId) => {
    if (state === 'DRAFT') return { afterId: backlog.lowestActiveId };
    backlog.lowestActiveId ??= storyId;
    return {};
  };
}

/** So many days back, in working hours, and never on a weekend; stories differ in their minute. */
export function workingMoment(today: Date, daysAgo: number, index: number): Date {
  const day = new Date(today.getTime() - Math.round(daysAgo) * DAY_MS);
  day.setUTCHours(9 + (index % 7), (index * 17) % 60, (index * 7) % 60, 0);
  const weekend = { 6: 1, 0: 2 }[day.getUTCDay()] ?? 0;
  return new Date(day.getTime() - weekend * DAY_MS);
}
