import type { MemberRow } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { labelsNamed } from './own-rows.ts';

/** Takes a label off a story. @throws Refusal NOT_FOUND for a label of elsewhere. */
export async function unlabelStory(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { labelId: string },
): Promise<void> {
  await editStory(services, actor, command, async (story, em) => {
    const [label] = await labelsNamed(em, actor.partnershipId, [command.labelId]);
    if (!label || !story.labelIds.includes(label.id)) return null;
    story.labelIds = story.labelIds.filter((id) => id !== label.id);
    return { verb: 'unlabelled', summary: `took the label ${label.name} off ${story.key}` };
  });
}
