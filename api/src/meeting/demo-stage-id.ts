import type { MeetingId, StageId, StoryId } from '@tandem/schema/ids';
import { v5 } from 'uuid';

/** A story's stage in a meeting has the same id before it is stored as after: a delivered story is on the agenda by itself. */
export const demoStageId = (meetingId: MeetingId, storyId: StoryId): StageId => v5(storyId, meetingId) as StageId;
