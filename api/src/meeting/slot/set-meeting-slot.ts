import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnershipId } from '@tandem/schema/ids';
import { MeetingSlotForm } from '@tandem/schema/meeting/inputs';
import type { InferOutput } from 'valibot';
import { notify } from '../../partnership/notification/notify.ts';
import { type MemberRow, requireLead } from '../../partnership/membership.ts';
import { parseInput } from '../../platform/auth/parse-input.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { lockCalendar } from '../lock-calendar.ts';
import { followSlot } from './follow-slot.ts';
import { firstWeekFrom } from './slot-times.ts';
import { readSlot, type SlotRow } from './slots.sql.ts';

type Form = InferOutput<typeof MeetingSlotForm>;

const PUT = `insert into meeting_slot
    (partnership_id, weekday, starts_at, duration, every_weeks, first_iso_week, quorum, verdict_hours, pulse_question, updated_by, updated_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (partnership_id) do update set weekday = excluded.weekday, starts_at = excluded.starts_at,
    duration = excluded.duration, every_weeks = excluded.every_weeks, first_iso_week = excluded.first_iso_week,
    quorum = excluded.quorum, verdict_hours = excluded.verdict_hours, pulse_question = excluded.pulse_question,
    updated_by = excluded.updated_by, updated_at = excluded.updated_at`;
const WEEKS = `select time_zone as "timeZone", first_iteration_day as "firstIterationDay" from partnership where id = ?`;
const EVERYBODY = 'select id from member where partnership_id = ? and left_at is null';
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** @throws Refusal FORBIDDEN for everybody but leads, BAD_USER_INPUT. */
export async function setMeetingSlot(
  services: Services,
  actor: MemberRow,
  command: Form & { mutationId: string },
): Promise<void> {
  requireLead(actor);
  const form = parseInput(MeetingSlotForm, command);
  const { partnershipId } = actor;
  await recordChange(services, { ...command, partnershipId, actorId: actor.id }, async (em) => {
    await lockCalendar(em, partnershipId);
    const at = services.clock.now();
    const before = await readSlot(em, partnershipId);
    if (before && isSame(before, form)) return { unchanged: partnershipId };
    const slot = await newSlot(em, partnershipId, form, before, at);
    await em.execute(PUT, [
      ...[partnershipId, slot.weekday, slot.startsAt, slot.duration, slot.everyWeeks, slot.firstIsoWeek],
      ...[slot.quorum, slot.verdictHours, slot.pulseQuestion, actor.id, at],
    ]);
    await followSlot(em, slot, at);
    const when = inWords(slot);
    const members = await em.execute<{ id: MemberRow['id'] }[]>(EVERYBODY, [partnershipId]);
    await notify(em, {
      ...{
        partnershipId,
        kind: 'MEETING_SCHEDULED',
        actorId: actor.id,
        at,
        text: `${actor.name} sets the meeting: ${when}`,
      },
      memberIds: members.map(({ id }) => id),
      ...{ nodeType: 'Partnership', nodeId: partnershipId, path: '/meetings' },
    });
    return {
      kind: 'meeting.slotSet',
      nodeType: 'Partnership',
      nodeId: partnershipId,
      summary: `set the meeting: ${when}`,
    };
  });
}

/** The rhythm goes on as it was counted, unless it is another one. */
async function newSlot(
  em: EntityManager,
  partnershipId: PartnershipId,
  form: Form,
  before: SlotRow | null,
  at: Date,
): Promise<SlotRow> {
  const [weeks] = await em.execute<Pick<SlotRow, 'timeZone' | 'firstIterationDay'>[]>(WEEKS, [partnershipId]);
  if (!weeks) throw new Error(`partnership ${partnershipId} is gone`);
  const counted = { ...form, ...weeks, partnershipId, updatedMs: at.getTime() };
  const goesOn = before?.everyWeeks === form.everyWeeks;
  return { ...counted, firstIsoWeek: goesOn ? before.firstIsoWeek : firstWeekFrom(at, counted) };
}

const isSame = (slot: SlotRow, form: Form): boolean =>
  (Object.keys(form) as (keyof Form)[]).every((field) => slot[field] === form[field]);

function inWords({ weekday, startsAt, everyWeeks, timeZone }: SlotRow): string {
  const time = `${String(Math.floor(startsAt / 60)).padStart(2, '0')}:${String(startsAt % 60).padStart(2, '0')}`;
  const rhythm = everyWeeks === 1 ? '' : `, every ${everyWeeks} weeks`;
  return `${WEEKDAYS[weekday - 1]} at ${time} (${timeZone})${rhythm}`;
}
