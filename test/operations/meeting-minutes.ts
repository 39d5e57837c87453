import { act, meetingOf } from '../meeting/minutes-kit.ts';
import { F, input, mutation, N, OK, type Row, U, WRITER } from './row.ts';
import type { World } from './world.ts';

/** The leads of both parties: here the client’s facilitates. */
const LEADS = [U, N, N, F, OK, F, OK] as const;

let weeks = 0;
/** Each actor meets a meeting of their own. */
const openMeeting = ({ server, partnership }: World): Promise<{ id: string }> =>
  meetingOf(server, partnership, `20${20 + Math.floor(weeks / 50)}-W${String((weeks++ % 50) + 1).padStart(2, '0')}`);

const onMinutes = (name: string, outcomes: Row['outcomes'], more: object): Row => ({
  document: mutation(name, 'meeting { id }'),
  variables: async (world) => {
    await closeOpen(world);
    const { id: meetingId } = await openMeeting(world);
    const { minutes } = await act(world.people.lead, 'closeMeeting', { meetingId });
    return input({ meetingId, ...(name === 'amendMinutes' ? {} : { hash: minutes.hash }), ...more });
  },
  outcomes,
});

/** What becomes of a meeting once it is over. */
export const meetingMinutes: Record<string, Row> = {
  'Mutation.closeMeeting': {
    // One meeting takes place at a time: what an actor may not close is closed for them.
    document: 'mutation ($input: MeetingInput!) { closeMeeting(input: $input) { meeting { id } } }',
    variables: async (world) => {
      await closeOpen(world);
      return input({ meetingId: (await openMeeting(world)).id });
    },
    outcomes: LEADS,
  },
  'Mutation.ratifyMinutes': onMinutes('ratifyMinutes', LEADS, {}),
  'Mutation.objectToMinutes': onMinutes('objectToMinutes', LEADS, { text: 'The second story was shown too' }),
  'Mutation.amendMinutes': onMinutes('amendMinutes', WRITER, { text: 'The recording is on the shared drive' }),
};

async function closeOpen({ server, partnership, people }: World): Promise<void> {
  const [open] = await server.database.query<{ id: string }>(
    `select id from meeting where partnership_id = $1 and state = 'OPEN'`,
    partnership.id,
  );
  if (open) await act(people.lead, 'closeMeeting', { meetingId: open.id });
}
