import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberRow } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { conflict } from '../platform/errors.ts';
import type { Story } from '../story/story.entity.ts';
import { editIteration, type IterationCommand, type IterationEdit, requirePlanning } from './edit-iteration.ts';
import type { Iteration } from './iteration.entity.ts';
import { inWeek, lockStory, lockWeeksOf, moveStory, putInWeek, requirePlannable } from './story-in-week.ts';
import { rankInWeek, type WeekNeighbour } from './week-rank.ts';

const LEAVE = `update story_iteration set state = 'UNPLANNED', changed_by = ?, changed_at = ?
  where partnership_id = ? and iteration_id = ? and story_id = ? and state = 'PLANNED'`;
const PARTY = 'select name from party where partnership_id = ? and id = ?';

/**
 * Plans a story for an iteration, from the backlog or from another iteration, or moves it within it.
 * @throws Refusal CONFLICT once committed, for a story in building, or one that the other party declined; NOT_FOUND, FORBIDDEN.
 */
export async function planStory(
  services: Services,
  actor: MemberRow,
  command: IterationCommand & WeekNeighbour & { storyId: string },
): Promise<void> {
  const { partnershipId } = actor;
  await editIteration(
    services,
    actor,
    command,
    async (iteration, em) => {
      const at = services.clock.now();
      requirePlanning(iteration, at, 'its stories');
      const story = await lockStory(em, partnershipId, command.storyId);
      return planWithin(em, iteration, story, { by: actor, at, ...command });
    },
    lockWeeksOf(partnershipId, command.iterationId, command.storyId),
  );
}

/**
 * Plans it in the caller's transaction, under the locks of the iteration, of the one that the story is in, and of the story.
 * @returns what it was; null when it was planned there already. @throws Refusal as planStory does.
 */
export async function planWithin(
  em: EntityManager,
  iteration: Iteration,
  story: Story,
  { by: actor, at, ...place }: WeekNeighbour & { by: MemberRow; at: Date },
): Promise<IterationEdit> {
  requirePlannable(story);
  const before = await inWeek(em, iteration, story.id);
  if (before?.state === 'DECLINED' && before.declined_by_party !== actor.partyId)
    throw conflict(
      `${await partyName(em, actor, before.declined_by_party)} declined ${story.key}; ask them to take that back.`,
    );
  const planned = before?.state === 'PLANNED' && story.iterationId === iteration.id;
  const placed = place.afterId != null || place.beforeId != null;
  if (planned && !placed) return null;
  const rank = await rankInWeek(em, iteration, story.id, place);
  await putInWeek(em, iteration, story.id, { state: 'PLANNED', rank, by: actor, at });
  if (planned) return { verb: 'storyPlanned', summary: `moved ${story.key} within ${iteration.isoWeek}` };
  await leaveOther(em, actor, story, at);
  moveStory(story, iteration.id, at);
  return { verb: 'storyPlanned', summary: `planned ${story.key} for ${iteration.isoWeek}` };
}

/** What another iteration committed to stays in its lineage; a mere plan goes. */
async function leaveOther(em: EntityManager, actor: MemberRow, story: Story, at: Date): Promise<void> {
  if (story.iterationId !== null)
    await em.execute(LEAVE, [actor.id, at, actor.partnershipId, story.iterationId, story.id]);
}

async function partyName(em: EntityManager, { partnershipId }: MemberRow, id: string | null): Promise<string> {
  const [party] = await em.execute<{ name: string }[]>(PARTY, [partnershipId, id]);
  return party?.name ?? 'A party';
}
