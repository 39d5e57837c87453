import { hash, type Options, verify } from '@node-rs/argon2';
import type { Services } from '../context.ts';

/** OWASP's floor for Argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

declare module '../context.ts' {
  interface Services {
    /** A cheaper hash, which only a test passes to the composition. */
    passwordCost?: Pick<Options, 'memoryCost' | 'timeCost' | 'parallelism'>;
  }
}

// One password, typed on two systems, may differ in composition; NFC makes both the same bytes.
const bytes = (password: string): string => password.normalize('NFC');

/** Argon2id in PHC form. */
export const hashPassword = (services: Services, password: string): Promise<string> =>
  hash(bytes(password), services.passwordCost ?? COST);

const decoys = new WeakMap<Services, Promise<string>>();

/** Whether it is the password; null (no such account, or none set) takes as long as a wrong one and is never right. */
export async function verifyPassword(services: Services, stored: string | null, password: string): Promise<boolean> {
  let decoy = decoys.get(services);
  if (!decoy) {
    decoy = hashPassword(services, 'nobody has this password');
    decoys.set(services, decoy);
  }
  const right = await verify(stored ?? (await decoy), bytes(password));
  return right && stored !== null;
}
