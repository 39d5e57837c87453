import type { EntityManager } from '@mikro-orm/postgresql';
import { Reason } from '@tandem/schema/story/inputs';
import {
  GIVEN_BY_CLIENT,
  NEEDS_REASON,
  possibleTransitions,
  restingState,
  STATE_NAMES,
  type StoryState,
  TRANSITIONS,
} from '@tandem/schema/story/rules';
import type { MemberRow } from '../partnership/membership.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { badInput, forbidden, Refusal } from '../platform/errors.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { enterState } from './enter-state.ts';
import { lockRanks, type Neighbour, rankNextTo, withRanks } from './rank.ts';
import type { Story } from './story.entity.ts';

export type TransitionStory = StoryCommand & Neighbour & { to: StoryState; reason?: string | null };

/**
 * Moves a story to its next state, and next to a neighbour when one is given.
 * @throws Refusal CONFLICT with `possible` for a move that the rules do not have, or that verdicts decide, FORBIDDEN for one
 * that is the client's, BAD_USER_INPUT where a reason is missing.
 */
export async function transitionStory(services: Services, actor: MemberRow, command: TransitionStory): Promise<void> {
  const reason = parseInput(Reason, { reason: command.reason }).reason || null;
  const moves = command.afterId != null || command.beforeId != null;
  await withRanks(services, actor.partnershipId, () =>
    editStory(
      services,
      actor,
      command,
      async (story, em) => {
        const rank = moves ? await rankNextTo(em, story, command) : null;
        if (rank !== null) story.rank = rank;
        if (story.state === command.to)
          return rank === null ? null : { verb: 'ranked', summary: `moved ${story.key} in the backlog` };
        requireTransition(story, actor, command.to);
        if (NEEDS_REASON.has(command.to) && reason === null)
          throw badInput('reason', `Say why: a story is ${STATE_NAMES[command.to].toLowerCase()} with a reason.`);
        // What is taken up again with everything still agreed need not be agreed again.
        const to = command.to === 'DRAFT' ? restingState(story) : command.to;
        if (LEAVES_ITS_WEEK.has(command.to)) await leaveWeek(em, story, actor, services.clock.now());
        await enterState(em, story, to, { by: actor.id, at: services.clock.now(), reason });
        // Verdicts are about what was delivered: what is built on, or taken up again, has none yet.
        Object.assign(story, { outcome: null, outcomeProvisional: false });
        return { verb: 'transitioned', summary: `moved ${story.key} to ${STATE_NAMES[to]}` };
      },
      moves ? (em) => lockRanks(em, actor.partnershipId) : undefined,
    ),
  );
}

/** Not to be built, or taken up again: it is in no week's plan any more. What was committed stays in its lineage. */
const LEAVES_ITS_WEEK: ReadonlySet<StoryState> = new Set(['DRAFT', 'DROPPED']);
const UNPLAN = `update story_iteration set state = 'UNPLANNED', changed_by = ?, changed_at = ?
  where partnership_id = ? and iteration_id = ? and story_id = ? and state = 'PLANNED'`;

export async function leaveWeek(em: EntityManager, story: Story, { id: by }: MemberRow, at: Date): Promise<void> {
  if (story.iterationId === null) return;
  await em.execute(UNPLAN, [by, at, story.partnershipId, story.iterationId, story.id]);
  story.iterationId = null;
}

function requireTransition(story: Story, actor: MemberRow, to: StoryState): void {
  const judged = story.outcome !== null;
  const possible = possibleTransitions(story.state, { role: actor.role, partyKind: actor.party.kind }, judged);
  if (possible.includes(to)) return;
  if (TRANSITIONS[story.state].includes(to) && GIVEN_BY_CLIENT.has(to)) {
    if (judged)
      throw new Refusal(
        'CONFLICT',
        `There are verdicts on ${story.key}, and the verdicts decide. Give yours where it is demonstrated.`,
        { possible },
      );
    throw forbidden(
      `Only the client can move ${story.key} to ${STATE_NAMES[to]}: who built it does not give the verdict.`,
    );
  }
  const names = possible.map((state) => STATE_NAMES[state]);
  const next = names.length === 0 ? 'it stays so' : `from there it can go to ${listed(names)}`;
  const derived = to === 'READY' ? ` ${READY_IS_DERIVED}` : '';
  throw new Refusal('CONFLICT', `${story.key} is ${STATE_NAMES[story.state]}; ${next}.${derived}`, { possible });
}

const READY_IS_DERIVED =
  'It gets ready by itself, once both parties agree to every criterion, no question is open, and there is an estimate.';

const listed = (names: string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : names.join('');
