import { createHash, randomUUID } from 'node:crypto';
import { readWeek } from '@tandem/api/iteration/commitment/read-week';
import type { IterationId, PartnershipId } from '@tandem/schema/ids';
import type { TestServer } from '../kit/server.ts';

/** What the rules of a committed week are tried on, put into the rows without the ceremony of proposal and signatures. */
export async function commitTo(server: TestServer, iterationId: string, byMemberId: string): Promise<void> {
  const at = server.clock.now();
  const [week] = await server.database.query<{ partnershipId: PartnershipId }>(
    'select partnership_id as "partnershipId" from iteration where id = $1',
    iterationId,
  );
  if (!week) throw new Error('there is no such iteration');
  // As the ceremony freezes it: pages read it.
  const state = await readWeek(server.services.orm.em.fork(), { ...week, id: iterationId as IterationId });
  const content = JSON.stringify({ previous: null, state });
  const hash = createHash('sha256').update(content, 'utf8').digest('hex');
  await server.database.query(
    `with made as (
       insert into snapshot (id, partnership_id, number, kind, subject_id, revision, content, hash, made_by, made_at)
       select $1, partnership_id, (select coalesce(max(number), 0) + 1 from snapshot n where n.partnership_id = i.partnership_id),
         'COMMITMENT', id, 1, $3, $4, $5, $6 from iteration i where id = $2 returning id
     ), held as (
       update story_iteration si set state = 'COMMITTED', points = s.estimate from story s
       where si.iteration_id = $2 and si.state = 'PLANNED' and s.id = si.story_id returning si.points
     )
     update iteration set commitment_snapshot_id = (select id from made), committed_at = $6,
       committed_points = (select coalesce(sum(points), 0) from held) where id = $2`,
    ...[randomUUID(), iterationId, content, hash, byMemberId, at],
  );
  for (const { id } of await server.database.query<{ id: string }>(
    'select id from story where iteration_id = $1',
    iterationId,
  ))
    await setStoryState(server, id, 'COMMITTED');
}

/** Brings a story into a state at the clock's time, whatever the rules of transitions say. */
export async function setStoryState(server: TestServer, storyId: string, state: string): Promise<void> {
  await server.database.query(
    `with before as (select state from story where id = $1), moved as (
       update story set state = $2, state_changed_at = $3 where id = $1 returning *
     )
     insert into story_transition (partnership_id, story_id, number, from_state, to_state, iteration_id, points, at)
     select partnership_id, id, (select coalesce(max(number), 0) + 1 from story_transition t where t.story_id = $1),
       (select state from before), $2, iteration_id, estimate, $3 from moved`,
    ...[storyId, state, server.clock.now()],
  );
}
