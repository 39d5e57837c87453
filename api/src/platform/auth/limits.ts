import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Services } from '../context.ts';
import { Refusal } from '../errors.ts';

const QUARTER_HOUR_S = 900;
const HOUR_S = 3_600;

/**
 * What is limited, in process memory: a restart forgives, and each node counts for itself.
 * Wrong passwords are counted for the account from one address, so that a stranger's guesses do not lock its owner out;
 * for the account from everywhere, with more patience; and for the address over all accounts.
 */
const LIMITS = {
  passwordHere: { points: 10, duration: QUARTER_HOUR_S },
  passwordAccount: { points: 60, duration: HOUR_S },
  passwordAddress: { points: 100, duration: QUARTER_HOUR_S },
  signUpAddress: { points: 120, duration: HOUR_S },
  linkAddress: { points: 30, duration: QUARTER_HOUR_S },
} as const;
type Limit = keyof typeof LIMITS;
/** What an attempt counts against: the limit and whose it is, such as an address. */
export type Against = readonly [limit: Limit, key: string];

const limiters = new WeakMap<Services, Map<Limit, RateLimiterMemory>>();

function limiterOf(services: Services, limit: Limit): RateLimiterMemory {
  const known = limiters.get(services) ?? new Map<Limit, RateLimiterMemory>();
  limiters.set(services, known);
  const limiter = known.get(limit) ?? new RateLimiterMemory({ keyPrefix: limit, ...LIMITS[limit] });
  known.set(limit, limiter);
  return limiter;
}

/**
 * Counts the attempt before it is made, so that many at once cannot all slip by.
 * @throws Refusal RATE_LIMITED with `retryAfterSeconds`.
 */
export async function countAttempt(services: Services, against: readonly Against[]): Promise<void> {
  for (const [limit, key] of against) {
    try {
      await limiterOf(services, limit).consume(key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      const minutes = Math.ceil(retryAfterSeconds / 60);
      throw new Refusal(
        'RATE_LIMITED',
        `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
        {
          retryAfterSeconds,
        },
      );
    }
  }
}

/** Takes back an attempt that turned out right: only wrong ones count. */
export async function forgiveAttempt(services: Services, against: readonly Against[]): Promise<void> {
  await Promise.all(against.map(([limit, key]) => limiterOf(services, limit).reward(key)));
}
