import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { settleOutcomes } from '../demo/settle-outcomes.ts';
import { attendMeeting, type MeetingCommand } from '../edit-meeting.ts';
import { attend } from './attend.ts';
import { requireTakingPlace } from './require-mover.ts';

/** Says that the actor is there; observers too. @throws Refusal NOT_FOUND, CONFLICT unless it takes place. */
export const checkIn = (services: Services, actor: MemberRow, command: MeetingCommand): Promise<void> =>
  attendMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireTakingPlace(meeting);
    if (!(await attend(em, meeting, actor.id, at))) return null;
    // Who comes may bring the quorum with which what was found counts.
    const also = await settleOutcomes(em, meeting, { by: actor.id, at });
    return { verb: 'checkedIn', summary: `came to meeting ${meeting.number}`, also };
  });
