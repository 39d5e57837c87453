import { v7 as uuid } from 'uuid';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { conflict, forbidden } from '../../platform/errors.ts';
import { editMeeting, type MeetingCommand, requireMeetingState } from '../edit-meeting.ts';

const SILENT = `select y.name from party y where y.partnership_id = ? and not exists (
    select 1 from pulse_answer a join member m on m.id = a.member_id where a.meeting_id = ? and m.party_id = y.id)
  order by y.kind, y.created_at, y.id`;
const EVENT = `insert into meeting_event (id, partnership_id, meeting_id, kind, stage_id, member_id, at)
  values (?, ?, ?, 'PULSE_REVEALED', ?, ?, ?)`;

/**
 * Breaks the seal of the pulse, for everybody at once; once broken it stays so.
 * @throws Refusal FORBIDDEN for who neither facilitates nor leads a party, CONFLICT while a party has no answer, and unless the
 * meeting takes place.
 */
export async function revealPulse(services: Services, actor: MemberRow, command: MeetingCommand): Promise<void> {
  await editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireMeetingState(meeting, ['OPEN'], 'The pulse is opened while it takes place.');
    if (actor.id !== meeting.facilitatorId && actor.role !== 'LEAD')
      throw forbidden('Only who facilitates, or a lead, opens the pulse. Ask one of them.');
    if (meeting.pulseRevealedAt) return null;
    const silent = await em.execute<{ name: string }[]>(SILENT, [meeting.partnershipId, meeting.id]);
    if (silent.length > 0)
      throw conflict(
        `Nobody of ${silent.map(({ name }) => name).join(' or ')} has answered yet: it opens with an answer of every party.`,
      );
    meeting.pulseRevealedAt = at;
    await em.execute(EVENT, [uuid(), meeting.partnershipId, meeting.id, meeting.currentStageId, actor.id, at]);
    return { verb: 'pulseRevealed', summary: `opened the pulse of meeting ${meeting.number}` };
  });
}
