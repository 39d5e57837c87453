import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuid } from 'uuid';
import type { MemberRow } from '../../partnership/membership.ts';
import { makeSnapshot } from '../../partnership/snapshot/make-snapshot.ts';
import type { Services } from '../../platform/context.ts';
import { forbidden } from '../../platform/errors.ts';
import { editMeeting, type MeetingCommand, requireMeetingState } from '../edit-meeting.ts';
import type { Meeting } from '../meeting.entity.ts';
import { assembleMinutes } from './assemble-minutes.ts';
import { projectWords } from './project-words.ts';
import { nextReminder } from './reminders.ts';
import { signersOf, tellOfMinutes } from './tell-of-minutes.ts';

const LEAVE_STAGE = 'update meeting_stage set spent_ms = spent_ms + ? where id = ?';
const UNANSWERED = `select 1 from party y where y.partnership_id = ? and not exists (select 1 from pulse_answer a
  join member m on m.id = a.member_id where a.meeting_id = ? and m.party_id = y.id)`;
const EVENT =
  'insert into meeting_event (id, partnership_id, meeting_id, kind, member_id, at) values (?, ?, ?, ?, ?, ?)';

/**
 * Closes a meeting and freezes its minutes as one more link of the chain of what both parties own; every party is asked to
 * ratify them. @throws Refusal FORBIDDEN for everybody but the facilitator and the leads, CONFLICT unless it takes place.
 */
export async function closeMeeting(services: Services, actor: MemberRow, command: MeetingCommand): Promise<void> {
  await projectWords(services, actor.partnershipId, command.meetingId);
  await editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    if (actor.role !== 'LEAD' && actor.id !== meeting.facilitatorId)
      throw forbidden('The facilitator closes the meeting, or a lead. Ask one of them.');
    requireMeetingState(meeting, ['OPEN'], 'Only a meeting that takes place can be closed.');
    await leaveStage(em, meeting, at);
    await revealPulse(em, meeting, actor, at);
    await keepEvent(em, meeting, { kind: 'CLOSED', actor, at });
    const minutes = await assembleMinutes(em, { id: meeting.id, at });
    const snapshot = await makeSnapshot(em, {
      ...{ partnershipId: meeting.partnershipId, kind: 'MINUTES', subjectId: meeting.id, madeBy: actor.id, at },
      state: { ...minutes, meeting: { ...minutes.meeting, closedAt: at.toISOString() } },
    });
    Object.assign(meeting, { state: 'CLOSED', closedAt: at, minutesSnapshotId: snapshot.id });
    Object.assign(meeting, { currentStageId: null, stageEnteredAt: null });
    meeting.remindAt = await nextReminder(em, meeting, at);
    await tellOfMinutes(em, meeting, {
      ...{ kind: 'SIGNATURE_ASKED', actorId: actor.id, at, memberIds: await signersOf(em, meeting) },
      text: `${actor.name} closed meeting ${meeting.number}: read its minutes, and ratify them for your party`,
    });
    return { verb: 'closed', summary: `closed meeting ${meeting.number} and froze its minutes` };
  });
}

async function leaveStage(em: EntityManager, { currentStageId, stageEnteredAt }: Meeting, at: Date): Promise<void> {
  if (currentStageId === null || stageEnteredAt === null) return;
  await em.execute(LEAVE_STAGE, [Math.max(0, at.getTime() - stageEnteredAt.getTime()), currentStageId]);
}

/** The seal of a pulse that a party has not answered stays: closing is no way to read what the other side said alone. */
async function revealPulse(em: EntityManager, meeting: Meeting, actor: MemberRow, at: Date): Promise<void> {
  if (meeting.pulseRevealedAt !== null) return;
  const unanswered = await em.execute<object[]>(UNANSWERED, [meeting.partnershipId, meeting.id]);
  if (unanswered.length > 0) return;
  meeting.pulseRevealedAt = at;
  await em.flush();
  await keepEvent(em, meeting, { kind: 'PULSE_REVEALED', actor, at });
}

const keepEvent = (
  em: EntityManager,
  { partnershipId, id }: Meeting,
  { kind, actor, at }: { kind: 'CLOSED' | 'PULSE_REVEALED'; actor: MemberRow; at: Date },
): Promise<unknown> => em.execute(EVENT, [uuid(), partnershipId, id, kind, actor.id, at]);
