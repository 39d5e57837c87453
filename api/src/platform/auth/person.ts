import type { PersonId } from '@tandem/schema/ids';
import { type Context, once, type Services } from '../context.ts';
import { statement } from '../db/sql.ts';
import { unauthenticated } from '../errors.ts';

export interface PersonRow {
  __typename: 'Person';
  id: PersonId;
  name: string;
  email: string;
  timeZone: string;
}

const PERSON = statement<Omit<PersonRow, '__typename'>, [PersonId]>(
  'person',
  'select id, name, email, time_zone as "timeZone" from person where id = $1',
);
const CREDENTIALS = statement<Credentials, [string]>(
  'person_credentials',
  'select id, password_hash as "passwordHash" from person where lower(email) = lower($1)',
);
const OWN_CREDENTIALS = statement<Credentials & { email: string }, [PersonId]>(
  'person_own_credentials',
  'select id, password_hash as "passwordHash", email from person where id = $1',
);

interface Credentials {
  id: PersonId;
  passwordHash: string | null;
}

/** The viewer's own account. @throws Refusal UNAUTHENTICATED when nobody is signed in. */
export function viewerPerson(context: Context): Promise<PersonRow> {
  const { viewer, services } = context;
  if (!viewer) throw unauthenticated();
  return once(context, `person:${viewer.personId}`, async () => {
    const person = await services.sql.row(PERSON, viewer.personId);
    if (!person) throw unauthenticated();
    return { __typename: 'Person', ...person };
  });
}

export const credentialsByEmail = (services: Services, email: string): Promise<Credentials | null> =>
  services.sql.row(CREDENTIALS, email);

/** @throws Refusal UNAUTHENTICATED when the account is gone. */
export async function ownCredentials(services: Services, personId: PersonId): Promise<Credentials & { email: string }> {
  const own = await services.sql.row(OWN_CREDENTIALS, personId);
  if (!own) throw unauthenticated();
  return own;
}
