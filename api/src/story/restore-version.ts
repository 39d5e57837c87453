import type { DocumentId, StoryId } from '@tandem/schema/ids';
import * as Y from 'yjs';
import { momentAt } from '../live/history/history.sql.ts';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { editStory, type StoryCommand } from './edit-story.ts';
import { restoreWords } from './restore-words.ts';
import { checkMoment } from './story-moments.ts';

/**
 * Writes a moment's words back as a new edit of the actor's: nothing of the history is lost, and who types meanwhile goes on.
 * @param actor a member of the story's partnership. @returns the durable sequence with the words.
 * @throws Refusal BAD_USER_INPUT for the moment, FORBIDDEN for an observer.
 */
export async function restoreVersion(
  services: Services,
  actor: MemberRow,
  command: StoryCommand & { seq: number },
): Promise<number> {
  requireWriter(actor);
  const storyId = command.storyId.toLowerCase() as StoryId;
  const documentId = storyId as string as DocumentId;
  const seq = await checkMoment(services, storyId, command.seq, { field: 'seq' });
  const moment = await services.sql.row(momentAt, documentId, seq);
  // Replayed before the story is locked: a long history must not hold up its rows.
  const state = await services.live.replays.at(documentId, seq, (doc) => Y.encodeStateAsUpdate(doc));
  let durable: number | null = null;
  await editStory(services, actor, command, async (story) => {
    const before = await newest(services, storyId);
    const old = new Y.Doc();
    Y.applyUpdate(old, state);
    durable = await services.live.edit(documentId, actor.id, (doc) => restoreWords(doc, old));
    old.destroy();
    if (durable === before) return null;
    const when = moment?.at.toISOString().slice(0, 16).replace('T', ' ');
    return { verb: 'restored', summary: `restored the words of ${story.key} as of ${when} UTC` };
  });
  // A repeated mutation did nothing: what it wrote the first time is in what is durable now.
  return durable ?? newest(services, storyId);
}

const newest = (services: Services, storyId: StoryId): Promise<number> =>
  checkMoment(services, storyId, null, { field: 'seq' });
