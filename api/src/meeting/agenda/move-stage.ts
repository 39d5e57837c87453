import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import type { MeetingCommand } from '../edit-meeting.ts';
import { nameOf, type Place, rankAt, requireLoose, setRank, stageOn } from './agenda.ts';
import { editAgenda } from './edit-agenda.ts';

/** @throws Refusal FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT for the check-in and the close, and once the meeting is over. */
export const moveStage = (
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & Place & { stageId: string },
): Promise<void> =>
  editAgenda(services, actor, command, async ({ meeting, em, stages }) => {
    const stage = stageOn(stages, command.stageId);
    requireLoose(stage);
    if ((command.afterId ?? command.beforeId)?.toLowerCase() === stage.id) return null;
    const rank = rankAt(stages, command, stage.id);
    if (rank === null) return null;
    await setRank(em, stage, rank);
    return { verb: 'stageMoved', summary: `moved ${nameOf(stage)} in the agenda of meeting ${meeting.number}` };
  });
