import type { EntityManager } from '@mikro-orm/postgresql';
import type { MeetingId, PartnershipId } from '@tandem/schema/ids';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import type { DueWork } from '../../platform/jobs/due.ts';
import { lockMeeting, touch } from '../edit-meeting.ts';
import type { Meeting } from '../meeting.entity.ts';
import { amendMinutes, type Settled, settledChange, settleStories } from './settle-outcomes.ts';

interface Due {
  id: MeetingId;
  partnershipId: PartnershipId;
}
const DUE = statement<Due, [Date]>(
  'meetings_to_settle',
  'select id, partnership_id as "partnershipId" from meeting where settle_at <= $1 order by settle_at, id',
);

/**
 * When a meeting's deadline for verdicts passes, what lacked a quorum counts, with the verdicts that there are; silence is no
 * consent, so what lacks a verdict still waits for it.
 */
export const settleVerdicts: DueWork = {
  name: 'settle-verdicts',
  async run(services) {
    let settled = 0;
    const failures: unknown[] = [];
    for (const due of await services.sql.rows(DUE, services.clock.now()))
      try {
        if (await settleOnce(services, due)) settled += 1;
      } catch (error) {
        failures.push(error);
      }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} meetings could not be settled`);
    return settled;
  },
};

type Open = Settled['story'] & Pick<Settled, 'outcome'>;
const LEFT_OPEN = `select s.id, s.key, s.outcome from story s where s.partnership_id = ? and s.outcome in ('PENDING', 'DISPUTED')
  and exists (select 1 from verdict v where v.meeting_id = ? and v.story_id = s.id and v.at > ?) order by s.number`;

/** What was judged after the minutes were frozen and is still not decided: they may say that it was. */
async function leftOpen(em: EntityManager, { id, partnershipId, closedAt }: Meeting): Promise<Settled[]> {
  if (closedAt === null) return [];
  const open = await em.execute<Open[]>(LEFT_OPEN, [partnershipId, id, closedAt]);
  return open.map(({ outcome, ...story }) => ({ story, outcome, isProvisional: false }));
}

/** @returns whether it was this node that did. */
async function settleOnce(services: Services, { id, partnershipId }: Due): Promise<boolean> {
  let settled = false;
  await recordChange(services, { partnershipId, actorId: null, mutationId: null }, async (em) => {
    const meeting = await lockMeeting(em, partnershipId, id);
    const at = services.clock.now();
    settled = meeting.settleAt !== null && meeting.settleAt <= at;
    if (!settled) return { unchanged: id };
    meeting.settleAt = null;
    const stories = await settleStories(em, meeting, { by: null, at });
    await amendMinutes(em, meeting, [...stories, ...(await leftOpen(em, meeting))], at);
    touch(meeting, at);
    const summary = `closed the verdicts of meeting ${meeting.number}: its deadline has passed`;
    return {
      kind: 'meeting.verdictsSettled',
      nodeType: 'Meeting',
      nodeId: id,
      summary,
      also: stories.map(settledChange),
    };
  });
  return settled;
}
