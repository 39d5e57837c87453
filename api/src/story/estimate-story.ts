import { EstimateStory } from '@tandem/schema/story/inputs';
import type { MemberRow } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { editStory, type StoryCommand } from './edit-story.ts';

/** Sets or takes back a story's points. @throws Refusal BAD_USER_INPUT outside 0–100, NOT_FOUND, FORBIDDEN. */
export async function estimateStory(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { points?: number | null },
): Promise<void> {
  const points = parseInput(EstimateStory, { points: command.points }).points ?? null;
  await editStory(services, actor, command, (story) => {
    if (story.estimate === points) return null;
    story.estimate = points;
    const summary = points === null ? `took back the estimate of ${story.key}` : `estimated ${story.key} at ${points}`;
    return { verb: 'estimated', summary };
  });
}
