import type { EntityManager } from '@mikro-orm/postgresql';
import type { CriterionId, MemberId, StoryId } from '@tandem/schema/ids';
import { BURST_PAUSE_MS } from '@tandem/schema/story/rules';
import type { Projection } from '../live/document-kind.ts';
import { lastAuthors } from './criterion-authors.ts';
import type { StoryWords } from './story-words.ts';

interface Newest {
  id: CriterionId;
  version: number;
  text: string;
  authorId: MemberId | null;
  /** Milliseconds since 1970. */
  changedAt: number;
  /** Whether a party has ever agreed to it: then it keeps its words. */
  isAgreed: boolean;
}

interface Written {
  id: CriterionId;
  version: number;
  text: string;
  authorId: MemberId | null;
}

const NEWEST = `select c.id, v.version, v.text, v.author_id as "authorId",
    (extract(epoch from v.changed_at) * 1000)::float8 as "changedAt",
    exists (select 1 from criterion_agreement a
      where a.story_id = v.story_id and a.criterion_id = v.criterion_id and a.version = v.version) as "isAgreed"
  from criterion c
  join criterion_version v on v.story_id = c.story_id and v.criterion_id = c.id and v.version = c.version
  where c.story_id = ?`;
const PUT = `with written as (
    select * from jsonb_to_recordset(?) as w (id uuid, version int, text text, "authorId" uuid)
  ), numbered as (
    update criterion c set version = w.version from written w
    where c.story_id = ? and c.id = w.id and c.version <> w.version
  )
  insert into criterion_version as v (partnership_id, story_id, criterion_id, version, text, author_id, began_at, changed_at)
  select ?, ?, w.id, w.version, w.text, w."authorId", ?, ? from written w
  on conflict (story_id, criterion_id, version) do update
    set text = excluded.text, author_id = excluded.author_id, changed_at = excluded.changed_at`;

/** A version that ended an agreement. */
export interface EndedAgreement {
  id: CriterionId;
  /** The version that was agreed to. */
  version: number;
  authorId: MemberId | null;
}

/**
 * Keeps a version for each wording of the criteria: a change of the text opens the next one, or rewrites the newest while the
 * same author goes on and nobody has agreed to it. Their rows are there. @returns the agreed versions that came to an end.
 */
export async function advanceVersions(
  em: EntityManager,
  projection: Projection,
  criteria: StoryWords['criteria'],
): Promise<EndedAgreement[]> {
  const { documentId, partnershipId, doc, lastWriterId, at } = projection;
  const storyId = documentId as string as StoryId;
  const newest = new Map((await em.execute<Newest[]>(NEWEST, [storyId])).map((row) => [row.id, row]));
  const changed = criteria.filter(({ id, text }) => newest.get(id)?.text !== text);
  if (changed.length === 0) return [];
  const ids = changed.map(({ id }) => id);
  const authors = lastAuthors(doc, await projection.updates(), ids);
  const written: Written[] = [];
  const ended: EndedAgreement[] = [];
  for (const { id, text } of changed) {
    const before = newest.get(id);
    const authorId = authors.get(id) ?? lastWriterId;
    const goesOn = before && !before.isAgreed && before.authorId === authorId && isBurst(before.changedAt, at);
    const version = goesOn ? before.version : (before?.version ?? 0) + 1;
    written.push({ id, version, text, authorId });
    if (before?.isAgreed) ended.push({ id, version: before.version, authorId });
  }
  await em.execute(PUT, [JSON.stringify(written), storyId, partnershipId, storyId, at, at]);
  return ended;
}

const isBurst = (changedAt: number, at: Date): boolean => at.getTime() - changedAt < BURST_PAUSE_MS;
