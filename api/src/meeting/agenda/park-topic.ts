import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { editMeeting, type MeetingCommand, requireMeetingState } from '../edit-meeting.ts';
import { leaveFor } from '../facilitation/enter-stage.ts';
import { lockCalendar } from '../lock-calendar.ts';
import { keepEvent } from '../meeting-events.ts';
import { nameOf, readAgenda, stageOn } from './agenda.ts';
import { takeParkedTopics } from './take-parked-topics.ts';

const PARK = 'update meeting_stage set parked_at = ? where id = ?';

/** @throws Refusal FORBIDDEN, NOT_FOUND, CONFLICT for another kind of stage, and unless the meeting takes place. */
export const parkTopic = (
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { stageId: string },
): Promise<void> =>
  editMeeting(
    services,
    actor,
    command,
    async ({ meeting, em, at }) => {
      requireMeetingState(meeting, ['OPEN'], 'Topics are parked while a meeting takes place.');
      const stages = await readAgenda(em, meeting);
      const stage = stageOn(stages, command.stageId);
      if (stage.kind !== 'TOPIC')
        throw conflict(`Only topics are parked. Take ${nameOf(stage)} off the agenda, or go on to the next stage.`);
      if (stage.isParked) return null;
      if (stage.id === meeting.currentStageId) await leaveFor(em, meeting, stages, stage, at);
      await em.execute(PARK, [at, stage.id]);
      await keepEvent(em, meeting, { kind: 'STAGE_PARKED', by: actor.id, at, stageId: stage.id });
      await takeParkedTopics(em, meeting.partnershipId, at);
      return { verb: 'topicParked', summary: `parked ${nameOf(stage)} for a later meeting` };
    },
    (em) => lockCalendar(em, actor.partnershipId),
  );
