import { StageMinutes } from '@tandem/schema/meeting/inputs';
import type { MemberRow } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import type { Services } from '../../platform/context.ts';
import type { MeetingCommand } from '../edit-meeting.ts';
import { keepEvent } from '../meeting-events.ts';
import { nameOf, stageOn } from './agenda.ts';
import { editAgenda } from './edit-agenda.ts';

const PUT = 'update meeting_stage set minutes = ? where id = ?';

/** @throws Refusal FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT once the meeting is over. */
export async function setStageMinutes(
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { stageId: string; minutes: number },
): Promise<void> {
  const { minutes } = parseInput(StageMinutes, command);
  await editAgenda(services, actor, command, async ({ meeting, em, at, stages }) => {
    const stage = stageOn(stages, command.stageId);
    if (stage.minutes === minutes) return null;
    await em.execute(PUT, [minutes, stage.id]);
    if (stage.id === meeting.currentStageId && minutes > stage.minutes)
      await keepEvent(em, meeting, { kind: 'EXTENDED', by: actor.id, at, stageId: stage.id });
    return {
      verb: 'stageMinutesSet',
      summary: `gave ${nameOf(stage)} ${minutes} minutes in meeting ${meeting.number}`,
    };
  });
}
