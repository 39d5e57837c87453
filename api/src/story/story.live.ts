import { CAN_WRITE } from '@tandem/schema/partnership/rules';
import type { StoryId } from '@tandem/schema/ids';
import type { DocumentKind } from '../live/document-kind.ts';
import { projectStory } from './project-story.ts';
import { actorOn } from './story-place.ts';

export const STORY_KIND = 'story';

/** Whoever may see the story may open its document; observers read. */
export const storyKind: DocumentKind = {
  kind: STORY_KIND,
  async authorize(context, documentId) {
    const member = await actorOn(context, documentId as string as StoryId);
    return { partnershipId: member.partnershipId, member, writable: CAN_WRITE.has(member.role) };
  },
  project: projectStory,
};
