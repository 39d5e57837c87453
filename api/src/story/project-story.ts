import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId, PartyId } from '@tandem/schema/ids';
import type { Projection } from '../live/document-kind.ts';
import type { ChangeDraft } from '../platform/changes/change.ts';
import { type StoryWords, wordsOf } from './story-words.ts';

type Stored = Pick<StoryWords, 'title' | 'narrative' | 'criteria' | 'inks'> & { key: string; version: number };

const CURRENT = `select key, version, title, narrative, inks, criteria
  from story where partnership_id = ? and id = ? for no key update`;
const PARTIES = 'select id, party_id from member where partnership_id = ?';
const PUT_CRITERIA = `insert into criterion as c (partnership_id, story_id, id, rank, text, created_by, created_at, updated_at)
  select ?, ?, n.id, n.rank, n.text, n."createdById", ?, ?
  from jsonb_to_recordset(?) as n (id uuid, rank text, text text, "createdById" uuid)
  on conflict (story_id, id) do update
    set rank = excluded.rank, text = excluded.text, updated_at = excluded.updated_at, removed_at = null
    where (c.rank, c.text) is distinct from (excluded.rank, excluded.text) or c.removed_at is not null`;
const REMOVE_CRITERIA = `update criterion set removed_at = ?, updated_at = ?
  where story_id = ? and removed_at is null and not id = any(?::uuid[])`;
const PUT_STORY = `update story s
  set title = ?, narrative = ?, criteria_text = ?, criteria_count = ?, inks = ?, updated_at = ?, version = version + 1,
    criteria = (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', c.id, 'rank', c.rank, 'text', c.text, 'createdById', c.created_by,
        'createdAt', (extract(epoch from c.created_at) * 1000)::bigint,
        'updatedAt', (extract(epoch from c.updated_at) * 1000)::bigint) order by c.rank, c.id), '[]')
      from criterion c where c.story_id = s.id and c.removed_at is null)
  where s.partnership_id = ? and s.id = ?`;

/** Makes the document's words into the story's row and its criteria's, in the caller's transaction. */
export async function projectStory(em: EntityManager, projection: Projection): Promise<ChangeDraft | null> {
  const { documentId, partnershipId, at } = projection;
  const [stored] = await em.execute<Stored[]>(CURRENT, [partnershipId, documentId]);
  if (!stored) return null;
  const words = wordsOf(projection, await partyOfMember(em, partnershipId));
  if (stored.version > 0 && isSame(stored, words)) return null;
  const { title, narrative, criteria, criteriaText, inks } = words;
  const ids = `{${criteria.map(({ id }) => id).join(',')}}`;
  if (criteria.length > 0)
    await em.execute(PUT_CRITERIA, [partnershipId, documentId, at, at, JSON.stringify(criteria)]);
  if (stored.criteria.length > 0) await em.execute(REMOVE_CRITERIA, [at, at, documentId, ids]);
  const columns = [title, narrative, criteriaText, criteria.length, JSON.stringify(inks), at];
  await em.execute(PUT_STORY, [...columns, partnershipId, documentId]);
  return { kind: 'story.edited', nodeType: 'Story', nodeId: documentId, summary: `edited ${stored.key}` };
}

/** An edit that only formats changes no row, and records no change. */
function isSame(stored: Stored, words: StoryWords): boolean {
  const told = ({
    title,
    narrative,
    criteria,
    inks,
  }: Pick<Stored, 'title' | 'narrative' | 'criteria' | 'inks'>): string =>
    JSON.stringify([
      title,
      narrative,
      criteria.map(({ id, rank, text }) => [id, rank, text]),
      inks.map(({ partyId, characters }) => `${partyId} ${characters}`).sort(),
    ]);
  return told(stored) === told(words);
}

async function partyOfMember(em: EntityManager, partnershipId: PartnershipId): Promise<Map<MemberId, PartyId>> {
  const members = await em.execute<{ id: MemberId; party_id: PartyId }[]>(PARTIES, [partnershipId]);
  return new Map(members.map(({ id, party_id }) => [id, party_id]));
}
