import type { MemberRow } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { conflict, forbidden } from '../platform/errors.ts';
import { editIteration, type IterationCommand, requirePlanning } from './edit-iteration.ts';
import { inWeek, lockStory, lockWeeksOf, moveStory, putInWeek, requirePlannable } from './story-in-week.ts';

/**
 * Takes back that the actor's party declined a story, which is planned again then.
 * @throws Refusal FORBIDDEN where the other party declined it, CONFLICT once committed or where it is planned elsewhere.
 */
export async function undeclineStory(
  services: Services,
  actor: MemberRow,
  command: IterationCommand & { storyId: string },
): Promise<void> {
  await editIteration(
    services,
    actor,
    command,
    async (iteration, em) => {
      const at = services.clock.now();
      requirePlanning(iteration, at, 'its stories');
      const story = await lockStory(em, actor.partnershipId, command.storyId);
      const row = await inWeek(em, iteration, story.id);
      if (row?.state !== 'DECLINED') return null;
      if (row.declined_by_party !== actor.partyId)
        throw forbidden(`The other side declined ${story.key}, and only they take it back.`);
      requirePlannable(story);
      if (story.iterationId !== null)
        throw conflict(`${story.key} is planned for another week by now. Plan it for ${iteration.isoWeek} instead.`);
      await putInWeek(em, iteration, story.id, { state: 'PLANNED', rank: row.rank, by: actor, at });
      moveStory(story, iteration.id, at);
      return {
        verb: 'storyUndeclined',
        summary: `took back that ${actor.party.name} declined ${story.key} in ${iteration.isoWeek}`,
      };
    },
    lockWeeksOf(actor.partnershipId, command.iterationId, command.storyId),
  );
}
