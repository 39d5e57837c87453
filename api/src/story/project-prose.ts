import type { Prose, ProseServices } from '../live/document-kind.ts';
import { RECORD_DONE } from '../platform/changes/record-at-once.ts';
import { statement } from '../platform/db/sql.ts';
import { charactersByMember, plainWordsOf } from './story-words.ts';

interface Outcome {
  /** False when this state or a later one is in rows already. */
  isNewer: boolean;
  /** Null when the story is gone. */
  isProse: boolean | null;
  /** Null when no row changed. */
  changeSeq: number | null;
}

/** What projectStory does when the criteria stay as they are, and as exactly: the projection's row is locked first, then the story. */
const PROJECT_PROSE = statement<Outcome, [string]>(
  'story_project_prose',
  `with given as (
    select * from json_to_record($1) as g ("documentId" uuid, "partnershipId" uuid, "actorId" uuid, seq int, at timestamptz,
      "recordedAt" timestamptz, title text, narrative text, criteria jsonb, inks jsonb)
  ), claimed as materialized (
    select p.document_id from document_projection p, given g where p.document_id = g."documentId" and p.seq < g.seq for update of p
  ), stored as materialized (
    select s.id, s.key, s.title, s.narrative, s.inks, s.version > 0 and g.criteria = (
        select coalesce(jsonb_agg(jsonb_build_array(c.one -> 'id', c.one -> 'rank', c.one -> 'text') order by c.place), '[]')
        from jsonb_array_elements(s.criteria) with ordinality as c (one, place)) as is_prose
      from story s, given g, claimed where s.partnership_id = g."partnershipId" and s.id = g."documentId" for no key update of s
  ), inks as (
    select coalesce(jsonb_agg(jsonb_build_object('partyId', i.party_id, 'characters', i.characters)), '[]') as list
      from (select m.party_id, sum(w.characters)::int as characters
        from given g, jsonb_to_recordset(g.inks) as w ("memberId" uuid, characters int)
        join member m on m.id = w."memberId" and m.partnership_id = (select "partnershipId" from given) group by m.party_id) i
  ), done as (
    update story s set title = g.title, narrative = g.narrative, inks = i.list, updated_at = g.at, version = s.version + 1
      from given g, stored o, inks i
      where s.id = o.id and o.is_prose and ((o.title, o.narrative) is distinct from (g.title, g.narrative)
        or not (o.inks @> i.list and o.inks <@ i.list))
      returning 'story.edited' as kind, 'Story' as node_type, s.id as node_id, 'edited ' || o.key as summary
  ), advanced as (
    update document_projection p set seq = g.seq from given g, stored o where p.document_id = o.id and o.is_prose
  ), ${RECORD_DONE}
  select exists (select from claimed) as "isNewer", (select is_prose from stored) as "isProse",
    (select change_seq from counted) as "changeSeq"`,
);

/** Makes typed prose into the story's row and records the change. @returns false when more has changed, and nothing was done. */
export async function projectProse(
  { sql, clock, changes }: ProseServices,
  projection: Prose,
  seq: number,
): Promise<boolean> {
  const { documentId, partnershipId, lastWriterId, at } = projection;
  const { title, narrative, criteria } = plainWordsOf(projection);
  // Whoever is mentioned by name is told, which projectStory does.
  if (title.includes('@') || narrative.includes('@')) return false;
  const given = {
    ...{ documentId, partnershipId, actorId: lastWriterId, seq, at, recordedAt: clock.now(), title, narrative },
    criteria: criteria.map(({ id, rank, text }) => [id, rank, text]),
    inks: [...charactersByMember(projection)].map(([memberId, characters]) => ({ memberId, characters })),
  };
  const outcome = await sql.row(PROJECT_PROSE, JSON.stringify(given));
  if (!outcome?.isNewer) return true;
  if (outcome.changeSeq !== null) changes.committed(partnershipId, outcome.changeSeq);
  return outcome.isProse === true;
}
