import type { MeetingId, PartnershipId } from '@tandem/schema/ids';
import { callOff } from '../agenda/cancel-meeting.ts';
import { settleCalendar } from '../agenda/settle-calendar.ts';
import { lockMeeting, touch } from '../edit-meeting.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import type { DueWork } from '../../platform/jobs/due.ts';
import { lockCalendar } from '../lock-calendar.ts';

/** So long a meeting may begin late: until the next weekly one has its time. */
const LATE_MS = 7 * 86_400_000;

interface Lapsed {
  id: MeetingId;
  partnershipId: PartnershipId;
}
const LAPSED = statement<Lapsed, [Date]>(
  'meetings_lapsed',
  `select id, partnership_id as "partnershipId" from meeting where state = 'SCHEDULED' and starts_at <= $1 order by starts_at, id`,
);

/** What nobody began for a week is cancelled, so that it does not stand before the next one for ever; its topics go on to that. */
export const lapseMeetings: DueWork = {
  name: 'lapse-meetings',
  async run(services) {
    let did = 0;
    const before = new Date(services.clock.now().getTime() - LATE_MS);
    for (const lapsed of await services.sql.rows(LAPSED, before)) if (await lapse(services, lapsed, before)) did += 1;
    return did;
  },
};

async function lapse(services: Services, { id, partnershipId }: Lapsed, before: Date): Promise<boolean> {
  let lapsed = false;
  await recordChange(services, { partnershipId, actorId: null, mutationId: null }, async (em) => {
    await lockCalendar(em, partnershipId);
    const meeting = await lockMeeting(em, partnershipId, id);
    lapsed = meeting.state === 'SCHEDULED' && meeting.startsAt <= before;
    if (!lapsed) return { unchanged: id };
    const at = services.clock.now();
    touch(meeting, at);
    const also = await callOff(em, meeting, 'Nobody began it within a week.', { by: null, at });
    await settleCalendar(em, partnershipId, at);
    const summary = `cancelled meeting ${meeting.number}: nobody began it within a week`;
    return { kind: 'meeting.cancelled', nodeType: 'Meeting', nodeId: id, summary, also };
  });
  return lapsed;
}
