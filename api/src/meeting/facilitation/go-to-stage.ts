import { canBeCurrent, nameOf, readAgenda, stageOn } from '../agenda/agenda.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { editMeeting, type MeetingCommand } from '../edit-meeting.ts';
import { keepEvent } from '../meeting-events.ts';
import { enterStage } from './enter-stage.ts';
import { requireMover } from './require-mover.ts';

/**
 * To any stage from the one that the actor saw: when the meeting is elsewhere by now, it stays there.
 * @throws Refusal FORBIDDEN, NOT_FOUND for a stage that is removed or parked too, CONFLICT unless it takes place.
 */
export const goToStage = (
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { fromStageId: string; stageId: string },
): Promise<void> =>
  editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireMover(meeting, actor);
    const stage = stageOn(await readAgenda(em, meeting), command.stageId);
    if (!canBeCurrent(stage)) throw notFound('stage on the agenda');
    const from = meeting.currentStageId;
    if (from !== command.fromStageId.toLowerCase() || from === stage.id) return null;
    await enterStage(em, meeting, stage.id, at);
    await keepEvent(em, meeting, { kind: 'MOVED', by: actor.id, at, stageId: stage.id });
    return { verb: 'wentToStage', summary: `took meeting ${meeting.number} to ${nameOf(stage)}` };
  });
