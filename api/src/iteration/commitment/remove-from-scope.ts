import { restingState, STATE_NAMES } from '@tandem/schema/story/rules';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import type { Story } from '../../story/story.entity.ts';
import type { Iteration } from '../iteration.entity.ts';
import { changeScope, enterState, type ScopeCommand } from './scope.ts';

const REMOVE = `update story_iteration set state = 'REMOVED', reason = null, changed_by = ?, changed_at = ?
  where partnership_id = ? and iteration_id = ? and story_id = ?`;

/**
 * Takes a story out of a committed week: it rests in the backlog, ready or as a draft. Also once the week is over, for what was
 * not built. @throws Refusal as `changeScope`, and CONFLICT for a story that is not in the week, or was delivered in it.
 */
export async function removeFromScope(services: Services, actor: MemberRow, command: ScopeCommand): Promise<void> {
  await changeScope(services, actor, command, async (story, week, em) => {
    const at = services.clock.now();
    requireInScope(story, week);
    if (story.state === 'DELIVERED')
      throw conflict(`${story.key} is delivered: it waits for the client’s verdict. Take it back to building first.`);
    await em.execute(REMOVE, [actor.id, at, week.partnershipId, week.id, story.id]);
    await enterState(em, story, restingState(story), { week, by: actor.id, at });
    story.iterationId = null;
    return {
      ...{ kind: 'REMOVE', verb: 'scopeRemoved', told: `removed ${story.key} from ${week.isoWeek}` },
      ...{ pointsBefore: story.estimate, pointsAfter: null },
    };
  });
}

/** @throws Refusal CONFLICT for a story that the week does not hold now. */
export function requireInScope(story: Story, { id, isoWeek }: Iteration): void {
  if (story.iterationId !== id) throw conflict(`${story.key} is not in ${isoWeek}.`);
  if (story.state === 'ACCEPTED' || story.state === 'RETURNED')
    throw conflict(`${story.key} is ${STATE_NAMES[story.state]}: its week is done with it.`);
}
