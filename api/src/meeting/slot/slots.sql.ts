import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnershipId } from '@tandem/schema/ids';
import { type SqlRunner, statement } from '../../platform/db/sql.ts';
import type { MeetingTerms } from '../agenda/insert-meeting.ts';
import type { Slot } from './slot-times.ts';

/** `updatedMs`: milliseconds since 1970. */
export type SlotRow = Slot & MeetingTerms & { partnershipId: PartnershipId; updatedMs: number };

const SELECT = `select l.partnership_id as "partnershipId", l.weekday, l.starts_at as "startsAt", l.duration,
    l.every_weeks as "everyWeeks", l.first_iso_week as "firstIsoWeek", l.quorum, l.verdict_hours as "verdictHours",
    l.pulse_question as "pulseQuestion", extract(epoch from l.updated_at)::float8 * 1000 as "updatedMs", s.time_zone as "timeZone", s.first_iteration_day as "firstIterationDay"
  from meeting_slot l join partnership s on s.id = l.partnership_id`;
const OF_PARTNERSHIP = statement<SlotRow, [PartnershipId]>(
  'slot_of_partnership',
  `${SELECT} where l.partnership_id = $1`,
);
export const ALL_SLOTS = statement<SlotRow>('slots', `${SELECT} order by l.partnership_id`);

/** When a partnership meets, in a command's transaction or outside of one; null without a slot. */
export async function readSlot(
  source: EntityManager | Pick<SqlRunner, 'row'>,
  partnershipId: PartnershipId,
): Promise<SlotRow | null> {
  if ('row' in source) return source.row(OF_PARTNERSHIP, partnershipId);
  return (await source.execute<SlotRow[]>(`${SELECT} where l.partnership_id = ?`, [partnershipId]))[0] ?? null;
}
