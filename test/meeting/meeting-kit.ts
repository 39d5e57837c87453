import { randomUUID } from 'node:crypto';
import type { Answer } from '../kit/graphql-client.ts';
import { HOUR_MS } from '../kit/clock.ts';
import { type Person, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { committedWeek, type PlannedWeek } from '../iteration/commitment-kit.ts';
import { serverAt } from '../iteration/iteration-kit.ts';

/** What the tests of agenda and facilitation read of a meeting. */
export interface MeetingNode {
  id: string;
  number: number;
  isoWeek: string;
  iteration: { isoWeek: string } | null;
  state: string;
  startsAt: string;
  duration: number;
  verdictsDueAt: string;
  pulseQuestion: string;
  quorums: { party: { kind: string }; needed: number; came: number }[];
  facilitatingParty: { kind: string };
  facilitator: { id: string; name: string } | null;
  stages: StageNode[];
  currentStageId: string | null;
  stageEnteredAt: string | null;
  signals: { member: { name: string }; signal: string }[];
  attendance: { member: { name: string }; kind: string }[];
  startedAt: string | null;
  cancelReason: string | null;
  version: number;
}

export interface StageNode {
  id: string;
  kind: string;
  title: string | null;
  story: { key: string } | null;
  minutes: number;
  spentMs: number;
  firstEnteredAt: string | null;
  addedBy: { name: string } | null;
  parkedAt: string | null;
  parkedInMeeting: number | null;
}

const MEETING = `fragment M on Meeting {
  id number isoWeek iteration { isoWeek } state startsAt duration verdictsDueAt pulseQuestion
  quorums { party { kind } needed came } facilitatingParty { kind } facilitator { id name }
  stages {
    id kind title story { key } minutes spentMs firstEnteredAt addedBy { name } parkedAt parkedInMeeting
  }
  currentStageId stageEnteredAt signals { member { name } signal } attendance { member { name } kind }
  startedAt cancelReason version
}`;

const INPUTS = {
  scheduleMeeting: 'ScheduleMeetingInput',
  moveMeeting: 'MoveMeetingInput',
  cancelMeeting: 'CancelMeetingInput',
  addTopic: 'AddTopicInput',
  addDemo: 'AddDemoInput',
  moveStage: 'MoveStageInput',
  setStageMinutes: 'SetStageMinutesInput',
  removeStage: 'StageInput',
  parkTopic: 'StageInput',
  startMeeting: 'MeetingInput',
  checkIn: 'MeetingInput',
  advanceMeeting: 'AdvanceMeetingInput',
  goToStage: 'GoToStageInput',
  signalStage: 'SignalStageInput',
  handOverFacilitation: 'HandOverFacilitationInput',
  takeOverFacilitation: 'TakeOverFacilitationInput',
} as const;
export type MeetingMutation = keyof typeof INPUTS;

const textOf = (name: MeetingMutation): string =>
  `${MEETING} mutation ($input: ${INPUTS[name]}!) { ${name}(input: $input) { meeting { ...M } } }`;

/** The meeting after a mutation; its mutationId is new unless given. @throws RefusedError. */
export async function act(by: Person, name: MeetingMutation, input: object): Promise<MeetingNode> {
  const data = await by.gql<Record<string, { meeting: MeetingNode }>>(textOf(name), {
    input: { mutationId: randomUUID(), ...input },
  });
  return (data[name] as { meeting: MeetingNode }).meeting;
}

type Refused = Answer<unknown>['errors'][0];

/** `CODE: message` of a mutation that is to be refused; null when it was not. */
export async function refused(by: Person, name: MeetingMutation, input: object): Promise<string | null> {
  const { errors } = await by.ask(textOf(name), { input: { mutationId: randomUUID(), ...input } });
  const error: Refused | undefined = errors[0];
  return error ? `${error.extensions.code}: ${error.message}` : null;
}

const READ = `${MEETING} query ($slug: String!, $number: Int!) { meeting(slug: $slug, number: $number) { ...M } }`;
export const readMeeting = async (by: Person, { slug }: { slug: string }, number = 1): Promise<MeetingNode> =>
  (await by.gql<{ meeting: MeetingNode }>(READ, { slug, number })).meeting;

const ALL = `${MEETING} query ($slug: String!) {
  partnership(slug: $slug) { nextMeeting { number } meetings(first: 100) { edges { node { ...M } } } }
}`;
interface Calendar {
  partnership: { nextMeeting: { number: number } | null; meetings: { edges: { node: MeetingNode }[] } };
}
/** Every meeting by when it begins, and the number of the next one. */
export async function readCalendar(by: Person, { slug }: { slug: string }) {
  const { nextMeeting, meetings } = (await by.gql<Calendar>(ALL, { slug })).partnership;
  return { next: nextMeeting?.number ?? null, meetings: meetings.edges.map(({ node }) => node) };
}

/** An agenda in short: a stage's kind, a demo's story, a topic's title. */
export const agendaOf = ({ stages }: Pick<MeetingNode, 'stages'>): string[] =>
  stages.map(({ kind, title, story }) => story?.key ?? title ?? kind);

/** The stage that everybody's screen shows, in short. */
export function currentOf({ stages, currentStageId }: MeetingNode): string | null {
  const current = stages.find(({ id }) => id === currentStageId);
  return current ? (current.story?.key ?? current.title ?? current.kind) : null;
}

/** A stage by its kind, its story's key or its title. @throws Error when it is not on the agenda. */
export function stageOf({ stages }: MeetingNode, name: string): StageNode {
  const found = stages.find(({ kind, title, story }) => [kind, title, story?.key].includes(name));
  if (!found) throw new Error(`there is no stage ${name}`);
  return found;
}

const TRANSITION = `mutation ($input: TransitionStoryInput!) { transitionStory(input: $input) { story { state } } }`;

/** Brings a committed story into being delivered, as its team does. */
export async function deliver(by: Person, storyId: string): Promise<void> {
  for (const to of ['IN_PROGRESS', 'DELIVERED'])
    await by.gql(TRANSITION, { input: { mutationId: randomUUID(), storyId, to } });
}

/** A Wednesday, in the week that `partnershipInWeek` commits. */
export const NOW = '2026-11-18T10:00:00Z';
export const WEEK = '2026-W47';

export interface MeetingWorld {
  server: TestServer;
  p: TestPartnership;
  week: PlannedWeek;
  close(): Promise<void>;
}

/** A server at NOW with a partnership whose week is signed by both and whose first `delivered` stories are delivered. */
export async function partnershipInWeek({ stories = 3, delivered = 2 } = {}): Promise<MeetingWorld> {
  const server = await serverAt(NOW);
  const p = await partnershipWithTwoParties(server);
  const week = await committedWeek(p, WEEK, Array<number>(stories).fill(3));
  for (const { id } of week.stories.slice(0, delivered)) await deliver(p.vendor, id);
  return {
    ...{ server, p, week },
    async close() {
      await p.close();
      await server.close();
    },
  };
}

/** The meeting of a week, two hours from now unless said otherwise. */
export const scheduled = (
  { server, p }: Pick<MeetingWorld, 'server' | 'p'>,
  isoWeek = WEEK,
  startsAt = new Date(server.clock.now().getTime() + 2 * HOUR_MS).toISOString(),
): Promise<MeetingNode> => act(p.vendor, 'scheduleMeeting', { partnershipId: p.id, isoWeek, startsAt });

/** The same, begun by the client's lead. */
export async function opened(world: Pick<MeetingWorld, 'server' | 'p'>, isoWeek?: string): Promise<MeetingNode> {
  const { id: meetingId } = await scheduled(world, isoWeek);
  return act(world.p.client, 'startMeeting', { meetingId });
}
