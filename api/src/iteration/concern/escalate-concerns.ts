import type { ConcernId, PartnershipId } from '@tandem/schema/ids';
import { calendarOf } from '../../partnership/calendar/calendars.sql.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import type { DueWork } from '../../platform/jobs/due.ts';
import { climb } from './concern-clock.ts';
import { keepEvent } from './concern-events.ts';
import { lockConcern } from './edit-concern.ts';
import { keyOf, peopleOfStep, tellOfConcern } from './tell-of-concern.ts';

interface Due {
  id: ConcernId;
  partnershipId: PartnershipId;
}
const DUE = statement<Due, [Date]>(
  'concerns_due',
  `select id, partnership_id as "partnershipId" from concern where due_at <= $1 and state = 'OPEN' order by due_at, id`,
);
const OWNER = 'select name from party where id = ?';

/**
 * Every open concern whose time is up climbs a step. One that was found late climbs each step it should have, one transaction
 * after another, each counted from the moment that the one before it was due: what nobody watched costs nobody time.
 */
export const escalateConcerns: DueWork = {
  name: 'escalate-concerns',
  async run(services) {
    let climbed = 0;
    const failures: unknown[] = [];
    for (const due of await services.sql.rows(DUE, services.clock.now()))
      try {
        while (await climbOnce(services, due)) climbed += 1;
      } catch (error) {
        // One that cannot climb must not keep the others down.
        failures.push(error);
      }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} concerns could not climb`);
    return climbed;
  },
};

/** @returns whether it climbed: not, when it is not due any more, answered meanwhile, or another node was first. */
async function climbOnce(services: Services, { id, partnershipId }: Due): Promise<boolean> {
  let climbed = false;
  await recordChange(services, { partnershipId, actorId: null, mutationId: null }, async (em) => {
    climbed = false;
    const concern = await lockConcern(em, partnershipId, id);
    const { dueAt } = concern;
    const now = services.clock.now();
    if (concern.state !== 'OPEN' || dueAt === null || dueAt > now) return { unchanged: id };
    climb(concern, await calendarOf(em, concern.ownerPartyId), dueAt);
    concern.updatedAt = now;
    concern.version += 1;
    await keepEvent(em, concern, { kind: 'ESCALATED', memberId: null, at: dueAt });
    const key = keyOf(concern);
    const [owner] = await em.execute<{ name: string }[]>(OWNER, [concern.ownerPartyId]);
    await tellOfConcern(em, concern, {
      ...{ kind: 'CONCERN_ESCALATED', actorId: null, at: now, memberIds: await peopleOfStep(em, concern) },
      text: `${key} has climbed to level ${concern.level}, for ${owner?.name} has not answered in time: ${concern.title}`,
    });
    climbed = true;
    const summary = `took ${key} up to level ${concern.level}: its time was up`;
    return { kind: 'concern.escalated', nodeType: 'Concern', nodeId: id, summary };
  });
  return climbed;
}
