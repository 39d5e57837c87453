import type { PartyId } from '@tandem/schema/ids';
import { SetWorkingCalendar } from '@tandem/schema/partnership/calendar';
import { parseInput } from '../../platform/auth/parse-input.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Context } from '../../platform/context.ts';
import { forbidden } from '../../platform/errors.ts';
import { memberIn, partyById, requireLead } from '../membership.ts';
import type { SetWorkingCalendarInput } from './calendar.type.ts';

const PUT = `insert into working_calendar (party_id, partnership_id, time_zone, weekdays, opens_at, closes_at, updated_at)
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict (party_id) do update set time_zone = excluded.time_zone, weekdays = excluded.weekdays,
    opens_at = excluded.opens_at, closes_at = excluded.closes_at, updated_at = excluded.updated_at`;
const CLEAR = 'delete from holiday where party_id = ?';
const HOLIDAYS = `insert into holiday (party_id, "on", name)
  select ?, h."on", h.name from jsonb_to_recordset(?) as h ("on" date, name text)`;

/** @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN for everybody but a lead of the party, BAD_USER_INPUT. */
export async function setWorkingCalendar(context: Context, input: SetWorkingCalendarInput): Promise<PartyId> {
  const party = await partyById(context, input.partyId);
  const actor = await memberIn(context, party.partnershipId);
  if (actor.partyId !== party.id) throw forbidden(`Each party keeps its own calendar. Ask a lead of ${party.name}.`);
  requireLead(actor);
  const calendar = parseInput(SetWorkingCalendar, input);
  const { partnershipId, id } = party;
  const command = { partnershipId, actorId: actor.id, mutationId: input.mutationId };
  await recordChange(context.services, command, async (em) => {
    const { timeZone, weekdays, opensAt, closesAt, holidays } = calendar;
    const at = context.services.clock.now();
    await em.execute(PUT, [id, partnershipId, timeZone, `{${weekdays.join(',')}}`, opensAt, closesAt, at]);
    await em.execute(CLEAR, [id]);
    await em.execute(HOLIDAYS, [id, JSON.stringify(holidays)]);
    const summary = `set the working calendar of ${party.name}`;
    return { kind: 'workingCalendar.set', nodeType: 'Party', nodeId: id, summary };
  });
  context.memo.clear();
  return id;
}
