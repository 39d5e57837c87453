import type { DocumentId, PartnershipId } from '@tandem/schema/ids';
import type { DocumentState, ProseKind } from '../live/document-kind.ts';
import { RECORD_DONE } from '../platform/changes/record-at-once.ts';
import { statement } from '../platform/db/sql.ts';
import { restAllStories, restStories } from './searched-words.ts';
import { charactersByMember, plainWordsOf } from './story-words.ts';

interface Done {
  id: DocumentId;
  /** The last change of all; null when no row changed. */
  changeSeq: number | null;
}

/**
 * What projectStory does when the criteria stay as they are, and as exactly: the projections' rows are locked first, then the
 * stories. Whatever somebody else has locked is left to projectStory, so that nobody waits here while others wait for these.
 */
const PROJECT_PROSE = statement<Done, [PartnershipId, Date, string]>(
  'story_project_prose',
  `with given as (
    select * from json_to_recordset($3) as g ("documentId" uuid, "actorId" uuid, seq int, at timestamptz,
      title text, narrative text, criteria jsonb, inks jsonb)
  ), claimed as materialized (
    select p.document_id from document_projection p join given g on p.document_id = g."documentId" and p.seq < g.seq
      for update of p skip locked
  ), stored as materialized (
    select s.id, s.key, s.title, s.narrative, s.inks, s.version > 0 and g.criteria = (
        select coalesce(jsonb_agg(jsonb_build_array(c.one -> 'id', c.one -> 'rank', c.one -> 'text') order by c.place), '[]')
        from jsonb_array_elements(s.criteria) with ordinality as c (one, place)) as is_prose
      from claimed join given g on g."documentId" = claimed.document_id
      join story s on s.partnership_id = $1 and s.id = g."documentId" for no key update of s skip locked
  ), written as (
    select g."documentId", m.party_id, sum(w.characters)::int as characters
      from given g, jsonb_to_recordset(g.inks) as w ("memberId" uuid, characters int)
      join member m on m.id = w."memberId" and m.partnership_id = $1 group by g."documentId", m.party_id
  ), inks as (
    select g."documentId", coalesce(jsonb_agg(jsonb_build_object('partyId', w.party_id, 'characters', w.characters))
        filter (where w.party_id is not null), '[]') as list
      from given g left join written w using ("documentId") group by g."documentId"
  ), done as (
    update story s set title = g.title, narrative = g.narrative, inks = i.list, updated_at = g.at, version = s.version + 1
      from given g, stored o, inks i
      where s.id = o.id and g."documentId" = o.id and i."documentId" = o.id and o.is_prose
        and ((o.title, o.narrative) is distinct from (g.title, g.narrative) or not (o.inks @> i.list and o.inks <@ i.list))
      returning 'story.edited' as kind, 'Story' as node_type, s.id as node_id, g."actorId" as actor_id, 'edited ' || o.key as summary
  ), typed as (
    insert into typed_story (story_id, partnership_id) select node_id, $1 from done on conflict do nothing
  ), advanced as (
    update document_projection p set seq = g.seq from given g, stored o
      where p.document_id = o.id and g."documentId" = o.id and o.is_prose
  ), ${RECORD_DONE}
  select g."documentId" as id, (select change_seq from counted) as "changeSeq" from given g
    where g."documentId" in (select id from stored where is_prose)
      or exists (select from document_projection p where p.document_id = g."documentId" and p.seq >= g.seq)`,
);

/** A story's title and narrative as they are typed, with the changes recorded. */
export const storyProse: ProseKind = {
  wordsOf(state: DocumentState) {
    const { title, narrative, criteria } = plainWordsOf(state);
    // Whoever is mentioned by name is told, which projectStory does.
    if (title.includes('@') || narrative.includes('@')) return null;
    return {
      ...{ title, narrative, criteria: criteria.map(({ id, rank, text }) => [id, rank, text]) },
      inks: [...charactersByMember(state)].map(([memberId, characters]) => ({ memberId, characters })),
    };
  },
  async project({ sql, clock, changes }, partnershipId, prose) {
    const given = prose.map(({ words, ...of }) => ({ ...of, ...words }));
    const done = await sql.rows(PROJECT_PROSE, partnershipId, clock.now(), JSON.stringify(given));
    const changeSeq = done[0]?.changeSeq ?? null;
    if (changeSeq !== null) changes.committed(partnershipId, changeSeq);
    return new Set(done.map(({ id }) => id));
  },
  rest: ({ sql }, documentIds) => restStories(sql, documentIds),
  restAll: ({ sql }) => restAllStories(sql),
};
