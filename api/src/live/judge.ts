import type { DocumentClocks } from './document-clocks.ts';
import type { RelayedUpdate } from './relayed-update.ts';
import type { ScannedUpdate } from './scan-update.ts';
import type { Judged } from './unstored.ts';

/** An update with what a scan found in it. */
export interface ReceivedUpdate extends RelayedUpdate {
  scan: ScannedUpdate;
}

/**
 * Judges updates one after the other, each as if those before it were in. Changes nothing.
 * @returns those that bring something new. @throws DependenciesMissing, TooManyStructs.
 */
export function judgeAll(
  clocks: DocumentClocks,
  updates: readonly ReceivedUpdate[],
): { accepted: ReceivedUpdate[]; judged: Judged[] } {
  const accepted: ReceivedUpdate[] = [];
  const judged: Judged[] = [];
  const trial = updates.length === 1 ? clocks : clocks.fork();
  for (const update of updates) {
    const addition = trial.judge(update.scan);
    if (!addition.isNew) continue;
    accepted.push(update);
    judged.push({ scan: update.scan, addition });
    if (updates.length > 1) trial.add(update.scan, addition);
  }
  return { accepted, judged };
}
