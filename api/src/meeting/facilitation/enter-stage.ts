import type { EntityManager } from '@mikro-orm/postgresql';
import type { StageId } from '@tandem/schema/ids';
import { type AgendaStage, canBeCurrent } from '../agenda/agenda.ts';
import type { Meeting } from '../meeting.entity.ts';

// A meeting that is left open for a month stops counting before the column overflows.
const LEAVE = 'update meeting_stage set spent_ms = least(spent_ms::bigint + ?, 2147483647) where id = ?';
const ENTER = 'update meeting_stage set first_entered_at = coalesce(first_entered_at, ?) where id = ?';
const CLEAR = 'delete from meeting_signal where stage_id = ?';

/** Counts what the current stage has taken since it was entered. Under the meeting's lock. */
export async function leaveStage(em: EntityManager, meeting: Meeting, at: Date): Promise<void> {
  if (!meeting.currentStageId || !meeting.stageEnteredAt) return;
  const spent = Math.max(0, at.getTime() - meeting.stageEnteredAt.getTime());
  await em.execute(LEAVE, [spent, meeting.currentStageId]);
}

/** Shows a stage on everybody's screen. What was signalled there before is over. Under the meeting's lock. */
export async function enterStage(em: EntityManager, meeting: Meeting, id: StageId, at: Date): Promise<void> {
  await leaveStage(em, meeting, at);
  await em.execute(ENTER, [at, id]);
  await em.execute(CLEAR, [id]);
  meeting.currentStageId = id;
  meeting.stageEnteredAt = at;
}

/** From a stage that goes away, to the nearest that is left: the one after it, and before the close there is always one. */
export async function leaveFor(
  em: EntityManager,
  meeting: Meeting,
  stages: readonly AgendaStage[],
  going: AgendaStage,
  at: Date,
): Promise<void> {
  const next = neighbour(stages, going.id, 'NEXT') ?? neighbour(stages, going.id, 'BACK');
  if (!next) throw new Error(`meeting ${meeting.id} has no stage left`);
  await enterStage(em, meeting, next.id, at);
}

/** The next or the previous stage that can be shown; null at the end. */
export function neighbour(stages: readonly AgendaStage[], id: StageId, step: 'NEXT' | 'BACK'): AgendaStage | null {
  const i = stages.findIndex((stage) => stage.id === id);
  const found = step === 'NEXT' ? stages.slice(i + 1).find(canBeCurrent) : stages.slice(0, i).findLast(canBeCurrent);
  return found ?? null;
}
