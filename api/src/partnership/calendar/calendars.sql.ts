import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnershipId, PartyId } from '@tandem/schema/ids';
import { DEFAULT_WORKING_TIME } from '@tandem/schema/partnership/calendar';
import { type Context, once } from '../../platform/context.ts';
import { type SqlRunner, statement } from '../../platform/db/sql.ts';
import type { Calendar } from './working-days.ts';

interface Stored {
  partyId: PartyId;
  timeZone: string;
  weekdays: number[] | null;
  opensAt: number | null;
  closesAt: number | null;
  holidays: { on: string; name: string }[];
  updatedAt: Date | null;
}

const SELECT = `select y.id as "partyId", coalesce(c.time_zone, s.time_zone) as "timeZone", c.weekdays,
    c.opens_at as "opensAt", c.closes_at as "closesAt", c.updated_at as "updatedAt",
    coalesce((select jsonb_agg(jsonb_build_object('on', h."on"::text, 'name', h.name) order by h."on")
      from holiday h where h.party_id = c.party_id), '[]') as holidays
  from party y join partnership s on s.id = y.partnership_id left join working_calendar c on c.party_id = y.id`;
const OF_PARTY = statement<Stored, [PartyId]>('calendar_of_party', `${SELECT} where y.id = $1`);
const OF_PARTNERSHIP = statement<Stored, [PartnershipId]>(
  'calendars_of_partnership',
  `${SELECT} where y.partnership_id = $1`,
);

/** A party's working calendar with the names of its holidays. */
export interface NamedCalendar extends Calendar {
  named: Stored['holidays'];
  /** Null while the party has set none: Monday to Friday, 9:00 to 17:00, in the partnership's zone. */
  updatedAt: Date | null;
}

/** When a party works, in a command's transaction or outside of one. Rights are the caller's to check. */
export async function calendarOf(source: EntityManager | Pick<SqlRunner, 'row'>, partyId: PartyId): Promise<Calendar> {
  const stored =
    'row' in source
      ? await source.row(OF_PARTY, partyId)
      : (await source.execute<Stored[]>(`${SELECT} where y.id = ?`, [partyId]))[0];
  if (!stored) throw new Error(`there is no party ${partyId}`);
  const { timeZone, weekdays, opensAt, closesAt, holidays } = calendarFrom(stored);
  return { timeZone, weekdays, opensAt, closesAt, holidays };
}

/** Every party's calendar by its id, read once for the operation. Rights are the caller's to check. */
export function calendarsOf(
  context: Context,
  partnershipId: PartnershipId,
): Promise<ReadonlyMap<PartyId, NamedCalendar>> {
  return once(context, `calendars:${partnershipId}`, async () => {
    const stored = await context.services.sql.rows(OF_PARTNERSHIP, partnershipId);
    return new Map(stored.map((row) => [row.partyId, calendarFrom(row)]));
  });
}

const calendarFrom = ({ timeZone, weekdays, opensAt, closesAt, holidays, updatedAt }: Stored): NamedCalendar => ({
  timeZone,
  weekdays: weekdays ?? DEFAULT_WORKING_TIME.weekdays,
  opensAt: opensAt ?? DEFAULT_WORKING_TIME.opensAt,
  closesAt: closesAt ?? DEFAULT_WORKING_TIME.closesAt,
  holidays: new Set(holidays.map(({ on }) => on)),
  named: holidays,
  updatedAt,
});
