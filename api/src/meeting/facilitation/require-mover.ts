import { CAN_MANAGE_MEMBERS } from '@tandem/schema/partnership/rules';
import type { MemberRow } from '../../partnership/membership.ts';
import { forbidden } from '../../platform/errors.ts';
import { requireMeetingState } from '../edit-meeting.ts';
import type { Meeting } from '../meeting.entity.ts';

/** @throws Refusal CONFLICT unless the meeting takes place, FORBIDDEN for who neither facilitates it nor leads a party. */
export const requireMover = (meeting: Meeting, actor: MemberRow): void =>
  requireRunning(meeting, actor, 'go to another stage. Say that you are ready.');

/** The same for what else only they do: `what` ends “Only the facilitator and the leads of both parties …”. */
export function requireRunning(meeting: Meeting, actor: MemberRow, what: string): void {
  requireTakingPlace(meeting);
  if (meeting.facilitatorId !== actor.id && !CAN_MANAGE_MEMBERS.has(actor.role))
    throw forbidden(`Only the facilitator and the leads of both parties ${what}`);
}

/** @throws Refusal CONFLICT. */
export const requireTakingPlace = (meeting: Meeting): void =>
  requireMeetingState(meeting, ['OPEN'], 'This can be done while it takes place.');
