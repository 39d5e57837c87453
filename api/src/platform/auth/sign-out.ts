import { validate as isUuid } from 'uuid';
import type { Context } from '../context.ts';
import { notFound, unauthenticated } from '../errors.ts';
import type { SignOutSessionInput } from './auth.inputs.ts';
import { revokeSession } from './session.ts';

/** Ends the session that asks. False when nobody was signed in. */
export async function signOut(context: Context): Promise<boolean> {
  const { services, viewer } = context;
  context.setSession?.(null);
  if (!viewer) return false;
  const ended = await revokeSession(services, viewer.personId, viewer.sessionId);
  context.viewer = null;
  context.memo.clear();
  return ended;
}

/** @throws Refusal UNAUTHENTICATED, or NOT_FOUND when the session is not the viewer's or has ended. */
export async function signOutSession(context: Context, { sessionId }: SignOutSessionInput): Promise<boolean> {
  const { services, viewer } = context;
  if (!viewer) throw unauthenticated();
  if (sessionId === viewer.sessionId) return signOut(context);
  if (!isUuid(sessionId) || !(await revokeSession(services, viewer.personId, sessionId))) throw notFound('session');
  return true;
}
