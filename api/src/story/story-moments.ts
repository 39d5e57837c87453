import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentId, MemberId, StoryId } from '@tandem/schema/ids';
import { listCriteria, narrativeOf, titleOf } from '@tandem/schema/story/document';
import { type ClientRun, clientRuns } from '@tandem/schema/story/ink-runs';
import { CRITERIA_MAX, CRITERION_MAX, NARRATIVE_MAX, TITLE_MAX } from '@tandem/schema/story/rules';
import type * as Y from 'yjs';
import { lastMoment } from '../live/history/history.sql.ts';
import { type DiffPart, newDiffBudget, wordDiff } from '../live/history/word-diff.ts';
import { ownersOf } from '../live/live.sql.ts';
import type { Services } from '../platform/context.ts';
import { badInput, notFound } from '../platform/errors.ts';

/** One part of a story at a moment, by the Yjs clients that wrote it. */
interface WrittenField {
  field: string;
  runs: ClientRun[];
}

/** @throws Refusal BAD_USER_INPUT when the document has no such moment. */
export async function checkMoment(
  services: Services,
  storyId: StoryId,
  seq: number | null | undefined,
  { field, first = 1 }: { field: string; first?: number },
): Promise<number> {
  const last = await services.sql.row(lastMoment, storyId as string as DocumentId);
  if (!last) throw notFound('story');
  const wanted = seq ?? last.seq;
  if (wanted < first || wanted > last.seq)
    throw badInput(field, `${field} must be from ${first} to ${last.seq}. Take one from the story’s versions.`);
  return wanted;
}

/** The words at some moments, which ascend. */
export function wordsAt(services: Services, storyId: StoryId, seqs: readonly number[]): Promise<WrittenField[][]> {
  return services.live.replays.through(storyId as string as DocumentId, seqs, writtenFields);
}

function writtenFields(doc: Y.Doc): WrittenField[] {
  return [
    { field: 'title', runs: cut(clientRuns(titleOf(doc)), TITLE_MAX) },
    { field: 'narrative', runs: cut(clientRuns(narrativeOf(doc)), NARRATIVE_MAX) },
    ...listCriteria(doc)
      .slice(0, CRITERIA_MAX)
      .map(({ id, body }) => ({ field: `criterion:${id}`, runs: cut(clientRuns(body), CRITERION_MAX) })),
  ];
}

/** Past `max` cut with …, as the rows are. */
function cut(runs: ClientRun[], max: number): ClientRun[] {
  let left = max;
  const kept: ClientRun[] = [];
  for (const { client, text } of runs) {
    const fits = text.length <= left;
    kept.push({ client, text: (fits ? text : `${text.slice(0, Math.max(0, left - 1))}…`).toWellFormed() });
    if (!fits) break;
    left -= text.length;
  }
  return kept;
}

export const textOf = ({ runs }: WrittenField): string => runs.map(({ text }) => text).join('');

/** Which members own the client ids of these words. */
export async function ownersAmong(
  services: Services,
  storyId: StoryId,
  fields: readonly WrittenField[],
): Promise<ReadonlyMap<number, MemberId>> {
  const clients = new Set<number>();
  for (const { runs } of fields) for (const { client } of runs) if (client !== null) clients.add(client);
  const owners = new Map<number, MemberId>();
  for (const { client_id, member_id } of await services.sql.rows(ownersOf, storyId as string as DocumentId, [
    ...clients,
  ]))
    if (member_id) owners.set(client_id, member_id);
  return owners;
}

/** Part by part in the later order, with those that are gone at the end. */
export async function compareFields(
  before: readonly WrittenField[],
  after: readonly WrittenField[],
): Promise<{ field: string; changed: boolean; parts: DiffPart[] }[]> {
  const budget = newDiffBudget();
  const old = new Map(before.map((one) => [one.field, textOf(one)]));
  const now = new Map(after.map((one) => [one.field, textOf(one)]));
  const compared = [];
  for (const field of new Set([...now.keys(), ...old.keys()])) {
    const parts = wordDiff(old.get(field) ?? '', now.get(field) ?? '', budget);
    compared.push({
      field,
      changed: parts.some(({ kind }) => kind !== 'SAME') || old.has(field) !== now.has(field),
      parts,
    });
    await nextTurn();
  }
  return compared;
}
