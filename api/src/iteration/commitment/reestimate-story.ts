import { ScopePoints } from '@tandem/schema/iteration/commitment';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { requireInScope } from './remove-from-scope.ts';
import { changeScope, type ScopeCommand } from './scope.ts';
import { requireRunning } from './signed-week.ts';

const COUNTED = `update story_iteration set points = ?, changed_by = ?, changed_at = ?
  where partnership_id = ? and iteration_id = ? and story_id = ?`;

/**
 * Gives a story of a committed week other points; what was signed keeps its own. The same points again change nothing.
 * @throws Refusal as `changeScope`, BAD_USER_INPUT outside 0–100, and CONFLICT for a story that is not in the week or is
 * delivered.
 */
export async function reestimateStory(
  services: Services,
  actor: MemberRow,
  command: ScopeCommand & { points: number },
): Promise<void> {
  const { points } = parseInput(ScopePoints, { points: command.points });
  await changeScope(services, actor, command, async (story, week, em) => {
    const at = services.clock.now();
    requireRunning(week, at);
    requireInScope(story, week);
    if (story.state === 'DELIVERED')
      throw conflict(
        `${story.key} is delivered: its points are those it was built at. Take it back to building first.`,
      );
    const before = story.estimate;
    if (before === points) return null;
    story.estimate = points;
    await em.execute(COUNTED, [points, actor.id, at, week.partnershipId, week.id, story.id]);
    return {
      ...{ kind: 'REESTIMATE', verb: 'storyReestimated', pointsBefore: before, pointsAfter: points },
      told: `re-estimated ${story.key} in ${week.isoWeek} from ${before ?? 'none'} to ${points}`,
    };
  });
}
