import { password } from '@tandem/schema/partnership/inputs';
import * as v from 'valibot';
import type { Context, Viewer } from '../context.ts';
import { badInput, unauthenticated } from '../errors.ts';
import type { ChangePasswordInput } from './auth.inputs.ts';
import { beginSession, cookieOf } from './begin-session.ts';
import { type Against, countAttempt, forgiveAttempt } from './limits.ts';
import { parseInput } from './parse-input.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { Person } from './person.entity.ts';
import { ownCredentials } from './person.ts';
import { revokeOtherSessions } from './session.ts';
import { endSignInLinks } from './sign-in-link.ts';

const NewPassword = v.object({ newPassword: password });

/** @throws Refusal UNAUTHENTICATED, BAD_USER_INPUT when the current password is wrong or the new one is weak, RATE_LIMITED. */
export async function changePassword(context: Context, input: ChangePasswordInput): Promise<Viewer> {
  const { services, viewer, address } = context;
  if (!viewer) throw unauthenticated();
  cookieOf(context);
  const { newPassword } = parseInput(NewPassword, input);
  const own = await ownCredentials(services, viewer.personId);
  if (own.passwordHash !== null) {
    const attempt: Against[] = [
      ['passwordHere', `${address} ${own.email.toLowerCase()}`],
      ['passwordAccount', own.email.toLowerCase()],
    ];
    await countAttempt(services, attempt);
    if (!(await verifyPassword(services, own.passwordHash, input.currentPassword ?? '')))
      throw badInput('currentPassword', 'That is not your current password. Type it again.');
    await forgiveAttempt(services, attempt);
  }
  const passwordHash = await hashPassword(services, newPassword);
  await services.orm.em.fork().nativeUpdate(Person, { id: own.id }, { passwordHash });
  const renewed = await beginSession(context, own.id);
  await revokeOtherSessions(services, own.id, renewed.sessionId);
  await endSignInLinks(services, own.id);
  return renewed;
}
