import type { MeetingId } from '@tandem/schema/ids';
import { MEETING_DEFAULTS } from '@tandem/schema/meeting/rules';
import { requireWeek } from '../../iteration/plan-iteration.ts';
import { type MemberRow, requireWriter } from '../../partnership/membership.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { badInput, conflict } from '../../platform/errors.ts';
import { lockCalendar } from '../lock-calendar.ts';
import { readSlot, type SlotRow } from '../slot/slots.sql.ts';
import { isInRhythm, slotTime } from '../slot/slot-times.ts';
import { insertMeeting } from './insert-meeting.ts';
import { requireToCome } from './requested-time.ts';
import { settleCalendar } from './settle-calendar.ts';
import { tellOfMeeting, timeInWords } from './tell-of-meeting.ts';

interface NewMeeting {
  mutationId: string;
  isoWeek: string;
  startsAt?: Date | null;
}

const THERE = `select id from meeting where partnership_id = ? and iso_week = ? and state <> 'CANCELLED'`;

/**
 * Puts the meeting of a week into the calendar; one that is there stays as it is. @returns its id.
 * @throws Refusal FORBIDDEN, BAD_USER_INPUT for its week and its time, CONFLICT where neither a time nor a slot is given.
 */
export async function scheduleMeeting(services: Services, actor: MemberRow, command: NewMeeting): Promise<MeetingId> {
  requireWriter(actor);
  const { partnershipId } = actor;
  const { isoWeek, mutationId } = command;
  requireWeek(isoWeek);
  const { nodeId } = await recordChange(services, { partnershipId, actorId: actor.id, mutationId }, async (em) => {
    await lockCalendar(em, partnershipId);
    const [there] = await em.execute<{ id: MeetingId }[]>(THERE, [partnershipId, isoWeek]);
    if (there) return { unchanged: there.id };
    const at = services.clock.now();
    const slot = await readSlot(em, partnershipId);
    const startsAt = command.startsAt ?? timeBySlot(slot, isoWeek, at);
    requireToCome(startsAt, at);
    // What is not the slot's is chosen by whoever calls it.
    const moved = command.startsAt != null || !slot || !isInRhythm(isoWeek, slot);
    const meeting = await insertMeeting(em, {
      ...{ partnershipId, isoWeek, startsAt, moved, by: actor.id, at },
      terms: slot ?? MEETING_DEFAULTS,
    });
    await settleCalendar(em, partnershipId, at);
    const what = `the meeting of ${isoWeek} for ${await timeInWords(em, meeting)}`;
    await tellOfMeeting(em, meeting, { actorId: actor.id, at, text: `${actor.name} calls ${what}` });
    return { kind: 'meeting.scheduled', nodeType: 'Meeting', nodeId: meeting.id, summary: `called ${what}` };
  });
  return nodeId as MeetingId;
}

function timeBySlot(slot: SlotRow | null, isoWeek: string, now: Date): Date {
  if (!slot) throw conflict('The partnership has no slot for its meetings. Give a time, or have a lead set the slot.');
  const startsAt = slotTime(isoWeek, slot);
  if (startsAt <= now) throw badInput('startsAt', `The slot of ${isoWeek} is past. Give a time to come.`);
  return startsAt;
}
