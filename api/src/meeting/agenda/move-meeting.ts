import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { editMeeting, type MeetingCommand, requireMeetingState } from '../edit-meeting.ts';
import { lockCalendar } from '../lock-calendar.ts';
import { dealTurns } from './deal-turns.ts';
import { requireToCome } from './requested-time.ts';
import { tellOfMeeting, timeInWords } from './tell-of-meeting.ts';

/** @throws Refusal FORBIDDEN, NOT_FOUND, BAD_USER_INPUT for its time, CONFLICT once it has begun. */
export const moveMeeting = (
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { startsAt: Date },
): Promise<void> =>
  editMeeting(
    services,
    actor,
    command,
    async ({ meeting, em, at }) => {
      requireMeetingState(meeting, ['SCHEDULED'], 'Only a meeting to come is moved.');
      const { startsAt } = command;
      requireToCome(startsAt, at);
      const by = startsAt.getTime() - meeting.startsAt.getTime();
      if (by === 0) return null;
      meeting.startsAt = startsAt;
      meeting.verdictsDueAt = new Date(meeting.verdictsDueAt.getTime() + by);
      meeting.moved = true;
      await em.flush();
      await dealTurns(em, meeting.partnershipId, at);
      const what = `meeting ${meeting.number}, of ${meeting.isoWeek}, to ${await timeInWords(em, meeting)}`;
      await tellOfMeeting(em, meeting, { actorId: actor.id, at, text: `${actor.name} moves ${what}` });
      return { verb: 'moved', summary: `moved ${what}` };
    },
    (em) => lockCalendar(em, actor.partnershipId),
  );
