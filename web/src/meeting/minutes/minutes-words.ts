import type { Minutes } from '@tandem/schema/meeting/minutes';
import { STAGE_NAMES } from '@tandem/schema/meeting/rules';

/** Who somebody was called when the minutes were written. */
export const nameIn = ({ names }: Minutes, id: string | null): string => (id && names[id]) || 'Somebody';

/** "Thursday 26 November 2026, 14:00–14:57 (Europe/London)". */
export function whenHeld({ meeting: { startedAt, closedAt, timeZone } }: Minutes): string {
  if (!startedAt) return 'It has not begun.';
  const at = new Date(startedAt);
  const day = at.toLocaleDateString('en-GB', { dateStyle: 'full', timeZone });
  const until = closedAt ? `–${clock(closedAt, timeZone)}` : '';
  return `${day}, ${clock(startedAt, timeZone)}${until} (${timeZone})`;
}

export const clock = (instant: string, timeZone: string): string =>
  new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });

/** "Thu 26 Nov 2026, 14:57" in the partnership's zone. */
export const moment = (instant: string, timeZone: string): string =>
  new Date(instant).toLocaleString('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZone,
  });

export const stageTitle = ({ kind, title }: Pick<Minutes['stages'][number], 'kind' | 'title'>): string =>
  title ?? STAGE_NAMES[kind];

/** Whole minutes, as a clock on the wall would have counted them. */
export const minutesOf = (ms: number): number => Math.round(ms / 60_000);
