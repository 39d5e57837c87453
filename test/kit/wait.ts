import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/**
 * Looks again until `look` answers with something true, and returns that.
 * @throws Error with `what` when it has not come within `withinMs`.
 */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
  withinMs = 10_000,
): Promise<NonNullable<T>> {
  const until = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > until) throw new Error(`It did not come within ${withinMs} ms: ${what}`);
    await delay(LOOK_EVERY_MS);
  }
}
