import type { Context, Viewer } from '../context.ts';
import type { SignInWithLinkInput } from './auth.inputs.ts';
import { beginSession, cookieOf } from './begin-session.ts';
import { type Against, countAttempt, forgiveAttempt } from './limits.ts';
import { consumeSignInLink } from './sign-in-link.ts';

/** @throws Refusal NOT_FOUND, CONFLICT or RATE_LIMITED. */
export async function signInWithLink(context: Context, { token }: SignInWithLinkInput): Promise<Viewer> {
  cookieOf(context);
  const attempt: Against[] = [['linkAddress', context.address]];
  await countAttempt(context.services, attempt);
  const personId = await consumeSignInLink(context.services, token);
  await forgiveAttempt(context.services, attempt);
  return beginSession(context, personId);
}
