import { EstimateStory } from '@tandem/schema/story/inputs';
import { IN_ITERATION } from '@tandem/schema/story/rules';
import type { MemberRow } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { conflict } from '../platform/errors.ts';
import { editStory, type StoryCommand } from './edit-story.ts';

/**
 * Sets or takes back a story's points.
 * @throws Refusal BAD_USER_INPUT outside 0–100, NOT_FOUND, FORBIDDEN, CONFLICT once an iteration has taken it on.
 */
export async function estimateStory(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { points?: number | null },
): Promise<void> {
  const points = parseInput(EstimateStory, { points: command.points }).points ?? null;
  await editStory(services, actor, command, (story) => {
    if (story.estimate === points) return null;
    if (story.iterationId !== null && IN_ITERATION.has(story.state))
      throw conflict(
        `${story.key} is in a signed commitment. Re-estimate it through the week’s scope ledger, with a reason.`,
      );
    story.estimate = points;
    const summary = points === null ? `took back the estimate of ${story.key}` : `estimated ${story.key} at ${points}`;
    return { verb: 'estimated', summary };
  });
}
