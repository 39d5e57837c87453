import { validate as isUuid } from 'uuid';
import { type MemberRow, memberIn, viewerIn } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { STORY_PLACE } from './stories.sql.ts';

/** The viewer as a member of the story's partnership. @throws Refusal UNAUTHENTICATED, or NOT_FOUND for a story of elsewhere. */
export async function actorOn(context: Context, storyId: string): Promise<MemberRow> {
  const { personId } = viewerIn(context);
  const place = isUuid(storyId) ? await context.services.sql.row(STORY_PLACE, storyId, personId) : null;
  if (!place) throw notFound('story');
  return memberIn(context, place.partnershipId);
}
