import type { StoryMomentQuery, StoryVersionsQuery } from './history.gql';

type Story<Query extends { story: unknown }> = NonNullable<Query['story']>;
export type Version = Story<StoryVersionsQuery>['versions']['edges'][number]['node'];
export type InkedField = Story<StoryMomentQuery>['inkRuns'][number];
export type Run = InkedField['runs'][number];

const STOPS_MAX = 200;

/** Where the slider stops, ascending: every version's end, and moments between them where there is room. */
export function stopsOf(versions: readonly Version[], last: number): number[] {
  const step = Math.max(1, Math.ceil(last / STOPS_MAX));
  const stops = new Set([last, ...versions.map(({ seq }) => seq)]);
  for (let seq = 1; seq < last; seq += step) stops.add(seq);
  return [...stops].sort((a, b) => a - b);
}

/** "12 Nov 2026, 14:03". */
export const moment = (instant: string): string =>
  new Date(instant).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });

export const versionName = ({ name, at }: Version): string => (name ? `${name} (${moment(at)})` : moment(at));

/** The version in which a moment lies. */
export const versionAt = (versions: readonly Version[], seq: number): Version | undefined =>
  versions.find(({ after, seq: end }) => after < seq && seq <= end);

/** "Title", "Story", "Criterion 2": as the story's page calls its parts. `place` counts the criteria from 1. */
export const partName = (field: string, place: number): string =>
  field === 'title' ? 'Title' : field === 'narrative' ? 'Story' : `Criterion ${place}`;

interface InkWriter {
  member: NonNullable<Run['member']>;
  party: NonNullable<Run['party']>;
  /** Of the characters that stand. */
  percent: number;
}

/** Who wrote what stands, most first. */
export function writersOf(fields: readonly InkedField[]): InkWriter[] {
  const counts = new Map<string, Omit<InkWriter, 'percent'> & { characters: number }>();
  let all = 0;
  for (const { text, member, party } of fields.flatMap(({ runs }) => runs)) {
    all += text.length;
    if (!member || !party) continue;
    const known = counts.get(member.id);
    if (known) known.characters += text.length;
    else counts.set(member.id, { member, party, characters: text.length });
  }
  return [...counts.values()]
    .sort((a, b) => b.characters - a.characters)
    .map(({ member, party, characters }) => ({ member, party, percent: Math.round((characters / all) * 100) }));
}
