import { createHash, randomUUID } from 'node:crypto';
import type { MinutesContent } from '@tandem/schema/meeting/minutes';
import { type StageKind, STANDING_STAGES } from '@tandem/schema/meeting/rules';
import type { Person, TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';

/** What the tests read of minutes. */
export interface MinutesNode {
  isFrozen: boolean;
  content: string;
  snapshotId: string | null;
  hash: string | null;
  markdown: string;
  ratifications: { party: { kind: string }; member: { name: string }; hash: string }[];
  objections: { party: { kind: string }; member: { name: string }; text: string }[];
  amendments: { number: number; text: string; member: { name: string } | null }[];
}
interface MeetingNode {
  state: string;
  currentStageId: string | null;
  pulseRevealedAt?: string;
  version: number;
  minutes: MinutesNode;
}

const MEETING = `fragment M on Meeting {
  state currentStageId version
  minutes {
    isFrozen content snapshotId hash markdown ratifications { party { kind } member { name } hash }
    objections { party { kind } member { name } text } amendments { number text member { name } }
  }
}`;
const INPUTS = {
  closeMeeting: 'MeetingInput',
  ratifyMinutes: 'RatifyMinutesInput',
  objectToMinutes: 'ObjectToMinutesInput',
  amendMinutes: 'AmendMinutesInput',
} as const;
type Mutation = keyof typeof INPUTS;
const textOf = (name: Mutation): string =>
  `${MEETING} mutation ($input: ${INPUTS[name]}!) { ${name}(input: $input) { meeting { ...M } } }`;

/** The meeting after a mutation; its mutationId is new unless given. @throws RefusedError. */
export async function act(by: Person, name: Mutation, input: object): Promise<MeetingNode> {
  const data = await by.gql<Record<string, { meeting: MeetingNode }>>(textOf(name), {
    input: { mutationId: randomUUID(), ...input },
  });
  return (data[name] as { meeting: MeetingNode }).meeting;
}

/** `CODE: message` of a mutation that is to be refused; null when it was not. */
export async function refused(by: Person, name: Mutation, input: object): Promise<string | null> {
  const [error] = (await by.ask(textOf(name), { input: { mutationId: randomUUID(), ...input } })).errors;
  return error ? `${error.extensions.code}: ${error.message}` : null;
}

const READ = `${MEETING} query ($id: ID!) { node(id: $id) { ...M } }`;
export const readMeeting = async (by: Person, { id }: { id: string }): Promise<MeetingNode> =>
  (await by.gql<{ node: MeetingNode }>(READ, { id })).node;
export const minutesOf = async (by: Person, meeting: { id: string }): Promise<MinutesNode> =>
  (await readMeeting(by, meeting)).minutes;
export const stateOf = ({ content }: MinutesNode): MinutesContent['state'] =>
  (JSON.parse(content) as MinutesContent).state;

/** What anybody can recompute of a frozen content. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A row by its columns, as a command would have put it there. */
export async function put(server: TestServer, table: string, row: Record<string, unknown>): Promise<void> {
  const places = Object.keys(row).map(() => '?');
  await server.services.orm.em
    .fork()
    .execute(`insert into ${table} (${Object.keys(row).join(', ')}) values (${places.join(', ')})`, Object.values(row));
}

export interface TestMeeting {
  id: string;
  number: number;
  stages: Readonly<Record<Exclude<StageKind, 'DEMO' | 'TOPIC'>, string>>;
}

let ranks = 0;
/** Ascending, as the agenda's ranks are. */
const nextRank = (): string => `a${String(++ranks).padStart(6, '0')}`;

export async function addStage(
  server: TestServer,
  p: TestPartnership,
  meetingId: string,
  stage: { kind: StageKind; minutes: number; rank?: string } & Record<string, unknown>,
): Promise<string> {
  const id = randomUUID();
  await put(server, 'meeting_stage', {
    ...{ id, partnership_id: p.id, meeting_id: meetingId, rank: nextRank(), added_at: server.clock.now() },
    ...stage,
  });
  return id;
}

/** A meeting about a week with its standing stages: to come, or open at its check-in since now. */
export async function meetingOf(
  server: TestServer,
  p: TestPartnership,
  isoWeek: string,
  state: 'SCHEDULED' | 'OPEN' | 'CANCELLED' = 'OPEN',
  more: Record<string, unknown> = {},
): Promise<TestMeeting> {
  const id = randomUUID();
  const now = server.clock.now();
  const [highest] = await server.database.query<{ number: number }>(
    'select coalesce(max(number), 0) as number from meeting where partnership_id = $1',
    p.id,
  );
  const number = (highest?.number ?? 0) + 1;
  await put(server, 'meeting', {
    ...{ id, partnership_id: p.id, number, iso_week: isoWeek, state: state === 'OPEN' ? 'SCHEDULED' : state },
    ...{ starts_at: now, duration: 60, quorum: 1, verdicts_due_at: new Date(now.getTime() + 86_400_000) },
    ...{ pulse_question: 'How was the week?', facilitating_party_id: p.clientPartyId },
    ...{ created_at: now, updated_at: now, ...more },
  });
  const stages: Record<string, string> = {};
  for (const stage of STANDING_STAGES) stages[stage.kind] = await addStage(server, p, id, stage);
  if (state === 'OPEN')
    await server.database.query(
      `update meeting set state = 'OPEN', started_at = $2, stage_entered_at = $2, current_stage_id = $3, facilitator_id = $4,
         settle_at = verdicts_due_at where id = $1`,
      ...[id, now, stages.CHECK_IN, p.clientMemberId],
    );
  return { id, number, stages: stages as TestMeeting['stages'] };
}

/** Whoever is there. */
export const attend = (
  server: TestServer,
  p: TestPartnership,
  meetingId: string,
  memberId: string,
  kind: 'PRESENT' | 'ASYNCHRONOUS' = 'PRESENT',
): Promise<void> =>
  put(server, 'meeting_attendance', {
    ...{ partnership_id: p.id, meeting_id: meetingId, member_id: memberId, kind, at: server.clock.now() },
  });

/** Notifications of a kind about a meeting, by who is told. */
export const told = (
  server: TestServer,
  { id }: { id: string },
  kind: string,
): Promise<{ name: string; text: string; path: string }[]> =>
  server.database.query(
    `select e.name, n.text, n.path from notification n join member m on m.id = n.member_id join person e on e.id = m.person_id
     where n.node_id = $1 and n.kind = $2 order by n.at, e.name`,
    ...[id, kind],
  );
