import { LABELS_MAX } from '@tandem/schema/story/rules';
import type { MemberRow } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { badInput } from '../platform/errors.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { labelsNamed } from './own-rows.ts';

/** Puts a label on a story. @throws Refusal NOT_FOUND for a label of elsewhere. */
export async function labelStory(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { labelId: string },
): Promise<void> {
  await editStory(services, actor, command, async (story, em) => {
    const [label] = await labelsNamed(em, actor.partnershipId, [command.labelId]);
    if (!label || story.labelIds.includes(label.id)) return null;
    if (story.labelIds.length >= LABELS_MAX)
      throw badInput('labelId', `A story has at most ${LABELS_MAX} labels. Take one off first.`);
    story.labelIds = [...story.labelIds, label.id];
    return { verb: 'labelled', summary: `labelled ${story.key} ${label.name}` };
  });
}
