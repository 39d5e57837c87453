import type { CriterionId } from '@tandem/schema/ids';
import { addCriterion, listCriteria, narrativeOf } from '@tandem/schema/story/document';
import { generateNKeysBetween } from 'fractional-indexing';
import { v4 } from 'uuid';
import type * as Y from 'yjs';
import type { FirstWords } from '../live/seed.ts';
import { writeRichText } from './rich-text.ts';
import type { Team } from './sample-people.ts';
import type { SampleStory, Writer } from './sample-story.ts';

const HOUR_MS = 3_600_000;
/** Between one writer's words and the next's: a whole story is written within its first day. */
const HOURS_BETWEEN = 2;

/** The creator's words at once, the others' in the hours after, each in their own ink; then what they put into each other's. */
export function wordsOf(story: SampleStory, team: Team, created: Date): FirstWords[] {
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
