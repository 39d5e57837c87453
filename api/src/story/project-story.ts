import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId, PartyId } from '@tandem/schema/ids';
import type { Projection } from '../live/document-kind.ts';
import { notifyMentions } from '../partnership/notification/notify-mentions.ts';
import type { ChangeDraft } from '../platform/changes/change.ts';
import { refreshCriteria } from './criteria-on-story.ts';
import { advanceVersions } from './criterion-versions.ts';
import { settle, type Stateful } from './enter-state.ts';
import { notifyDropped } from './notify-dropped.ts';
import { type StoryWords, wordsOf } from './story-words.ts';

type Words = Pick<StoryWords, 'title' | 'narrative' | 'criteria' | 'inks'>;
type Stored = Words & Stateful & { key: string; version: number; openQuestions: number };

const CURRENT = `select id, partnership_id as "partnershipId", key, version, title, narrative, inks, criteria, state,
    state_reason as "stateReason", iteration_id as "iterationId", estimate, open_questions as "openQuestions"
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
const PUT_STORY = `update story
  set title = ?, narrative = ?, criteria_text = ?, inks = ?, updated_at = ?, version = version + 1
  where partnership_id = ? and id = ?`;
const PUT_STATE = `update story set state = ?, state_reason = ?, state_changed_at = ?, state_changed_by = ?
  where partnership_id = ? and id = ?`;

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
  await em.execute(PUT_STORY, [title, narrative, criteriaText, JSON.stringify(inks), at, partnershipId, documentId]);
  const settled = areSame(stored.criteria, criteria) ? '' : await settleCriteria(em, projection, stored, criteria);
  await notifyMentions(em, mentionsOf(projection, stored, words));
  return { kind: 'story.edited', nodeType: 'Story', nodeId: documentId, summary: `edited ${stored.key}${settled}` };
}

/** Other wordings are other versions, which nobody has agreed to. @returns what became of the state, as settle says it. */
async function settleCriteria(
  em: EntityManager,
  projection: Projection,
  stored: Stored,
  criteria: StoryWords['criteria'],
): Promise<string> {
  const { partnershipId, lastWriterId: by, at } = projection;
  const ended = await advanceVersions(em, projection, criteria);
  const story = { ...stored, ...(await refreshCriteria(em, stored.id)) };
  await notifyDropped(em, stored, ended, at);
  const settled = await settle(em, story, { by, at });
  if (settled) await em.execute(PUT_STATE, [story.state, story.stateReason, at, by, partnershipId, story.id]);
  return settled;
}

/** Everybody who is told of a mention is told where it is. */
function mentionsOf({ partnershipId, documentId, lastWriterId, at }: Projection, stored: Stored, words: StoryWords) {
  const parts = ({ title, narrative, criteria }: Words): string[] => [
    ...[title, narrative],
    ...criteria.map(({ text }) => text),
  ];
  const where = words.title ? `${stored.key} “${words.title}”` : stored.key;
  return {
    ...{ partnershipId, actorId: lastWriterId, before: parts(stored), after: parts(words), where, at },
    ...{ nodeType: 'Story', nodeId: documentId, path: `/stories/${stored.key}` },
  };
}

/** An edit that only formats changes no row, and records no change. */
function isSame(stored: Words, words: Words): boolean {
  const told = ({ title, narrative, inks }: Words): string =>
    JSON.stringify([title, narrative, inks.map(({ partyId, characters }) => `${partyId} ${characters}`).sort()]);
  return told(stored) === told(words) && areSame(stored.criteria, words.criteria);
}

function areSame(stored: Words['criteria'], criteria: Words['criteria']): boolean {
  const told = (all: Words['criteria']): string => JSON.stringify(all.map(({ id, rank, text }) => [id, rank, text]));
  return told(stored) === told(criteria);
}

async function partyOfMember(em: EntityManager, partnershipId: PartnershipId): Promise<Map<MemberId, PartyId>> {
  const members = await em.execute<{ id: MemberId; party_id: PartyId }[]>(PARTIES, [partnershipId]);
  return new Map(members.map(({ id, party_id }) => [id, party_id]));
}
