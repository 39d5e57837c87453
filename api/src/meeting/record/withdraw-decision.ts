import { validate as isUuid } from 'uuid';
import { briefly } from '../../iteration/promise/promise-words.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { editMeeting, type MeetingCommand, requireMeetingState } from '../edit-meeting.ts';

const DECISION = `select text, withdrawn_at is not null as withdrawn from decision
  where partnership_id = ? and meeting_id = ? and id = ?`;
const WITHDRAW = 'update decision set withdrawn_by = ?, withdrawn_at = ? where partnership_id = ? and id = ?';

/**
 * Takes a decision back, which stays in the record; one that was taken back already stays so.
 * @throws Refusal NOT_FOUND for a decision of elsewhere, CONFLICT unless the meeting takes place; FORBIDDEN.
 */
export async function withdrawDecision(
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { decisionId: string },
): Promise<void> {
  const { decisionId } = command;
  await editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireMeetingState(meeting, ['OPEN'], 'A decision is taken back while it takes place; later, amend the minutes.');
    type Found = { text: string; withdrawn: boolean };
    const [decision] = isUuid(decisionId)
      ? await em.execute<Found[]>(DECISION, [meeting.partnershipId, meeting.id, decisionId])
      : [];
    if (!decision) throw notFound('decision of this meeting');
    if (decision.withdrawn) return null;
    await em.execute(WITHDRAW, [actor.id, at, meeting.partnershipId, decisionId]);
    return {
      verb: 'decisionWithdrawn',
      summary: `took back a decision of meeting ${meeting.number}: ${briefly(decision.text)}`,
    };
  });
}
