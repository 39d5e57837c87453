import { randomUUID } from 'node:crypto';
import { iterationWeekOf } from '@tandem/schema/iteration/iso-week';
import { committedWeek } from '../iteration/commitment-kit.ts';
import { type OpenMeeting, openMeeting } from '../meeting/record-kit.ts';
import { F, input, mutation, N, OK, type Row, U, WRITER } from './row.ts';
import type { Actor, World } from './world.ts';

/** One meeting of each world takes place, whatever the rows before it did with others. */
const meetings = new WeakMap<World, Promise<OpenMeeting & { storyIds: string[] }>>();
function meetingOf(world: World) {
  const open = meetings.get(world) ?? begin(world);
  meetings.set(world, open);
  return open;
}

const DAY_MS = 86_400_000;
const dayAhead = ({ server }: World, days: number): string =>
  new Date(server.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** About a week far enough ahead that no other row has planned it, with a story for each actor. */
async function begin(world: World) {
  const isoWeek = iterationWeekOf(dayAhead(world, 7 * 51), 1);
  const week = await committedWeek(world.partnership, isoWeek, [1, 1, 1]);
  const meeting = await openMeeting(world.server, world.partnership, isoWeek);
  return { ...meeting, storyIds: week.stories.map(({ id }) => id) };
}

const onMeeting = (
  name: string,
  fields: (meeting: Awaited<ReturnType<typeof begin>>, world: World, actor: Actor) => object | Promise<object>,
  outcomes: Row['outcomes'] = WRITER,
): Row => ({
  document:
    name === 'revealPulse'
      ? `mutation ($input: MeetingInput!) { revealPulse(input: $input) { meeting { id } } }`
      : mutation(name, 'meeting { id }'),
  async variables(world, actor) {
    const meeting = await meetingOf(world);
    return input({ meetingId: meeting.meetingId, ...(await fields(meeting, world, actor)) });
  },
  outcomes,
});

const DECIDE = mutation('recordDecision', 'meeting { decisions { id } }');
type Decided = { recordDecision: { meeting: { decisions: { id: string }[] } } };

export const meetingRecord: Record<string, Row> = {
  'Mutation.recordDecision': onMeeting('recordDecision', ({ stages }) => ({ stageId: stages.CLOSE, text: 'Fridays' })),
  'Mutation.withdrawDecision': onMeeting('withdrawDecision', async ({ meetingId, stages }, world) => {
    const decision = input({ meetingId, stageId: stages.CLOSE, text: 'Mondays' });
    const { recordDecision } = await world.actors.lead.gql<Decided>(DECIDE, decision);
    return { decisionId: recordDecision.meeting.decisions.at(-1)?.id };
  }),
  'Mutation.recordAction': onMeeting('recordAction', ({ stages }, world) => ({
    ...{ stageId: stages.CLOSE, text: 'Access', dueOn: dayAhead(world, 3) },
  })),
  'Mutation.celebrate': onMeeting('celebrate', (_meeting, world) => ({ text: 'Well done', storyId: world.storyId })),
  'Mutation.answerPulse': onMeeting('answerPulse', () => ({ score: 4 })),
  // Both parties have answered by now; the vendor’s lead, the client’s lead, and no member who does not facilitate.
  'Mutation.revealPulse': onMeeting('revealPulse', () => ({}), [U, N, N, F, OK, F, OK]),
  'Mutation.carryOverStory': onMeeting('carryOverStory', ({ storyIds }, _world, actor) => ({
    storyId: storyIds[['otherParty', 'member', 'lead'].indexOf(actor)] ?? randomUUID(),
    ...{ choice: 'DROP', reason: 'Not needed' },
  })),
};
