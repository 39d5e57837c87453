import { msLeft } from '@tandem/schema/meeting/rules';
import { type Meeting, stagesToGo } from '../meeting';

const MINUTE_MS = 60_000;

/**
 * When each stage that is still to come is likely to begin, in milliseconds: as the agenda gives them time from now on, or from the
 * start while the meeting is to come. Stages that were left behind have none.
 */
export function expectedStarts(meeting: Meeting, now: number): ReadonlyMap<string, number> {
  const stages = stagesToGo(meeting);
  const { currentStageId, stageEnteredAt, meetingState, startsAt } = meeting;
  const found = new Map<string, number>();
  if (meetingState !== 'OPEN' && meetingState !== 'SCHEDULED') return found;
  const at = stages.findIndex(({ id }) => id === currentStageId);
  const current = stages[at];
  let next =
    current && stageEnteredAt
      ? now + Math.max(0, msLeft(current, Date.parse(stageEnteredAt), now))
      : Date.parse(startsAt);
  for (const stage of stages.slice(at + 1)) {
    found.set(stage.id, next);
    next += stage.minutes * MINUTE_MS;
  }
  return found;
}

/** Where a stage stands: behind, at it, or to come. One that was jumped over is still to come. */
export function standing({ currentStageId, meetingState }: Meeting, stage: Meeting['stages'][number]) {
  if (stage.id === currentStageId) return 'NOW';
  if (stage.parkedAt) return 'PARKED';
  if (meetingState === 'CLOSED') return stage.firstEnteredAt ? 'DONE' : 'SKIPPED';
  return stage.firstEnteredAt ? 'DONE' : 'TO_COME';
}
