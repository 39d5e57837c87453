import type { Services } from '../context.ts';

/**
 * Something that the clock makes happen: a promise is missed, a concern climbs. `run` does all that is due at
 * services.clock.now(), each of it exactly once however many nodes run it at a time (a row's lock or a unique key decides),
 * and whatever was due while nobody ran is done by the next run.
 */
export interface DueWork {
  /** Names it in the log. */
  name: string;
  /** @returns how many things it did. */
  run(services: Services): Promise<number>;
}
