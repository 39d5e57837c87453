import type { MeetingId, PartnershipId } from '@tandem/schema/ids';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import type { DueWork } from '../../platform/jobs/due.ts';
import { lockMeeting, touch } from '../edit-meeting.ts';
import { nextReminder, silentParties } from './reminders.ts';
import { signersOf, tellOfMinutes } from './tell-of-minutes.ts';

type Due = { id: MeetingId; partnershipId: PartnershipId };
const DUE = statement<Due, [Date]>(
  'minutes_to_remind_of',
  'select id, partnership_id as "partnershipId" from meeting where remind_at <= $1 order by remind_at, id',
);

/** Silence about minutes is reminded of, and never taken for consent. What was due several times while no node ran is told once. */
export const remindOfMinutes: DueWork = {
  name: 'remind-of-minutes',
  async run(services) {
    let reminded = 0;
    const failures: unknown[] = [];
    for (const due of await services.sql.rows(DUE, services.clock.now()))
      try {
        if (await remindOnce(services, due)) reminded += 1;
      } catch (error) {
        failures.push(error);
      }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} minutes could not be reminded of`);
    return reminded;
  },
};

async function remindOnce(services: Services, { id, partnershipId }: Due): Promise<boolean> {
  let reminded = false;
  await recordChange(services, { partnershipId, actorId: null, mutationId: null }, async (em) => {
    reminded = false;
    const meeting = await lockMeeting(em, partnershipId, id);
    const { remindAt: since } = meeting;
    const now = services.clock.now();
    if (since === null || since > now) return { unchanged: id };
    // What was due before this moment has been told.
    const due = (await silentParties(em, meeting)).filter(({ reminders }) =>
      reminders.some((moment) => moment >= since && moment <= now),
    );
    for (const party of due)
      await tellOfMinutes(em, meeting, {
        ...{ kind: 'MINUTES_DUE', actorId: null, at: now },
        memberIds: await signersOf(em, meeting, (partyId) => partyId === party.id),
        text: `The minutes of meeting ${meeting.number} still wait for ${party.name}: ratify them, or say what is wrong`,
      });
    meeting.remindAt = await nextReminder(em, meeting, now);
    if (due.length === 0) return { unchanged: id };
    reminded = true;
    touch(meeting, now);
    const names = due.map(({ name }) => name).join(' and ');
    const summary = `reminded ${names} of the minutes of meeting ${meeting.number}`;
    return { kind: 'meeting.minutesReminded', nodeType: 'Meeting', nodeId: id, summary };
  });
  return reminded;
}
