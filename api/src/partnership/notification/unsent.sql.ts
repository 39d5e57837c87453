import type { MemberId, PartyId } from '@tandem/schema/ids';
import { statement } from '../../platform/db/sql.ts';
import type { Addressee, Told } from './compose-mail.ts';

/** Notifications that whoever reads them has claimed: nobody else tries them before `email_after`. */
export interface Claimed extends Told, Addressee {
  /** Who has left is told nothing more, and nobody has the mailboxes of the sample. */
  silent: boolean;
}

/**
 * Twice as long after each try, from two minutes to eight hours. Longer than a mail may take, so that no other node sends it
 * meanwhile; a node that dies between sending and saying so has it sent once more.
 */
const CLAIM = `email_attempts = n.email_attempts + 1,
  email_after = $1::timestamptz + make_interval(secs => 120 * power(2, least(n.email_attempts, 8)))`;
const DUE = `emailed_at is null and (email_after is null or email_after <= $1)`;
const COLUMNS = `c.id, c.kind, c.text, c.path, p.name, p.email as address, s.name as "partnershipName", s.slug,
    m.left_at is not null or s.is_sample as silent
  from claimed c join member m on m.id = c.member_id join person p on p.id = m.person_id
    join partnership s on s.id = c.partnership_id`;

/** Claims the oldest that is to go at once. */
export const claimNext = statement<Claimed, [Date]>(
  'claim_next_notification',
  `with claimed as (update notification n set ${CLAIM} where n.id = (
     select id from notification where email = 'NOW' and ${DUE} order by at, id limit 1 for update skip locked)
   returning n.*) select ${COLUMNS}`,
);

/** Who has something for the digest, and since when. */
export const digestsWaiting = statement<
  { memberId: MemberId; partyId: PartyId; timeZone: string; oldest: Date },
  [Date]
>(
  'digests_waiting',
  `select n.member_id as "memberId", m.party_id as "partyId", p.time_zone as "timeZone", min(n.at) as oldest
   from notification n join member m on m.id = n.member_id join person p on p.id = m.person_id
   where n.email = 'DIGEST' and n.${DUE} group by n.member_id, m.party_id, p.time_zone`,
);

/** Claims all of one member's digest. A second node waits for the first, and then finds none. Locked in one order, as reading is. */
export const claimDigest = statement<Claimed, [Date, MemberId]>(
  'claim_digest',
  `with claimed as (update notification n set ${CLAIM} where n.id in (
     select id from notification where member_id = $2 and email = 'DIGEST' and ${DUE} order by id for update)
   returning n.*) select ${COLUMNS} order by c.at, c.id`,
);

export const markSent = statement<object, [Date, readonly string[]]>(
  'mark_notifications_sent',
  'update notification set emailed_at = $1 where id = any($2)',
);

export const forget = statement<object, [readonly string[]]>(
  'forget_notification_mails',
  `update notification set email = 'OFF' where id = any($1) and emailed_at is null`,
);
