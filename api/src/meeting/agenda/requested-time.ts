import { DUE_DAYS_MAX } from '@tandem/schema/day';
import { badInput } from '../../platform/errors.ts';

const DAY_MS = 86_400_000;

/** @throws Refusal BAD_USER_INPUT for a time that is past or more than a year ahead. */
export function requireToCome(startsAt: Date, now: Date): void {
  if (startsAt <= now) throw badInput('startsAt', 'That time is past. Choose one to come.');
  if (startsAt.getTime() > now.getTime() + DUE_DAYS_MAX * DAY_MS)
    throw badInput('startsAt', 'That time is more than a year ahead. Choose an earlier one.');
}
