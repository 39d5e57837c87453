import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId } from '@tandem/schema/ids';
import type { WeekPlace } from './read-week.ts';

const PLANNED = `select s.id, s.state, s.estimate from story_iteration r join story s on s.id = r.story_id
  where r.partnership_id = ? and r.iteration_id = ? and r.state = 'PLANNED'`;
const TRANSITIONS = `insert into story_transition
    (partnership_id, story_id, number, from_state, to_state, iteration_id, points, by, at)
  select t.partnership_id, p.id, max(t.number) + 1, p.state, 'COMMITTED', ?, p.estimate, ?, ?
  from (${PLANNED}) p join story_transition t on t.story_id = p.id
  group by t.partnership_id, p.id, p.state, p.estimate`;
const STORIES = `update story s set state = 'COMMITTED', state_reason = null, state_changed_at = ?, state_changed_by = ?,
    outcome = null, outcome_provisional = false, iteration_id = ?, updated_at = ?, version = s.version + 1
  from (${PLANNED}) p where s.id = p.id`;
const PAIRS = `update story_iteration r set state = 'COMMITTED', points = s.estimate, changed_by = ?, changed_at = ?
  from story s where s.id = r.story_id and r.partnership_id = ? and r.iteration_id = ? and r.state = 'PLANNED'`;

/** The planned stories of a week become its committed ones. They are locked already. */
export async function commitStories(
  em: EntityManager,
  { partnershipId, id }: WeekPlace,
  { by, at }: { by: MemberId; at: Date },
): Promise<void> {
  await em.execute(TRANSITIONS, [id, by, at, partnershipId, id]);
  await em.execute(STORIES, [at, by, id, at, partnershipId, id]);
  await em.execute(PAIRS, [by, at, partnershipId, id]);
}
