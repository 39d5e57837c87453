import type { CriterionId, DocumentId, MeetingId, StageId, StoryId } from '@tandem/schema/ids';
import { demoWordsOf } from '@tandem/schema/meeting/document';
import type { StageKind } from '@tandem/schema/meeting/rules';
import { writeParagraphs } from '@tandem/schema/text/paragraphs';
import type { Services } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import type { Setting } from './sample-events.ts';
import type { Team } from './sample-people.ts';
import type { Writer } from './sample-story.ts';

const STAGES = statement<SampleStage, [MeetingId]>(
  'sample_meeting_stages',
  `select id, kind, story_id as "storyId" from meeting_stage where meeting_id = $1 and removed_at is null and parked_at is null
   order by rank`,
);
export const CURRENT = statement<{ id: StageId }, [MeetingId]>(
  'sample_meeting_current',
  'select current_stage_id as id from meeting where id = $1',
);
export const CRITERIA = statement<{ criterionId: CriterionId; version: number }, [string]>(
  'sample_meeting_criteria',
  'select id as "criterionId", version from criterion where story_id = $1 and removed_at is null order by rank',
);
export const HASH = statement<{ hash: string }, [MeetingId]>(
  'sample_meeting_hash',
  'select n.hash from meeting g join snapshot n on n.id = g.minutes_snapshot_id where g.id = $1',
);
export const PROMISE = statement<{ id: string }, [MeetingId, string]>(
  'sample_meeting_promise',
  'select p.id from meeting g join promise p on p.partnership_id = g.partnership_id where g.id = $1 and p.text = $2',
);

export type SampleStage = { id: StageId; kind: StageKind; storyId: StoryId | null };

export async function stageOf(
  services: Services,
  meetingId: MeetingId,
  wanted: (stage: SampleStage) => boolean,
): Promise<SampleStage> {
  const stage = (await services.sql.rows(STAGES, meetingId)).find(wanted);
  if (!stage) throw new Error('a meeting of the sample lacks a stage');
  return stage;
}

export async function writeDemoWords(
  services: Services,
  meetingId: MeetingId,
  storyId: StoryId,
  by: Team[Writer],
  text: string,
): Promise<void> {
  const documentId = meetingId as string as DocumentId;
  await services.live.edit(
    documentId,
    by.id,
    (doc) => {
      const words = demoWordsOf(doc, storyId);
      // The first to write takes the place of the empty paragraph that the demo began with.
      if (words.length === 1 && words.toString() === '<paragraph></paragraph>') words.delete(0, 1);
      writeParagraphs(words, text);
    },
    services.clock.now(),
  );
  await services.live.projectNow(documentId, services.clock);
}

export function idOfStory(storyIds: Setting['storyIds'], title: string): StoryId {
  const id = storyIds.get(title);
  if (!id) throw new Error(`the sample has no story “${title}” when its meeting needs it`);
  return id as StoryId;
}
