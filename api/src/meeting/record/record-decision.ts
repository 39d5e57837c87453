import type { DecisionId } from '@tandem/schema/ids';
import { RecordDecision } from '@tandem/schema/meeting/inputs';
import { v7 as uuid } from 'uuid';
import { briefly } from '../../iteration/promise/promise-words.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import { editMeeting, type MeetingCommand, requireMeetingState } from '../edit-meeting.ts';
import { stageOf } from './stage-of-meeting.ts';

const DECIDE = `insert into decision (id, partnership_id, meeting_id, stage_id, text, made_by, at)
  values (?, ?, ?, ?, ?, ?, ?)`;

/**
 * Records a decision at the stage where it fell.
 * @throws Refusal BAD_USER_INPUT for its words, NOT_FOUND for a stage of elsewhere, CONFLICT unless the meeting takes place; FORBIDDEN.
 */
export async function recordDecision(
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { stageId: string; text: string },
): Promise<void> {
  const { text } = parseInput(RecordDecision, command);
  await editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireMeetingState(meeting, ['OPEN'], 'Decisions are recorded while it takes place.');
    const stageId = await stageOf(em, meeting, command.stageId);
    const id = uuid() as DecisionId;
    await em.execute(DECIDE, [id, meeting.partnershipId, meeting.id, stageId, text, actor.id, at]);
    return { verb: 'decisionRecorded', summary: `recorded a decision in meeting ${meeting.number}: ${briefly(text)}` };
  });
}
