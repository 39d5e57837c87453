import type { EntityManager } from '@mikro-orm/postgresql';
import type { StoryId } from '@tandem/schema/ids';
import { demoText } from '@tandem/schema/meeting/document';
import { DEMO_WORDS_MAX } from '@tandem/schema/meeting/rules';
import type { Projection } from '../../live/document-kind.ts';
import { plainWords } from '../../live/plain-words.ts';
import type { ChangeDraft } from '../../platform/changes/change.ts';

// What was written after the minutes were closed is no part of them; nobody may by then, but a page can be a moment late.
const CURRENT = `select number from meeting
  where partnership_id = ? and id = ? and state <> 'CANCELLED' and ?::timestamptz <= coalesce(closed_at, 'infinity') for no key update`;
const BEGUN = `select w.story_id as "storyId", w.text, s.key from demo_words w join story s on s.id = w.story_id
  where w.meeting_id = ? order by s.number`;
const PUT = 'update demo_words set text = ?, updated_at = ? where meeting_id = ? and story_id = ?';
const TOUCH = 'update meeting set updated_at = ?, version = version + 1 where id = ?';

/** Makes the words about demos into rows, in the caller's transaction: of those that were begun, whatever else a page has put there. */
export async function projectDemoWords(em: EntityManager, projection: Projection): Promise<ChangeDraft | null> {
  const { documentId, partnershipId, doc, at } = projection;
  const [meeting] = await em.execute<{ number: number }[]>(CURRENT, [partnershipId, documentId, at]);
  if (!meeting) return null;
  const begun = await em.execute<{ storyId: StoryId; text: string; key: string }[]>(BEGUN, [documentId]);
  const edited: string[] = [];
  for (const { storyId, text, key } of begun) {
    const words = plainWords(demoText(doc, storyId), DEMO_WORDS_MAX);
    if (words === text) continue;
    await em.execute(PUT, [words, at, documentId, storyId]);
    edited.push(key);
  }
  if (edited.length === 0) return null;
  await em.execute(TOUCH, [at, documentId]);
  const summary = `edited the words about ${edited.join(', ')} in meeting ${meeting.number}`;
  return { kind: 'meeting.wordsEdited', nodeType: 'Meeting', nodeId: documentId, summary };
}
