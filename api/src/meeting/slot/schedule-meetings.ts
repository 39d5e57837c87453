import type { PartnershipId } from '@tandem/schema/ids';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import type { DueWork } from '../../platform/jobs/due.ts';
import { lockCalendar } from '../lock-calendar.ts';
import type { Meeting } from '../meeting.entity.ts';
import { dueBySlot, followSlot, timeToFollow } from './follow-slot.ts';
import { ALL_SLOTS, readSlot, type SlotRow } from './slots.sql.ts';

type Known = Pick<Meeting, 'isoWeek' | 'state' | 'startsAt' | 'moved'>;
const KNOWN = statement<Known, [PartnershipId, readonly string[], Date]>(
  'meetings_known',
  `select iso_week as "isoWeek", state, starts_at as "startsAt", moved from meeting
   where partnership_id = $1 and (iso_week = any($2) or (state = 'SCHEDULED' and starts_at > $3))`,
);

/**
 * This week's meeting and the three after it are in the calendar by themselves, at the slot's time also when the partnership's
 * zone or first day has changed. What is there is looked at first: a minute in which nothing is due costs a read.
 */
export const scheduleMeetings: DueWork = {
  name: 'schedule-meetings',
  async run(services) {
    let did = 0;
    const failures: unknown[] = [];
    for (const slot of await services.sql.rows(ALL_SLOTS))
      try {
        if (await isBehind(services, slot)) did += await catchUp(services, slot.partnershipId);
      } catch (error) {
        failures.push(error);
      }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} calendars could not be kept`);
    return did;
  },
};

async function isBehind({ sql, clock }: Services, slot: SlotRow): Promise<boolean> {
  const now = clock.now();
  const weeks = dueBySlot(slot, now).map(({ isoWeek }) => isoWeek);
  const known = await sql.rows(KNOWN, slot.partnershipId, weeks, now);
  const lacks = weeks.some((week) => known.every(({ isoWeek }) => isoWeek !== week));
  const toCome = known.filter(({ state, startsAt }) => state === 'SCHEDULED' && startsAt > now);
  return lacks || toCome.some((meeting) => timeToFollow(meeting, slot, now) !== null);
}

async function catchUp(services: Services, partnershipId: PartnershipId): Promise<number> {
  let did = 0;
  await recordChange(services, { partnershipId, actorId: null, mutationId: null }, async (em) => {
    await lockCalendar(em, partnershipId);
    const slot = await readSlot(em, partnershipId);
    did = slot ? await followSlot(em, slot, services.clock.now()) : 0;
    if (did === 0) return { unchanged: partnershipId };
    const summary = `brought the meetings to come in line with the slot: ${did} of them`;
    return { kind: 'meeting.scheduled', nodeType: 'Partnership', nodeId: partnershipId, summary };
  });
  return did;
}
