import type { EntityManager } from '@mikro-orm/postgresql';
import type { CriterionId, StoryId } from '@tandem/schema/ids';
import { type SqlRunner, statement } from '../../platform/db/sql.ts';

/** A criterion in the words that were committed to. */
export interface CommittedCriterion {
  id: CriterionId;
  version: number;
  text: string;
}

interface Stored {
  storyId: StoryId;
  criteria: CommittedCriterion[];
}

/** What a split took away since is judged with the story that it went to. */
const TAKEN = `exists (select 1 from criterion c where c.story_id = s.id and c.id = (f.criterion ->> 'id')::uuid and c.removed_at is not null)
  and exists (select 1 from story n where n.partnership_id = s.partnership_id and n.split_from_id = s.id and n.created_at >= w.made_at)`;
const FROZEN = `(select json_agg(json_build_object('id', f.criterion -> 'id', 'version', f.criterion -> 'version', 'text', f.criterion -> 'text')
    order by f.place) filter (where not (${TAKEN}))
  from json_array_elements(w.story -> 'criteria') with ordinality f (criterion, place))`;
const STANDING = `(select json_agg(json_build_object('id', c.id, 'version', c.version, 'text', c.text) order by c.rank, c.id)
  from criterion c where c.story_id = s.id and c.removed_at is null)`;

/** Takes its values at the places that are named: the week, the stories. */
const textWith = (isoWeek: string, stories: string): string => `select s.id as "storyId",
    coalesce(case when w.story is not null then ${FROZEN} else ${STANDING} end, '[]') as criteria
  from story s left join lateral (
    select k.made_at, (select e.story from json_array_elements(k.content::json -> 'state' -> 'stories') e (story)
      where e.story ->> 'id' = s.id::text) as story
    from story_iteration r join iteration i on i.id = r.iteration_id join snapshot k on k.id = i.commitment_snapshot_id
    where r.partnership_id = s.partnership_id and r.story_id = s.id and r.state in ('COMMITTED', 'ADDED') and i.iso_week <= ${isoWeek}
    order by i.iso_week desc limit 1) w on true
  where s.id = any(${stories}::uuid[])`;

const IN_TRANSACTION = textWith('?', '?');
const COMMITTED = statement<Stored, [string, string]>('committed_criteria', textWith('$1', '$2'));

/**
 * The criteria of stories as the latest week up to `isoWeek` that holds each committed to them, in order; of a story that came
 * in through the scope ledger, or that was never committed, as they stand. In a command's transaction or outside of one.
 */
export async function committedCriteria(
  source: EntityManager | Pick<SqlRunner, 'rows'>,
  isoWeek: string,
  storyIds: readonly StoryId[],
): Promise<ReadonlyMap<StoryId, CommittedCriterion[]>> {
  if (storyIds.length === 0) return new Map();
  const ids = `{${storyIds.join(',')}}`;
  const stored =
    'rows' in source
      ? await source.rows(COMMITTED, isoWeek, ids)
      : await source.execute<Stored[]>(IN_TRANSACTION, [isoWeek, ids]);
  return new Map(stored.map(({ storyId, criteria }) => [storyId, criteria]));
}
