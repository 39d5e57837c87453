import { randomUUID } from 'node:crypto';
import { dayAt } from '@tandem/api/partnership/calendar/zoned-days';
import { iterationWeekOf } from '@tandem/schema/iteration/iso-week';
import { createStory } from '../kit/people.ts';
import { F, input, mutation, N, OK, READER, type Row, U, WRITER } from './row.ts';
import type { Actor, World } from './world.ts';

const VENDOR_WRITER = [U, N, N, F, OK, F, F] as const;
const CLIENT_WRITER = [U, N, N, F, F, OK, OK] as const;
const PLAN = mutation('planIteration', 'iteration { id isoWeek }');
const PUT_GOAL = `insert into iteration_goal (id, partnership_id, iteration_id, rank, text, created_at, updated_at)
  values ($1, $2, $3, 'a0', 'Passengers know before they wait', now(), now()) on conflict do nothing`;

/** Wherever the partnership's zone and first day were moved to by an operation before. */
async function isoWeek({ server, partnership }: World): Promise<string> {
  const [row] = await server.database.query<{ time_zone: string; first_iteration_day: number }>(
    'select time_zone, first_iteration_day from partnership where id = $1',
    partnership.id,
  );
  return iterationWeekOf(dayAt(server.clock.now(), row?.time_zone ?? 'UTC'), row?.first_iteration_day ?? 1);
}

/** The week that runs in the partnership, planned. */
async function week(world: World): Promise<string> {
  const { planIteration } = await world.people.lead.gql<{ planIteration: { iteration: { id: string } } }>(
    PLAN,
    input({ partnershipId: world.partnership.id, isoWeek: await isoWeek(world) }),
  );
  return planIteration.iteration.id;
}

const onWeek = (
  name: string,
  outcomes: Row['outcomes'],
  fields: (world: World, iterationId: string, actor: Actor) => object | Promise<object>,
): Row => ({
  document: mutation(name, 'iteration { id }'),
  variables: async (world, actor) => {
    const iterationId = await week(world);
    return input({ iterationId, ...(await fields(world, iterationId, actor)) });
  },
  outcomes,
});

/** A story of its own, planned for the week. */
async function planned({ people, partnership }: World, iterationId: string): Promise<string> {
  const { id } = await createStory(people.lead, partnership.id);
  await people.lead.gql(mutation('planStory', 'iteration { id }'), input({ iterationId, storyId: id }));
  return id;
}

const goalId = randomUUID();

/** Weeks: their stories, capacity, budget and goals. */
export const iteration: Record<string, Row> = {
  'Query.iteration': {
    document: 'query ($slug: String!) { iteration(slug: $slug, isoWeek: "2026-W53") { id } }',
    variables: ({ partnership }) => ({ slug: partnership.slug }),
    outcomes: READER,
  },
  'Mutation.planIteration': {
    document: PLAN,
    variables: async (world) => input({ partnershipId: world.partnership.id, isoWeek: await isoWeek(world) }),
    outcomes: WRITER,
  },
  'Mutation.setCapacity': onWeek('setCapacity', VENDOR_WRITER, () => ({ points: 18 })),
  'Mutation.setBudget': onWeek('setBudget', CLIENT_WRITER, () => ({ amount: 4000, unit: 'MONEY', currency: 'GBP' })),
  'Mutation.recordSpend': onWeek('recordSpend', VENDOR_WRITER, () => ({ amount: 250.5, note: 'Test devices' })),
  'Mutation.planStory': onWeek('planStory', WRITER, async ({ people, partnership }) => ({
    storyId: (await createStory(people.lead, partnership.id)).id,
  })),
  'Mutation.unplanStory': onWeek('unplanStory', WRITER, async (world, iterationId) => ({
    storyId: await planned(world, iterationId),
  })),
  'Mutation.declineStory': onWeek('declineStory', WRITER, async (world, iterationId) => ({
    storyId: await planned(world, iterationId),
    reason: 'Not before the depot has moved.',
  })),
  'Mutation.undeclineStory': onWeek('undeclineStory', WRITER, async (world, iterationId) => ({
    storyId: await planned(world, iterationId),
  })),
  'Mutation.callGoal': onWeek('callGoal', WRITER, async (world, iterationId) => {
    await world.server.database.query(PUT_GOAL, goalId, world.partnership.id, iterationId);
    return { goalId, outcome: 'PARTLY' };
  }),
};
