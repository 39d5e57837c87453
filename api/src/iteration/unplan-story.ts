import type { MemberRow } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { editIteration, type IterationCommand, requirePlanning } from './edit-iteration.ts';
import { inWeek, lockStory, moveStory, putInWeek } from './story-in-week.ts';

/** Puts a story back into the backlog; one that isn't planned for it stays where it is. @throws Refusal CONFLICT once committed, NOT_FOUND. */
export async function unplanStory(
  services: Services,
  actor: MemberRow,
  command: IterationCommand & { storyId: string },
): Promise<void> {
  await editIteration(services, actor, command, async (iteration, em) => {
    const at = services.clock.now();
    requirePlanning(iteration, at, 'its stories');
    const story = await lockStory(em, actor.partnershipId, command.storyId);
    const row = await inWeek(em, iteration, story.id);
    if (row?.state !== 'PLANNED') return null;
    await putInWeek(em, iteration, story.id, { state: 'UNPLANNED', rank: row.rank, by: actor, at });
    if (story.iterationId === iteration.id) moveStory(story, null, at);
    return { verb: 'storyUnplanned', summary: `put ${story.key} back from ${iteration.isoWeek} into the backlog` };
  });
}
