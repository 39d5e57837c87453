import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId } from '@tandem/schema/ids';
import { DeclineStory } from '@tandem/schema/iteration/inputs';
import type { MemberRow } from '../partnership/membership.ts';
import { notify } from '../partnership/notification/notify.ts';
import { parseInput } from '../platform/auth/parse-input.ts';
import type { Services } from '../platform/context.ts';
import { conflict } from '../platform/errors.ts';
import type { Story } from '../story/story.entity.ts';
import { editIteration, type IterationCommand, requirePlanning } from './edit-iteration.ts';
import type { Iteration } from './iteration.entity.ts';
import { inWeek, lockStory, moveStory, putInWeek } from './story-in-week.ts';

const TO_TELL = `select id from member where partnership_id = ? and left_at is null
  and (role in ('LEAD', 'SPONSOR') or id = any(?::uuid[]))`;

/**
 * Declines a planned story for the actor's party: not committing is an answer. The story goes back to the backlog.
 * @throws Refusal BAD_USER_INPUT without a reason, CONFLICT where it isn't planned, or once committed.
 */
export async function declineStory(
  services: Services,
  actor: MemberRow,
  command: IterationCommand & { storyId: string; reason: string },
): Promise<void> {
  const { reason } = parseInput(DeclineStory, command);
  await editIteration(services, actor, command, async (iteration, em) => {
    const at = services.clock.now();
    requirePlanning(iteration, at, 'its stories');
    const story = await lockStory(em, actor.partnershipId, command.storyId);
    const row = await inWeek(em, iteration, story.id);
    const own = row?.state === 'DECLINED' && row.declined_by_party === actor.partyId;
    if (own && row.reason === reason) return null;
    if (!row || (row.state !== 'PLANNED' && !own))
      throw conflict(
        row?.state === 'DECLINED'
          ? `${story.key} is declined already, by the other side.`
          : `${story.key} isn’t planned for ${iteration.isoWeek}, so there is nothing to decline.`,
      );
    await putInWeek(em, iteration, story.id, {
      ...{ state: 'DECLINED', rank: row.rank, declinedBy: actor.partyId, reason, by: actor, at },
    });
    if (story.iterationId === iteration.id) moveStory(story, null, at);
    await tell(em, actor, iteration, story, reason, at);
    return {
      verb: 'storyDeclined',
      summary: `declined ${story.key} in ${iteration.isoWeek} for ${actor.party.name}: ${reason}`,
    };
  });
}

async function tell(
  em: EntityManager,
  actor: MemberRow,
  iteration: Iteration,
  story: Story,
  reason: string,
  at: Date,
): Promise<void> {
  const who = await em.execute<{ id: MemberId }[]>(TO_TELL, [actor.partnershipId, `{${story.ownerIds.join(',')}}`]);
  await notify(em, {
    partnershipId: actor.partnershipId,
    kind: 'STORY_DECLINED',
    memberIds: who.map(({ id }) => id),
    actorId: actor.id,
    text: `${actor.name} declines ${story.key} in ${iteration.isoWeek} for ${actor.party.name}: ${reason}`,
    nodeType: 'Iteration',
    nodeId: iteration.id,
    path: `/weeks/${iteration.isoWeek}`,
    at,
  });
}
