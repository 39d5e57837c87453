import { OWNERS_MAX } from '@tandem/schema/story/rules';
import type { MemberRow } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { badInput } from '../platform/errors.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { activeMembers } from './own-rows.ts';

/** Makes a member of either party an owner. @throws Refusal NOT_FOUND for a stranger, CONFLICT for somebody who left. */
export async function assignStory(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { memberId: string },
): Promise<void> {
  await editStory(services, actor, command, async (story, em) => {
    const [member] = await activeMembers(em, actor.partnershipId, [command.memberId]);
    if (!member || story.ownerIds.includes(member.id)) return null;
    if (story.ownerIds.length >= OWNERS_MAX)
      throw badInput('memberId', `A story has at most ${OWNERS_MAX} owners. Take one off first.`);
    story.ownerIds = [...story.ownerIds, member.id];
    return { verb: 'assigned', summary: `made ${member.name} an owner of ${story.key}` };
  });
}
