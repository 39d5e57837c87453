import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberRow } from '../../partnership/membership.ts';
import type { Services } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import type { MeetingCommand } from '../edit-meeting.ts';
import { leaveFor } from '../facilitation/enter-stage.ts';
import type { Meeting } from '../meeting.entity.ts';
import { keepEvent } from '../meeting-events.ts';
import { type AgendaStage, nameOf, requireLoose, stageOn } from './agenda.ts';
import { editAgenda } from './edit-agenda.ts';

const REMOVE = 'update meeting_stage set removed_at = ? where id = ?';
const VERDICT = 'select 1 from verdict where meeting_id = ? and story_id = ? limit 1';

/** @throws Refusal FORBIDDEN, NOT_FOUND, CONFLICT for the check-in, the close, a demo with a verdict, and once it is over. */
export const removeStage = (
  services: Services,
  actor: MemberRow,
  command: MeetingCommand & { stageId: string },
): Promise<void> =>
  editAgenda(services, actor, command, async ({ meeting, em, at, stages }) => {
    // Two who take it off at once mean the same.
    if (stages.some(({ id, isRemoved }) => isRemoved && id === command.stageId.toLowerCase())) return null;
    const stage = stageOn(stages, command.stageId);
    requireLoose(stage);
    await requireUnrecorded(em, meeting, stage);
    if (stage.id === meeting.currentStageId) await leaveFor(em, meeting, stages, stage, at);
    await em.execute(REMOVE, [at, stage.id]);
    if (meeting.state === 'OPEN')
      await keepEvent(em, meeting, { kind: 'STAGE_REMOVED', by: actor.id, at, stageId: stage.id });
    return { verb: 'stageRemoved', summary: `took ${nameOf(stage)} off the agenda of meeting ${meeting.number}` };
  });

async function requireUnrecorded(em: EntityManager, meeting: Meeting, stage: AgendaStage): Promise<void> {
  if (stage.isParked)
    throw conflict(`${nameOf(stage)} is parked. Take it off the agenda of the meeting that it waits for.`);
  const [given] = stage.storyId ? await em.execute<object[]>(VERDICT, [meeting.id, stage.storyId]) : [];
  if (given) throw conflict(`${stage.storyKey} has a verdict in this meeting. Its demo stays on the record.`);
}
