import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentId, StoryId } from '@tandem/schema/ids';
import { beginDemoWords } from '@tandem/schema/meeting/document';
import { appendOwnWords, createEmptyDocument } from '../live/own-words.ts';
import type { Meeting } from './meeting.entity.ts';

export const MEETING_KIND = 'meeting';

/** Where the words about a meeting's demos are co-written; empty, in the transaction that schedules it. */
export const createMeetingDocument = (
  em: EntityManager,
  { id, partnershipId, createdAt }: Pick<Meeting, 'id' | 'partnershipId' | 'createdAt'>,
): Promise<void> =>
  createEmptyDocument(em, {
    ...{ documentId: id as string as DocumentId, partnershipId, kind: MEETING_KIND, at: createdAt },
  });

// The row's key decides who begins them, however many do so at once.
const BEGIN = `insert into demo_words (partnership_id, meeting_id, story_id, text, updated_at)
  select ?, ?, story_id, '', ? from unnest(?::uuid[]) as story_id on conflict do nothing returning story_id as "storyId"`;

/**
 * Begins the words about demos that come on the agenda: one empty paragraph for each, which all who write then share. Those
 * that were begun before stay as they are. In the transaction that stores the stages; the meeting's row is there.
 */
export async function beginDemo(
  em: EntityManager,
  { id, partnershipId }: Pick<Meeting, 'id' | 'partnershipId'>,
  storyIds: readonly StoryId[],
  at: Date,
): Promise<void> {
  if (storyIds.length === 0) return;
  // In one order, so that two who begin several at once wait and do not block each other.
  const ids = `{${storyIds.toSorted().join(',')}}`;
  const begun = await em.execute<{ storyId: StoryId }[]>(BEGIN, [partnershipId, id, at, ids]);
  if (begun.length === 0) return;
  await appendOwnWords(em, id as string as DocumentId, at, (doc) => {
    for (const { storyId } of begun) beginDemoWords(doc, storyId);
  });
}
