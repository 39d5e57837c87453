import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import type { MemberRow } from '../../partnership/membership.ts';
import { hashSecret, newSecret } from '../../platform/auth/secret.ts';
import type { Services } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';

const PUT = statement<object, [MemberId, PartnershipId, Buffer, Date]>(
  'put_calendar_feed',
  `insert into calendar_feed (member_id, partnership_id, token_hash, made_at) values ($1, $2, $3, $4)
   on conflict (member_id) do update set token_hash = excluded.token_hash, made_at = excluded.made_at`,
);

/**
 * The member's own link; an earlier one ends with it. It is nobody else's business, so no change tells of it, and a repeat makes
 * another link: the one that is answered last is the one that works.
 */
export async function makeCalendarFeed({ sql, clock, config }: Services, actor: MemberRow): Promise<string> {
  const secret = newSecret();
  await sql.rows(PUT, actor.id, actor.partnershipId, hashSecret(secret), clock.now());
  return `${config.publicUrl}/calendar/${secret}.ics`;
}
