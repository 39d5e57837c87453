import type { Context, Viewer } from '../context.ts';
import { Refusal } from '../errors.ts';
import type { SignInInput } from './auth.inputs.ts';
import { beginSession, cookieOf } from './begin-session.ts';
import { type Against, countAttempt, forgiveAttempt } from './limits.ts';
import { verifyPassword } from './password.ts';
import { credentialsByEmail } from './person.ts';

/** Longer than any account's address and password: refused before they cost a hash. */
const LENGTH_MAX = 1_000;

/** @throws Refusal UNAUTHENTICATED that does not say which half was wrong, or RATE_LIMITED. */
export async function signIn(context: Context, input: SignInInput): Promise<Viewer> {
  cookieOf(context);
  const { services, address } = context;
  // U+0000 is in no stored address, and PostgreSQL would refuse the statement.
  const email = input.email.normalize('NFC').replaceAll('\0', '').trim().slice(0, LENGTH_MAX);
  const account = email.toLowerCase();
  const attempt: Against[] = [
    ['passwordAddress', address],
    ['passwordHere', `${address} ${account}`],
    ['passwordAccount', account],
  ];
  await countAttempt(services, attempt);
  const person = await credentialsByEmail(services, email);
  const right = await verifyPassword(services, person?.passwordHash ?? null, input.password.slice(0, LENGTH_MAX));
  if (!person || !right)
    throw new Refusal(
      'UNAUTHENTICATED',
      'This e-mail address and password do not belong together. Check both and try again.',
    );
  await forgiveAttempt(services, attempt);
  return beginSession(context, person.id);
}
