import type { PersonId } from '@tandem/schema/ids';
import type { Context, Viewer } from '../context.ts';
import { badInput } from '../errors.ts';
import { createSession, revokeSession } from './session.ts';

/** Only an HTTP answer can carry the cookie. @throws Refusal BAD_USER_INPUT over a socket. */
export function cookieOf({ setSession }: Context): NonNullable<Context['setSession']> {
  if (!setSession) throw badInput('input', 'A socket cannot set the session’s cookie; send this over HTTP.');
  return setSession;
}

/**
 * Signs the browser in under a new token, whoever was signed in there before: a token known from before signing in
 * is worth nothing after it.
 */
export async function beginSession(context: Context, personId: PersonId): Promise<Viewer> {
  const setCookie = cookieOf(context);
  const before = context.viewer;
  const session = await createSession(context.services, personId, context.userAgent);
  if (before) await revokeSession(context.services, before.personId, before.sessionId);
  setCookie(session.token, session.cookieExpiresAt);
  context.viewer = session.viewer;
  context.memo.clear();
  return session.viewer;
}
