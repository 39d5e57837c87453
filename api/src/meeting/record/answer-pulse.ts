import { PulseScore } from '@tandem/schema/meeting/inputs';
import { type MemberRow, requireWriter } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { lockMeeting, type MeetingCommand, requireMeetingState, touch } from '../edit-meeting.ts';

const ANSWER = `insert into pulse_answer as a (partnership_id, meeting_id, member_id, score, at) values (?, ?, ?, ?, ?)
  on conflict (meeting_id, member_id) do update set score = excluded.score, at = excluded.at`;

/**
 * Answers the pulse under seal; a later answer takes an earlier one's place. The change names nobody: where few have answered,
 * who did would tell what they answered once the seal is broken.
 * @throws Refusal BAD_USER_INPUT for the score, CONFLICT unless the meeting takes place and once it is revealed; FORBIDDEN.
 */
export async function answerPulse(
  services: Services,
  actor: MemberRow,
  { mutationId, meetingId, ...command }: MeetingCommand & { score: number },
): Promise<void> {
  requireWriter(actor);
  const { score } = parseInput(PulseScore, command);
  const { partnershipId } = actor;
  await recordChange(services, { partnershipId, actorId: null, mutationId }, async (em) => {
    const meeting = await lockMeeting(em, partnershipId, meetingId);
    requireMeetingState(meeting, ['OPEN'], 'The pulse is answered while it takes place.');
    if (meeting.pulseRevealedAt)
      throw conflict('The answers are open already: none is added or changed. Say it in the meeting.');
    const at = services.clock.now();
    await em.execute(ANSWER, [partnershipId, meeting.id, actor.id, score, at]);
    touch(meeting, at);
    const summary = `took in an answer to the pulse of meeting ${meeting.number}`;
    return { kind: 'meeting.pulseAnswered', nodeType: 'Meeting', nodeId: meeting.id, summary };
  });
}
