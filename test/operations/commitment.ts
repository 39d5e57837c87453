import { dayAt } from '@tandem/api/partnership/calendar/zoned-days';
import { iterationWeekOf, weekAfter } from '@tandem/schema/iteration/iso-week';
import { committedWeek, type PlannedWeek, plannedWeek, propose, readWeek } from '../iteration/commitment-kit.ts';
import { createReadyStory } from '../kit/ready-stories.ts';
import { F, input, mutation, N, OK, type Row, U, WRITER } from './row.ts';
import type { Actor, World } from './world.ts';

/** Leads and sponsors, each for their own party. */
const SIGNER = [U, N, N, F, OK, F, OK] as const;

let weeks = 0;
/** Each actor meets a week of their own, some weeks from now. */
const freshWeek = ({ server }: World): string =>
  weekAfter(iterationWeekOf(dayAt(server.clock.now(), 'UTC'), 1), 2 + (++weeks % 48));

const onWeek = (
  name: string,
  outcomes: Row['outcomes'],
  make: (world: World, actor: Actor) => Promise<{ id: string } & Record<string, unknown>>,
): Row => ({
  document: mutation(name, 'iteration { id }'),
  variables: async (world, actor) => {
    const { id, ...fields } = await make(world, actor);
    return input({ iterationId: id, ...fields });
  },
  outcomes,
});

/** A week that one side has proposed. */
async function proposed(world: World, by: 'client' | 'vendor'): Promise<PlannedWeek> {
  const week = await plannedWeek(world.partnership, freshWeek(world), [1]);
  await propose(world.partnership[by], week);
  return week;
}

const onScope = (name: string, fields: (world: World, week: PlannedWeek) => Promise<object> | object): Row =>
  onWeek(name, WRITER, async (world) => {
    const week = await committedWeek(world.partnership, freshWeek(world), [1]);
    const why = { askedById: world.partnership.vendorMemberId, reason: 'The regulator asked for it' };
    return { id: week.id, storyId: week.stories[0]?.id, ...why, ...(await fields(world, week)) };
  });

/** What is signed, and what changes afterwards. */
export const commitment: Record<string, Row> = {
  'Mutation.proposeCommitment': onWeek('proposeCommitment', SIGNER, async (world) => ({
    id: (await plannedWeek(world.partnership, freshWeek(world), [1])).id,
  })),
  'Mutation.signCommitment': onWeek('signCommitment', SIGNER, async (world, actor) => {
    const { id } = await proposed(world, actor === 'otherParty' ? 'client' : 'vendor');
    const { proposal } = await readWeek(world.partnership.client, id);
    return { id, snapshotId: proposal?.id, hash: proposal?.hash };
  }),
  'Mutation.withdrawProposal': onWeek('withdrawProposal', SIGNER, async (world, actor) => ({
    id: (await proposed(world, actor === 'otherParty' ? 'vendor' : 'client')).id,
  })),
  'Mutation.addToScope': onScope('addToScope', async ({ partnership }) => ({
    storyId: (await createReadyStory(partnership)).id,
  })),
  'Mutation.removeFromScope': onScope('removeFromScope', () => ({})),
  'Mutation.reestimateStory': onScope('reestimateStory', () => ({ points: 8 })),
};
