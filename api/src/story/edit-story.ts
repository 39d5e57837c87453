import type { EntityManager } from '@mikro-orm/postgresql';
import { LockMode } from '@mikro-orm/core';
import type { StoryId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import type { ChangeDraft } from '../platform/changes/change.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Services } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { settle } from './enter-state.ts';
import { Story } from './story.entity.ts';

/** What every mutation of one story names. */
export interface StoryCommand {
  mutationId: string;
  storyId: string;
}

/**
 * What the edit was: a verb in the past tense, and a sentence without its actor; with the node that it is about where that is
 * not the story itself. Null when there was nothing to do.
 */
export type StoryEdit = { verb: string; summary: string; node?: { type: string; id: string } } | null;

/**
 * Changes one story in one recorded transaction, under a lock on its row, so that a rule sees what it decides upon. Whatever
 * was edited, afterwards a draft that is ready is READY, and a ready story that is not is a DRAFT.
 * @returns the id of the node that it was about. @throws Refusal FORBIDDEN for an observer, NOT_FOUND when the story is not of the actor's partnership.
 */
export async function editStory(
  services: Services,
  actor: MemberRow,
  { mutationId, storyId }: StoryCommand,
  edit: (story: Story, em: EntityManager) => StoryEdit | Promise<StoryEdit>,
  lockFirst?: (em: EntityManager) => Promise<unknown>,
): Promise<string> {
  requireWriter(actor);
  const { nodeId } = await recordChange(
    services,
    { partnershipId: actor.partnershipId, actorId: actor.id, mutationId },
    async (em): Promise<ChangeDraft | { unchanged: string }> => {
      await lockFirst?.(em);
      const story = await lockStory(em, actor, storyId);
      const done = await edit(story, em);
      if (!done) return { unchanged: story.id };
      const at = services.clock.now();
      const settled = await settle(em, story, { by: actor.id, at });
      story.updatedAt = at;
      story.version += 1;
      const { type, id } = done.node ?? { type: 'Story', id: story.id };
      const entity = `${type[0]?.toLowerCase()}${type.slice(1)}`;
      return { kind: `${entity}.${done.verb}`, nodeType: type, nodeId: id, summary: `${done.summary}${settled}` };
    },
  );
  return nodeId;
}

async function lockStory(em: EntityManager, actor: MemberRow, storyId: string): Promise<Story> {
  if (!isUuid(storyId)) throw notFound('story');
  const story = await em.findOne(
    Story,
    { id: storyId as StoryId, partnershipId: actor.partnershipId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!story) throw notFound('story');
  return story;
}
