import { conflict } from '../../platform/errors.ts';
import type { Iteration } from '../iteration.entity.ts';

/** @throws Refusal CONFLICT once the week is over. */
export function requireRunning({ isoWeek, endsAt }: Iteration, now: Date): void {
  if (now >= endsAt)
    throw conflict(`${isoWeek} is over: what was agreed for it stays as it is. Choose the week that runs.`);
}

/** @throws Refusal CONFLICT before every party has signed. */
export function requireCommitted({ isoWeek, commitmentSnapshotId }: Iteration): void {
  if (!commitmentSnapshotId)
    throw conflict(
      `${isoWeek} is not committed yet: plan it freely. The scope ledger begins once every party has signed.`,
    );
}
