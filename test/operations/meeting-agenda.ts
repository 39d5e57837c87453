import { MINUTE_MS } from '../kit/clock.ts';
import { commitStories } from '../kit/committed-stories.ts';
import { createReadyStory } from '../kit/ready-stories.ts';
import { ANYBODY, F, input, ITS_LEAD, mutation, N, OK, READER, type Row, U, WRITER } from './row.ts';
import type { World } from './world.ts';

/** A lead of either party. */
const A_LEAD: Row['outcomes'] = [U, N, N, F, OK, F, OK];
const SCHEDULE = mutation('scheduleMeeting', 'meeting { id number stages { id kind } }');
const START = 'mutation ($input: MeetingInput!) { startMeeting(input: $input) { meeting { id } } }';
const on = (name: string, type: string): string =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { meeting { id } } }`;
const inMinutes = ({ server }: World, minutes: number): string =>
  new Date(server.clock.now().getTime() + minutes * MINUTE_MS).toISOString();

interface Made {
  id: string;
  number: number;
  stages: { id: string; kind: string }[];
}
const stage = ({ stages }: Made, kind: string): string => stages.find((one) => one.kind === kind)?.id ?? '';

/** What an earlier row scheduled or began is over. */
async function scheduled(world: World, isoWeek = '2026-W47'): Promise<Made> {
  await world.server.database.query(
    `update meeting set state = 'CANCELLED', started_at = null, current_stage_id = null, stage_entered_at = null
     where state in ('OPEN', 'SCHEDULED')`,
  );
  const { scheduleMeeting } = await world.people.lead.gql<{ scheduleMeeting: { meeting: Made } }>(
    SCHEDULE,
    input({ partnershipId: world.partnership.id, isoWeek, startsAt: inMinutes(world, 10) }),
  );
  return scheduleMeeting.meeting;
}

/** Begun by the client's lead. */
async function opened(world: World): Promise<Made> {
  const meeting = await scheduled(world);
  await world.people.lead.gql(START, input({ meetingId: meeting.id }));
  return meeting;
}

/** An agenda's stage at which something is done, of a meeting to come. */
const onStage = (
  name: string,
  type: string,
  kind: string,
  more: (made: Made, world: World) => object = () => ({}),
): Row => ({
  document: on(name, type),
  variables: async (world) => {
    const made = await scheduled(world);
    return input({ meetingId: made.id, stageId: stage(made, kind), ...more(made, world) });
  },
  outcomes: WRITER,
});

/** A story and the week that both parties committed to it for; once, for the ceremony is not what is tried here. */
const weeks = new WeakMap<World, Promise<{ storyId: string; isoWeek: string }>>();
function committed(world: World): Promise<{ storyId: string; isoWeek: string }> {
  const known = weeks.get(world) ?? commit(world);
  weeks.set(world, known);
  return known;
}
async function commit({ server, partnership }: World): Promise<{ storyId: string; isoWeek: string }> {
  const story = await createReadyStory(partnership);
  const iterationId = await commitStories(partnership, [story], server.clock.now());
  const [week] = await server.database.query<{ isoWeek: string }>(
    'select iso_week as "isoWeek" from iteration where id = $1',
    iterationId,
  );
  return { storyId: story.id, isoWeek: week?.isoWeek ?? '' };
}

export const meetingAgenda: Record<string, Row> = {
  'Query.meeting': {
    document: 'query ($slug: String!, $number: Int!) { meeting(slug: $slug, number: $number) { id } }',
    variables: async (world) => ({ slug: world.partnership.slug, number: (await scheduled(world)).number }),
    outcomes: READER,
  },
  'Query.serverTime': { document: '{ serverTime }', outcomes: ANYBODY },
  'Mutation.scheduleMeeting': {
    document: SCHEDULE,
    variables: (world) =>
      input({ partnershipId: world.partnership.id, isoWeek: '2026-W48', startsAt: inMinutes(world, 20) }),
    outcomes: WRITER,
  },
  'Mutation.moveMeeting': {
    document: on('moveMeeting', 'MoveMeetingInput'),
    variables: async (world) => input({ meetingId: (await scheduled(world)).id, startsAt: inMinutes(world, 30) }),
    outcomes: WRITER,
  },
  'Mutation.cancelMeeting': {
    document: on('cancelMeeting', 'CancelMeetingInput'),
    variables: async (world) => input({ meetingId: (await scheduled(world)).id, reason: 'Strike day' }),
    outcomes: WRITER,
  },
  'Mutation.addTopic': {
    document: on('addTopic', 'AddTopicInput'),
    variables: async (world) => input({ meetingId: (await scheduled(world)).id, title: 'Access' }),
    outcomes: WRITER,
  },
  'Mutation.moveStage': onStage('moveStage', 'MoveStageInput', 'GOALS', (made) => ({ afterId: stage(made, 'PULSE') })),
  'Mutation.setStageMinutes': onStage('setStageMinutes', 'SetStageMinutesInput', 'GOALS', () => ({ minutes: 9 })),
  'Mutation.removeStage': onStage('removeStage', 'StageInput', 'GOALS'),
  'Mutation.addDemo': {
    document: on('addDemo', 'AddDemoInput'),
    variables: async (world) => {
      const { storyId, isoWeek } = await committed(world);
      return input({ meetingId: (await scheduled(world, isoWeek)).id, storyId });
    },
    outcomes: WRITER,
  },
  'Mutation.parkTopic': {
    document: on('parkTopic', 'StageInput'),
    variables: async (world) => {
      const { id: meetingId } = await opened(world);
      const { addTopic } = await world.people.lead.gql<{ addTopic: { meeting: Made } }>(
        mutation('addTopic', 'meeting { id number stages { id kind } }'),
        input({ meetingId, title: 'Access' }),
      );
      return input({ meetingId, stageId: stage(addTopic.meeting, 'TOPIC') });
    },
    outcomes: WRITER,
  },
  'Mutation.startMeeting': {
    document: START,
    variables: async (world) => input({ meetingId: (await scheduled(world)).id }),
    outcomes: WRITER,
  },
  'Mutation.checkIn': {
    document: on('checkIn', 'MeetingInput'),
    variables: async (world) => input({ meetingId: (await opened(world)).id }),
    outcomes: READER,
  },
  'Mutation.advanceMeeting': {
    document: on('advanceMeeting', 'AdvanceMeetingInput'),
    variables: async (world) => {
      const made = await opened(world);
      return input({ meetingId: made.id, fromStageId: stage(made, 'CHECK_IN') });
    },
    outcomes: A_LEAD,
  },
  'Mutation.goToStage': {
    document: on('goToStage', 'GoToStageInput'),
    variables: async (world) => {
      const made = await opened(world);
      return input({ meetingId: made.id, fromStageId: stage(made, 'CHECK_IN'), stageId: stage(made, 'PULSE') });
    },
    outcomes: A_LEAD,
  },
  'Mutation.signalStage': {
    document: on('signalStage', 'SignalStageInput'),
    variables: async (world) => {
      const made = await opened(world);
      return input({ meetingId: made.id, stageId: stage(made, 'CHECK_IN'), signal: 'READY' });
    },
    outcomes: WRITER,
  },
  'Mutation.handOverFacilitation': {
    document: on('handOverFacilitation', 'HandOverFacilitationInput'),
    variables: async (world) =>
      input({ meetingId: (await opened(world)).id, memberId: world.partnership.vendorMemberId }),
    outcomes: ITS_LEAD,
  },
  'Mutation.takeOverFacilitation': {
    document: on('takeOverFacilitation', 'TakeOverFacilitationInput'),
    variables: async (world) =>
      input({ meetingId: (await opened(world)).id, fromMemberId: world.partnership.clientMemberId }),
    outcomes: WRITER,
  },
  'Mutation.setMeetingSlot': {
    document: mutation('setMeetingSlot', 'partnership { meetingSlot { weekday next { at } } }'),
    variables: ({ partnership }, actor) =>
      input({ partnershipId: partnership.id, weekday: 5, startsAt: actor === 'lead' ? 840 : 600 }),
    outcomes: A_LEAD,
  },
  'Mutation.endMeetingSlot': {
    document: mutation('endMeetingSlot', 'partnership { id }'),
    variables: ({ partnership }) => input({ partnershipId: partnership.id }),
    outcomes: A_LEAD,
  },
  'Mutation.makeCalendarFeed': {
    document: mutation('makeCalendarFeed', 'url'),
    variables: ({ partnership }) => input({ partnershipId: partnership.id }),
    outcomes: READER,
  },
};
