import type { EntityManager } from '@mikro-orm/postgresql';
import { CancelMeeting } from '@tandem/schema/meeting/inputs';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { ChangeDraft } from '../../platform/changes/change.ts';
import type { Services } from '../../platform/context.ts';
import { settleOutcomes, type Settling } from '../demo/settle-outcomes.ts';
import { editMeeting, type MeetingCommand, requireMeetingState } from '../edit-meeting.ts';
import { lockCalendar } from '../lock-calendar.ts';
import type { Meeting } from '../meeting.entity.ts';
import { settleCalendar } from './settle-calendar.ts';
import { tellOfMeeting, timeInWords } from './tell-of-meeting.ts';

const PARK = `update meeting_stage set parked_at = ?
  where meeting_id = ? and kind = 'TOPIC' and removed_at is null and parked_at is null`;

/** @throws Refusal FORBIDDEN, NOT_FOUND, BAD_USER_INPUT for the reason, CONFLICT once it has begun. */
export async function cancelMeeting(
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { reason: string },
): Promise<void> {
  const { reason } = parseInput(CancelMeeting, command);
  await editMeeting(
    services,
    actor,
    command,
    async ({ meeting, em, at }) => {
      requireMeetingState(meeting, ['SCHEDULED'], 'Only a meeting to come is cancelled.');
      const what = `meeting ${meeting.number} on ${await timeInWords(em, meeting)}: ${reason}`;
      const also = await callOff(em, meeting, reason, { by: actor.id, at });
      await settleCalendar(em, meeting.partnershipId, at);
      await tellOfMeeting(em, meeting, { actorId: actor.id, at, text: `${actor.name} cancels ${what}` });
      return { verb: 'cancelled', summary: `cancelled ${what}`, also };
    },
    (em) => lockCalendar(em, actor.partnershipId),
  );
}

/** Its topics wait for the next meeting, as if they had been parked in it. @returns what no longer counts, to be told of. */
export async function callOff(
  em: EntityManager,
  meeting: Meeting,
  reason: string,
  settling: Settling,
): Promise<ChangeDraft[]> {
  meeting.state = 'CANCELLED';
  meeting.cancelReason = reason;
  await em.execute(PARK, [settling.at, meeting.id]);
  await em.flush();
  return settleOutcomes(em, meeting, settling);
}
