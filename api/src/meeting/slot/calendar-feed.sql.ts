import type { PartnershipId } from '@tandem/schema/ids';
import type { MeetingState } from '@tandem/schema/meeting/rules';
import { statement } from '../../platform/db/sql.ts';

/** Whose meetings a link leads to. */
export interface Fed {
  partnershipId: PartnershipId;
  slug: string;
  name: string;
}
export const FEED = statement<Fed, [Buffer]>(
  'calendar_feed',
  `select f.partnership_id as "partnershipId", s.slug, s.name from calendar_feed f
   join member m on m.id = f.member_id and m.left_at is null join partnership s on s.id = f.partnership_id
   where f.token_hash = $1`,
);

export interface FedMeeting {
  isoWeek: string;
  number: number;
  state: MeetingState;
  startsAt: Date;
  duration: number;
  cancelReason: string | null;
  updatedAt: Date;
  /** Of all meetings that the week had: what takes a cancelled one's place is newer than it. */
  versions: number;
  /** What is longer ago only says that the week has had its meeting. */
  isShown: boolean;
}
/** One for each week, a cancelled one only when no other took its place; shown are those that begin after `$2`. */
export const FED_MEETINGS = statement<FedMeeting, [PartnershipId, Date]>(
  'calendar_feed_meetings',
  `select * from (
     select distinct on (iso_week) iso_week as "isoWeek", number, state, starts_at as "startsAt", duration,
       cancel_reason as "cancelReason", updated_at as "updatedAt", starts_at > $2 as "isShown",
       (sum(version) over (partition by iso_week))::int as versions
     from meeting where partnership_id = $1 and starts_at > $2::timestamptz - interval '1 year'
     order by iso_week, state = 'CANCELLED', number desc
   ) w order by "startsAt"`,
);
