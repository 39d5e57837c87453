import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnershipId, PromiseId } from '@tandem/schema/ids';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Services } from '../../platform/context.ts';
import { type Statement, statement } from '../../platform/db/sql.ts';
import type { DueWork } from '../../platform/jobs/due.ts';
import { enterPromiseState, lockPromise } from './edit-promise.ts';
import type { GivenPromise } from './promise.entity.ts';
import { briefly } from './promise-words.ts';
import { keepersOf, keyOf, tellOfPromise, waitersOf } from './tell-of-promise.ts';

type Due = { id: PromiseId; partnershipId: PartnershipId };
type Doing = { promise: GivenPromise; now: Date; owner: string };
type Happened = { verb: string; summary: string };

const dueBy = (name: string, where: string): Statement<Due, [Date]> =>
  statement(`promises_${name}`, `select id, partnership_id as "partnershipId" from promise where ${where}`);
const MISSED = dueBy('missed', `due_at <= $1 and state = 'OPEN' order by due_at, id`);
const TO_REMIND = dueBy('to_remind', 'remind_at <= $1 order by remind_at, id');
const OWNER = 'select name from party where id = ?';

/** A promise that is open when its day ends is missed; both sides are told. One that is reported kept waits for the other side. */
export const missPromises: DueWork = {
  name: 'miss-promises',
  run: (services) =>
    eachDue(services, MISSED, async (em, { promise, now, owner }) => {
      if (promise.state !== 'OPEN' || promise.dueAt > now) return null;
      enterPromiseState(promise, 'MISSED', { by: null, at: promise.dueAt });
      const missed = `missed ${keyOf(promise)}, due on ${promise.dueOn}: ${briefly(promise.text)}`;
      const memberIds = [...(await keepersOf(em, promise)), ...(await waitersOf(em, promise))];
      await tellOfPromise(em, promise, {
        ...{ kind: 'PROMISE_MISSED', actorId: null, at: now, memberIds, text: `${owner} has ${missed}` },
      });
      return { verb: 'missed', summary: `noted that ${owner} ${missed}` };
    }),
};

/** On the morning of its day, whoever sees to an open promise is reminded of it; once. */
export const remindOfPromises: DueWork = {
  name: 'remind-of-promises',
  run: (services) =>
    eachDue(services, TO_REMIND, async (em, { promise, now, owner }) => {
      if (promise.remindAt === null || promise.remindAt > now) return null;
      promise.remindAt = null;
      if (promise.state !== 'OPEN' || promise.dueAt <= now) return null;
      const key = keyOf(promise);
      await tellOfPromise(em, promise, {
        ...{ kind: 'PROMISE_DUE', actorId: null, at: now, memberIds: await keepersOf(em, promise) },
        text: `${key} is due today: ${briefly(promise.text)}`,
      });
      return { verb: 'reminded', summary: `reminded ${owner} that ${key} is due today` };
    }),
};

/** Does each in a transaction of its own, under its row's lock; one that cannot be done keeps the others from nothing. */
async function eachDue(
  services: Services,
  due: Statement<Due, [Date]>,
  work: (em: EntityManager, doing: Doing) => Promise<Happened | null>,
): Promise<number> {
  let did = 0;
  const failures: unknown[] = [];
  for (const { id, partnershipId } of await services.sql.rows(due, services.clock.now()))
    try {
      if (await doOnce(services, { id, partnershipId }, work)) did += 1;
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} promises could not be seen to`);
  return did;
}

async function doOnce(
  services: Services,
  { id, partnershipId }: Due,
  work: (em: EntityManager, doing: Doing) => Promise<Happened | null>,
): Promise<boolean> {
  let did = false;
  await recordChange(services, { partnershipId, actorId: null, mutationId: null }, async (em) => {
    const promise = await lockPromise(em, partnershipId, id);
    const now = services.clock.now();
    const [owner] = await em.execute<{ name: string }[]>(OWNER, [promise.ownerPartyId]);
    const happened = await work(em, { promise, now, owner: owner?.name ?? '' });
    did = happened !== null;
    if (!happened) return { unchanged: id };
    promise.updatedAt = now;
    promise.version += 1;
    return { kind: `promise.${happened.verb}`, nodeType: 'Promise', nodeId: id, summary: happened.summary };
  });
  return did;
}
