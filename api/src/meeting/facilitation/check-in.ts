import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { attendMeeting, type MeetingCommand } from '../edit-meeting.ts';
import { attend } from './attend.ts';
import { requireTakingPlace } from './require-mover.ts';

/** Says that the actor is there; observers too. @throws Refusal NOT_FOUND, CONFLICT unless it takes place. */
export const checkIn = (services: Services, actor: MemberRow, command: MeetingCommand): Promise<void> =>
  attendMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireTakingPlace(meeting);
    if (!(await attend(em, meeting, actor.id, at))) return null;
    return { verb: 'checkedIn', summary: `came to meeting ${meeting.number}` };
  });
