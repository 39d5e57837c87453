import type { MemberRow } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { memberNames } from './own-rows.ts';

/** Takes an owner off, who may have left. @throws Refusal NOT_FOUND for a stranger. */
export async function unassignStory(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { memberId: string },
): Promise<void> {
  await editStory(services, actor, command, async (story, em) => {
    const [member] = await memberNames(em, actor.partnershipId, [command.memberId]);
    if (!member || !story.ownerIds.includes(member.id)) return null;
    story.ownerIds = story.ownerIds.filter((id) => id !== member.id);
    return { verb: 'unassigned', summary: `took ${member.name} off the owners of ${story.key}` };
  });
}
