import type { Clock } from '@tandem/api/platform/clock';

/** A clock that runs, and that a test can set forward or back. */
export interface MovableClock extends Clock {
  /** @param ms added to the real time from now on, on top of earlier moves. */
  move(ms: number): void;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export function movableClock(): MovableClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    move(ms) {
      offset += ms;
    },
  };
}
