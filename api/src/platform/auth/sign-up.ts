import type { PersonId } from '@tandem/schema/ids';
import { SignUp } from '@tandem/schema/partnership/inputs';
import { v7 as uuid } from 'uuid';
import type { Context, Services, Viewer } from '../context.ts';
import { Refusal } from '../errors.ts';
import type { SignUpInput } from './auth.inputs.ts';
import { beginSession, cookieOf } from './begin-session.ts';
import { countAttempt } from './limits.ts';
import { parseInput } from './parse-input.ts';
import { hashPassword } from './password.ts';
import { Person } from './person.entity.ts';

/** @throws Refusal BAD_USER_INPUT, CONFLICT when the address has an account, RATE_LIMITED. */
export async function signUp(context: Context, input: SignUpInput): Promise<Viewer> {
  cookieOf(context);
  const { password, ...about } = parseInput(SignUp, input);
  await countAttempt(context.services, [['signUpAddress', context.address]]);
  const passwordHash = await hashPassword(context.services, password);
  return beginSession(context, await createPerson(context.services, { ...about, passwordHash }));
}

/** @throws Refusal CONFLICT when the address has an account. */
async function createPerson(
  services: Services,
  about: Pick<Person, 'name' | 'email' | 'timeZone' | 'passwordHash'>,
): Promise<PersonId> {
  const id = uuid() as PersonId;
  try {
    await services.orm.em.fork().insert(Person, { id, ...about, createdAt: services.clock.now() });
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'person_email')
      throw new Refusal('CONFLICT', 'This e-mail address has an account. Sign in instead, or use another address.', {
        field: 'email',
      });
    throw error;
  }
  return id;
}
