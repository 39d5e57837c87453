/** Seeds of one property: new in each run of a developer or a night, the same in CI, where a red run must be about the change. */
export interface Seeds {
  list: number[];
  /** How to run one of them again, for the message of a failure. */
  again(seed: number): string;
  /** Time for all of them, in milliseconds. */
  timeoutMs: number;
}

const SECONDS_EACH = 6;

/**
 * Prints the seeds and how many. FUZZ_SEED=n repeats one; FUZZ_SEEDS=1000 is what runs at night.
 * @param failedOnce seeds that found something once: they run every time.
 */
export function seedsFor(property: string, usually: number, failedOnce: readonly number[] = []): Seeds {
  const one = process.env.FUZZ_SEED;
  const first = Number(one ?? (process.env.CI ? 1 : Date.now() % 1_000_000));
  const count = one ? 1 : Number(process.env.FUZZ_SEEDS ?? usually);
  process.stdout.write(`${property}: seeds ${first} to ${first + count - 1}\n`);
  const list = [...(one ? [] : failedOnce), ...Array.from({ length: count }, (_, i) => first + i)];
  return {
    list,
    again: (seed) => `seed ${seed}: repeat it with FUZZ_SEED=${seed}`,
    timeoutMs: 60_000 + list.length * SECONDS_EACH * 1000,
  };
}
