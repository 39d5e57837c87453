import type { EntityManager } from '@mikro-orm/postgresql';
import { IN_ITERATION } from '@tandem/schema/story/rules';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import type { Story } from '../../story/story.entity.ts';
import type { Iteration } from '../iteration.entity.ts';
import { rankInWeek } from '../week-rank.ts';
import { changeScope, enterState, type ScopeCommand } from './scope.ts';
import { requireRunning } from './signed-week.ts';
import { obstacleOf } from './standing.ts';

const ELSEWHERE =
  'select iso_week as "isoWeek", commitment_snapshot_id as signed from iteration where partnership_id = ? and id = ?';
const PAIR =
  "select points from story_iteration where partnership_id = ? and iteration_id = ? and story_id = ? and state in ('COMMITTED', 'ADDED')";
const PUT = `insert into story_iteration
    (partnership_id, iteration_id, story_id, state, points, reason, changed_by, changed_at, rank)
  values (?, ?, ?, 'ADDED', ?, null, ?, ?, ?)
  on conflict (partnership_id, iteration_id, story_id) do update set state = 'ADDED', points = excluded.points,
    declined_by_party = null, reason = null, changed_by = excluded.changed_by, changed_at = excluded.changed_at, rank = excluded.rank`;

/**
 * Takes a ready story into a committed week, last in it. @throws Refusal as `changeScope`, and CONFLICT for a story that is not
 * ready, is in this week already, or is planned for another one.
 */
export async function addToScope(services: Services, actor: MemberRow, command: ScopeCommand): Promise<void> {
  await changeScope(services, actor, command, async (story, week, em) => {
    const at = services.clock.now();
    requireRunning(week, at);
    await requireFree(em, story, week);
    // Returned and agreed again within the week: it was counted once, and is not twice.
    const [counted] = await em.execute<{ points: number | null }[]>(PAIR, [week.partnershipId, week.id, story.id]);
    const rank = await rankInWeek(em, week, story.id, {});
    await em.execute(PUT, [week.partnershipId, week.id, story.id, story.estimate, actor.id, at, rank]);
    await enterState(em, story, 'COMMITTED', { week, by: actor.id, at });
    story.iterationId = week.id;
    const points = story.estimate === 1 ? '1 point' : `${story.estimate} points`;
    return {
      ...{ kind: 'ADD', verb: 'scopeAdded', told: `added ${story.key} (${points}) to ${week.isoWeek}` },
      ...{ pointsBefore: counted?.points ?? null, pointsAfter: story.estimate },
    };
  });
}

async function requireFree(em: EntityManager, story: Story, week: Iteration): Promise<void> {
  if (story.iterationId !== null && IN_ITERATION.has(story.state)) {
    const where = story.iterationId === week.id ? week.isoWeek : 'another committed week';
    throw conflict(`${story.key} is in ${where} already.`);
  }
  const obstacle = obstacleOf(story);
  if (obstacle !== null) throw conflict(`${obstacle}. Only a story that is ready comes into a committed week.`);
  if (story.iterationId === null || story.iterationId === week.id) return;
  const [other] = await em.execute<{ isoWeek: string; signed: string | null }[]>(ELSEWHERE, [
    week.partnershipId,
    story.iterationId,
  ]);
  if (other && other.signed === null)
    throw conflict(`${story.key} is planned for ${other.isoWeek}. Take it out of that week’s plan first.`);
}
