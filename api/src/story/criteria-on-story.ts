import type { EntityManager } from '@mikro-orm/postgresql';
import type { StoryId } from '@tandem/schema/ids';

/** Who agrees to a version of a criterion, as jsonb: each party once, by the agreement that it has not taken back. */
const AGREEMENTS = (version: string): string => `(
  select coalesce(jsonb_agg(jsonb_build_object('partyId', a.party_id, 'memberId', a.member_id, 'version', a.version,
    'at', (extract(epoch from a.agreed_at) * 1000)::bigint) order by a.agreed_at, a.party_id), '[]')
  from (
    select distinct on (party_id) party_id, member_id, version, agreed_at from criterion_agreement
    where story_id = c.story_id and criterion_id = c.id and withdrawn_at is null
    order by party_id, version desc, agreed_at desc
  ) a where a.version ${version} c.version)`;

const REFRESH = `with parties as (
    select count(*)::int as n from party where partnership_id = (select partnership_id from story where id = ?)
  ), standing as (
    select c.id, c.rank, jsonb_build_object(
        'id', c.id, 'rank', c.rank, 'text', c.text, 'createdById', c.created_by, 'version', c.version,
        'createdAt', (extract(epoch from c.created_at) * 1000)::bigint,
        'updatedAt', (extract(epoch from c.updated_at) * 1000)::bigint,
        'agreements', ${AGREEMENTS('=')}, 'dropped', ${AGREEMENTS('<')}) as card
    from criterion c where c.story_id = ? and c.removed_at is null
  ), judged as (
    select *, jsonb_array_length(card -> 'agreements') >= (select n from parties) as agreed from standing
  ), counted as (
    select coalesce(jsonb_agg(card || jsonb_build_object('agreed', agreed) order by rank, id), '[]') as criteria,
      count(*)::int as total, (count(*) filter (where agreed))::int as agreed
    from judged
  )
  update story s set criteria = k.criteria, criteria_count = k.total, agreed_count = k.agreed
  from counted k where s.id = ? returning s.criteria_count as "criteriaCount", s.agreed_count as "agreedCount"`;

/**
 * Writes the story's criteria with their agreements onto its row once more, so that the board and the backlog need no join.
 * @returns how many there are, and how many every party agrees to as they stand.
 */
export async function refreshCriteria(
  em: EntityManager,
  storyId: StoryId,
): Promise<{ criteriaCount: number; agreedCount: number }> {
  const [counts] = await em.execute<{ criteriaCount: number; agreedCount: number }[]>(REFRESH, [
    storyId,
    storyId,
    storyId,
  ]);
  if (!counts) throw new Error(`story ${storyId} is gone`);
  return counts;
}
