import { readAgenda, nameOf } from '../agenda/agenda.ts';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { editMeeting, type MeetingCommand } from '../edit-meeting.ts';
import type { StageStep } from '../meeting-enums.ts';
import { keepEvent } from '../meeting-events.ts';
import { enterStage, neighbour } from './enter-stage.ts';
import { requireMover } from './require-mover.ts';

/**
 * One step from the stage that the actor saw: when the meeting is elsewhere by now, or at its end, it stays where it is.
 * @throws Refusal FORBIDDEN, NOT_FOUND, CONFLICT unless it takes place.
 */
export const advanceMeeting = (
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { fromStageId: string; step: StageStep },
): Promise<void> =>
  editMeeting(services, actor, command, async ({ meeting, em, at }) => {
    requireMover(meeting, actor);
    const from = meeting.currentStageId;
    if (!from || from !== command.fromStageId.toLowerCase()) return null;
    const to = neighbour(await readAgenda(em, meeting), from, command.step);
    if (!to) return null;
    await enterStage(em, meeting, to.id, at);
    await keepEvent(em, meeting, { kind: 'MOVED', by: actor.id, at, stageId: to.id });
    const way = command.step === 'NEXT' ? 'on' : 'back';
    return { verb: 'advanced', summary: `took meeting ${meeting.number} ${way} to ${nameOf(to)}` };
  });
