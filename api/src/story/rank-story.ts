import type { MemberRow } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { lockRanks, type Neighbour, rankNextTo, withRanks } from './rank.ts';

/** Moves a story in the backlog. @throws Refusal NOT_FOUND for a neighbour of elsewhere, BAD_USER_INPUT for two neighbours. */
export async function rankStory(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & Neighbour,
): Promise<void> {
  await withRanks(services, actor.partnershipId, () =>
    editStory(
      services,
      actor,
      command,
      async (story, em) => {
        const rank = await rankNextTo(em, story, command);
        if (rank === null) return null;
        story.rank = rank;
        return { verb: 'ranked', summary: `moved ${story.key} in the backlog` };
      },
      (em) => lockRanks(em, actor.partnershipId),
    ),
  );
}
