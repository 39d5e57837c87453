import type { Services } from '../context.ts';
import type { DueWork } from './due.ts';

/** What one work did: how many things, or what stopped it. */
export interface DueRun {
  name: string;
  did: number;
  failure: Error | null;
}

/** Runs each work once, one after another. One that fails is logged by its name and keeps nothing from the others. */
export async function runDueWorks(services: Services, works: readonly DueWork[]): Promise<DueRun[]> {
  const runs: DueRun[] = [];
  for (const work of works)
    try {
      runs.push({ name: work.name, did: await work.run(services), failure: null });
    } catch (error) {
      services.log.error(
        { err: error, work: work.name },
        'what was due could not be done; the next minute tries again',
      );
      runs.push({ name: work.name, did: 0, failure: error instanceof Error ? error : new Error(String(error)) });
    }
  return runs;
}
