import type { PersonId } from '@tandem/schema/ids';
import { v7 as uuid } from 'uuid';
import type { Services } from '../context.ts';
import { statement } from '../db/sql.ts';
import { conflict, Refusal } from '../errors.ts';
import { hashSecret, newSecret } from './secret.ts';

const HOUR_MS = 3_600_000;
const LINK_HOURS = 24;
/** How long a used or expired link is remembered, to say which of the two it is. */
const KEPT_DAYS = 30;

const CREATE = statement<object, [string, Buffer, PersonId, Date, Date, Date]>(
  'sign_in_link_create',
  `with pruned as (delete from sign_in_link where person_id = $3 and expires_at < $6)
   insert into sign_in_link (id, token_hash, person_id, created_at, expires_at) values ($1, $2, $3, $4, $5)`,
);
// One statement decides, so that a link used twice at once signs in once.
const USE = statement<{ person_id: PersonId }, [Buffer, Date]>(
  'sign_in_link_use',
  'update sign_in_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2 returning person_id',
);
const FIND = statement<{ used_at: Date | null }, [Buffer]>(
  'sign_in_link_find',
  'select used_at from sign_in_link where token_hash = $1',
);
const END_OF_PERSON = statement<object, [PersonId, Date]>(
  'sign_in_link_end',
  'update sign_in_link set used_at = $2 where person_id = $1 and used_at is null',
);

/**
 * A link that signs a person in once, within 24 hours. The token stands in the fragment, which browsers send to nobody.
 * @param publicUrl where the workspace is reached, without a slash at the end.
 */
export async function createSignInLink(
  services: Services,
  personId: PersonId,
  publicUrl = services.config.publicUrl,
): Promise<string> {
  const token = newSecret();
  const now = services.clock.now();
  const expiresAt = new Date(now.getTime() + LINK_HOURS * HOUR_MS);
  const longAgo = new Date(now.getTime() - KEPT_DAYS * 24 * HOUR_MS);
  await services.sql.rows(CREATE, uuid(), hashSecret(token), personId, now, expiresAt, longAgo);
  return `${publicUrl}/sign-in#${token}`;
}

/** Whom the link signs in; it works no more. @throws Refusal NOT_FOUND when unknown, CONFLICT when used or expired. */
export async function consumeSignInLink(services: Services, token: string): Promise<PersonId> {
  const hash = hashSecret(token);
  const used = await services.sql.row(USE, hash, services.clock.now());
  if (used) return used.person_id;
  const link = await services.sql.row(FIND, hash);
  if (!link) throw new Refusal('NOT_FOUND', 'This sign-in link is not known. Check that you copied all of it.');
  const what = link.used_at ? 'has been used; it works only once' : `has expired; it works for ${LINK_HOURS} hours`;
  throw conflict(`This sign-in link ${what}. Sign in with your password, or ask for a new link.`);
}

/** Ends every open link of a person, so that a new password shuts every earlier door. */
export async function endSignInLinks(services: Services, personId: PersonId): Promise<void> {
  await services.sql.rows(END_OF_PERSON, personId, services.clock.now());
}
