import { addWorkingDays, type Calendar } from '../../partnership/calendar/working-days.ts';
import type { Concern } from './concern.entity.ts';

/** Starts the clock of the step that the concern stands on; on the ladder's last step there is nowhere to climb, and it stands. */
export function startClock(concern: Concern, calendar: Calendar, at: Date): void {
  const next = concern.ladder.find(({ level }) => level === concern.level + 1);
  concern.clockStartedAt = next ? at : null;
  concern.dueAt = next ? addWorkingDays(calendar, at, next.days) : null;
}

export function stopClock(concern: Concern): void {
  concern.clockStartedAt = null;
  concern.dueAt = null;
}

/** One step up at `at`, from when the new step's clock runs. */
export function climb(concern: Concern, calendar: Calendar, at: Date): void {
  concern.level += 1;
  startClock(concern, calendar, at);
}
