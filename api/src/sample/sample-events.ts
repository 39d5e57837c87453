import type { CriterionId } from '@tandem/schema/ids';
import { addCriterion, listCriteria, narrativeOf } from '@tandem/schema/story/document';
import type { StoryState } from '@tandem/schema/story/rules';
import { generateNKeysBetween } from 'fractional-indexing';
import { v4 } from 'uuid';
import type * as Y from 'yjs';
import type { FirstWords } from '../live/seed.ts';
import type { Services } from '../platform/context.ts';
import { createStory } from '../story/create-story.ts';
import { estimateStory } from '../story/estimate-story.ts';
import { transitionStory } from '../story/transition-story.ts';
import { writeRichText } from './rich-text.ts';
import type { Team } from './sample-people.ts';
import type { SampleStory, Writer } from './sample-story.ts';

/** Something that somebody did, and when: `act` gets the services with that moment as their clock. */
export interface SampleEvent {
  at: Date;
  act(services: Services): Promise<void>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Between one writer's words and the next's: a whole story is written within its first day. */
const HOURS_BETWEEN = 2;
const VENDOR: readonly Writer[] = ['TH', 'MZ', 'SR'];

const PATHS: Readonly<Record<StoryState, readonly StoryState[]>> = {
  DRAFT: [],
  READY: ['READY'],
  IN_PROGRESS: ['READY', 'IN_PROGRESS'],
  DELIVERED: ['READY', 'IN_PROGRESS', 'DELIVERED'],
  ACCEPTED: ['READY', 'IN_PROGRESS', 'DELIVERED', 'ACCEPTED'],
  RETURNED: ['READY', 'IN_PROGRESS', 'DELIVERED', 'RETURNED'],
  DROPPED: ['DROPPED'],
};

/** A story's life: created and written, estimated by the vendor, and moved through its states, evenly over its days. */
export function eventsOf(story: SampleStory, index: number, { team, labelIds, today }: Setting): SampleEvent[] {
  const vendor = story.owners.find((owner) => VENDOR.includes(owner)) ?? 'TH';
  const client = story.owners.find((owner) => !VENDOR.includes(owner)) ?? 'PR';
  const path = PATHS[story.state];
  const moment = (daysAgo: number): Date => workingMoment(today, daysAgo, index);
  const created = moment(story.days[0]);
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
      },
    },
  ];
  if (story.points !== null)
    events.push({
      at: new Date(created.getTime() + 20 * HOUR_MS),
      act: (services) => estimateStory(services, team[vendor], { mutationId: v4(), storyId, points: story.points }),
    });
  for (const [i, to] of path.entries()) {
    const [from, until] = [story.days[0] - 1, story.days[1]];
    const actor = to === 'IN_PROGRESS' || to === 'DELIVERED' ? vendor : client;
    const reason = i === path.length - 1 ? story.reason : undefined;
    events.push({
      at: new Date(moment(from + ((until - from) * (i + 1)) / path.length).getTime() + i),
      act: (services) =>
        transitionStory(services, team[actor], { mutationId: v4(), storyId, to, ...(reason && { reason }) }),
    });
  }
  return events;
}

export interface Setting {
  team: Team;
  labelIds: ReadonlyMap<string, string>;
  today: Date;
}

/** The creator's words at once, everybody else's in the hours after, each in their own ink; then what they put into each other's. */
function wordsOf(story: SampleStory, team: Team, created: Date): FirstWords[] {
  const ranks = generateNKeysBetween(null, null, story.criteria.length);
  const criteria = story.criteria.map((line, i) => ({
    ...criterionFrom(line),
    id: v4() as CriterionId,
    rank: ranks[i] ?? '',
  }));
  const writers = [...new Set([story.by, ...criteria.map(({ by }) => by)])];
  const words: [by: Writer, write: FirstWords['write']][] = writers.map((by) => [
    by,
    (doc) => {
      if (by === story.by) replaceNarrative(doc, story.narrative);
      for (const one of criteria) if (one.by === by) addCriterion(doc, one.id, one.rank, one.text);
    },
  ]);
  for (const { id, insertion } of criteria)
    if (insertion) words.push([insertion.by, (doc) => insertInto(doc, id, insertion.at, insertion.text)]);
  return words.map(([by, write], i) => ({
    memberId: team[by].id,
    at: new Date(created.getTime() + i * HOURS_BETWEEN * HOUR_MS),
    write,
  }));
}

interface WrittenCriterion {
  by: Writer;
  text: string;
  insertion: { by: Writer; at: number; text: string } | null;
}

function criterionFrom(line: string): WrittenCriterion {
  const by = line.slice(0, 2) as Writer;
  const whole = line.slice(4);
  const [marked, other, text = ''] = /\{(\w\w)\|([^}]*)\}/.exec(whole) ?? [];
  if (!marked) return { by, text: whole, insertion: null };
  return { by, text: whole.replace(marked, ''), insertion: { by: other as Writer, at: whole.indexOf(marked), text } };
}

function replaceNarrative(doc: Y.Doc, source: string): void {
  const narrative = narrativeOf(doc);
  narrative.delete(0, narrative.length);
  writeRichText(narrative, source);
}

function insertInto(doc: Y.Doc, id: CriterionId, at: number, text: string): void {
  const paragraph = listCriteria(doc)
    .find((one) => one.id === id)
    ?.body.get(0) as Y.XmlElement;
  (paragraph.get(0) as Y.XmlText).insert(at, text);
}

/** So many days back, in working hours, and never on a weekend; stories differ in their minute. */
function workingMoment(today: Date, daysAgo: number, index: number): Date {
  const day = new Date(today.getTime() - Math.round(daysAgo) * DAY_MS);
  day.setUTCHours(9 + (index % 7), (index * 17) % 60, (index * 7) % 60, 0);
  const weekend = { 6: 1, 0: 2 }[day.getUTCDay()] ?? 0;
  return new Date(day.getTime() - weekend * DAY_MS);
}
