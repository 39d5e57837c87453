import { randomUUID } from 'node:crypto';
import { type StageKind, STANDING_STAGES } from '@tandem/schema/meeting/rules';
import type { Person, TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';

/** What the tests of a meeting's record read of it. */
export interface RecordNode {
  id: string;
  version: number;
  decisions: { id: string; stageId: string; text: string; madeBy: { name: string }; withdrawnAt: string | null }[];
  actions: { stageId: string; promise: ActionPromise }[];
  celebrations: {
    text: string;
    story: { key: string } | null;
    to: { name: string } | null;
    givenBy: { name: string };
  }[];
  pulse: {
    question: string;
    revealedAt: string | null;
    parties: { party: { kind: string }; answers: number; average: number | null; counts: number[] | null }[];
  };
  myPulse: number | null;
  carryOver: CarryOverNode[];
}
interface ActionPromise {
  id: string;
  key: string;
  text: string;
  state: string;
  dueOn: string;
  meetingNumber: number | null;
  ownerParty: { kind: string };
  toParty: { kind: string };
  owner: { name: string } | null;
  story: { key: string } | null;
}
export interface CarryOverNode {
  story: { key: string; state: string; isoWeek: string | null; outcome: string | null };
  choice: string | null;
  reason: string | null;
  fromState: string;
  toWeek: string | null;
  newStory: { id: string; key: string; state: string; isoWeek: string | null; criteria: { text: string }[] } | null;
  madeBy: { name: string } | null;
}

const RECORD = `fragment R on Meeting {
  id version
  decisions { id stageId text madeBy { name } withdrawnAt }
  actions { stageId promise {
    id key text state dueOn meetingNumber ownerParty { kind } toParty { kind } owner { name } story { key } } }
  celebrations { text story { key } to { name } givenBy { name } }
  pulse { question revealedAt parties { party { kind } answers average counts } } myPulse
  carryOver {
    story { key state isoWeek outcome } choice reason fromState toWeek madeBy { name }
    newStory { id key state isoWeek criteria { text } }
  }
}`;

const INPUTS = {
  recordDecision: 'RecordDecisionInput',
  withdrawDecision: 'WithdrawDecisionInput',
  recordAction: 'RecordActionInput',
  celebrate: 'CelebrateInput',
  answerPulse: 'AnswerPulseInput',
  revealPulse: 'MeetingInput',
  carryOverStory: 'CarryOverStoryInput',
} as const;
type RecordMutation = keyof typeof INPUTS;

const textOf = (name: RecordMutation): string =>
  `${RECORD} mutation ($input: ${INPUTS[name]}!) { ${name}(input: $input) { meeting { ...R } } }`;

/** The record after a mutation; its mutationId is new unless given. @throws RefusedError. */
export async function act(by: Person, name: RecordMutation, input: object): Promise<RecordNode> {
  const data = await by.gql<Record<string, { meeting: RecordNode }>>(textOf(name), {
    input: { mutationId: randomUUID(), ...input },
  });
  return (data[name] as { meeting: RecordNode }).meeting;
}

/** `CODE: message` of a mutation that is to be refused; null when it was not. */
export async function refused(by: Person, name: RecordMutation, input: object): Promise<string | null> {
  const [error] = (await by.ask(textOf(name), { input: { mutationId: randomUUID(), ...input } })).errors;
  return error ? `${error.extensions.code}: ${error.message}` : null;
}

const READ = `${RECORD} query ($id: ID!) { node(id: $id) { ...R } }`;
export const readRecord = async (by: Person, id: string): Promise<RecordNode> =>
  (await by.gql<{ node: RecordNode }>(READ, { id })).node;

type Stages = Record<(typeof STANDING_STAGES)[number]['kind'], string>;
export interface OpenMeeting {
  meetingId: string;
  number: number;
  isoWeek: string;
  stages: Stages;
}

/** A meeting that looks back on a week and takes place, at its first stage, put into the rows; the client's lead facilitates. */
export async function openMeeting(
  { database, clock }: TestServer,
  p: TestPartnership,
  isoWeek: string,
): Promise<OpenMeeting> {
  const meetingId = randomUUID();
  const at = clock.now();
  await setMeetingState({ database, clock }, p, 'CLOSED');
  const [row] = await database.query<{ number: number }>(
    `insert into meeting (id, partnership_id, number, iso_week, state, starts_at, duration, quorum, verdicts_due_at,
       pulse_question, facilitating_party_id, facilitator_id, created_at, updated_at)
     select $1, $2::uuid, coalesce(max(number), 0) + 1, $3, 'SCHEDULED', $4, 60, 1, $4, 'How well did we work together?', $5, $6, $4, $4
     from meeting where partnership_id = $2 returning number`,
    ...[meetingId, p.id, isoWeek, at, p.clientPartyId, p.clientMemberId],
  );
  const stages: Partial<Record<StageKind, string>> = {};
  for (const [i, { kind, minutes }] of STANDING_STAGES.entries()) {
    stages[kind] = randomUUID();
    await database.query(
      `insert into meeting_stage (id, partnership_id, meeting_id, kind, rank, minutes, added_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      ...[stages[kind], p.id, meetingId, kind, `a${i}`, minutes, at],
    );
  }
  await database.query(
    `update meeting set state = 'OPEN', started_at = $2, current_stage_id = $3, stage_entered_at = $2 where id = $1`,
    ...[meetingId, at, stages.CHECK_IN],
  );
  return { meetingId, number: row?.number ?? 0, isoWeek, stages: stages as Stages };
}

/** Takes the meeting that takes place, if there is one, elsewhere; CLOSED with a snapshot that stands for its minutes. */
export async function setMeetingState(
  { database, clock }: Pick<TestServer, 'database' | 'clock'>,
  p: TestPartnership,
  state: 'CLOSED' | 'CANCELLED' | 'SCHEDULED',
): Promise<void> {
  const [open] = await database.query<{ id: string }>(
    `select id from meeting where partnership_id = $1 and state = 'OPEN'`,
    p.id,
  );
  if (!open) return;
  const snapshotId = state === 'CLOSED' ? await minutesOf({ database, clock }, p, open.id) : null;
  await database.query(
    `update meeting set state = $2, current_stage_id = null, stage_entered_at = null, minutes_snapshot_id = $3,
       closed_at = case when $2 = 'CLOSED' then $4::timestamptz end, started_at = case when $2 = 'CLOSED' then started_at end
     where id = $1`,
    ...[open.id, state, snapshotId, clock.now()],
  );
}

async function minutesOf({ database, clock }: Pick<TestServer, 'database' | 'clock'>, p: TestPartnership, id: string) {
  const snapshotId = randomUUID();
  await database.query(
    `insert into snapshot (id, partnership_id, number, kind, subject_id, revision, content, hash, made_by, made_at)
     select $1, $2::uuid, coalesce(max(number), 0) + 1, 'MINUTES', $3, 1, '{}', encode(sha256('{}'), 'hex'), $4, $5
     from snapshot where partnership_id = $2`,
    ...[snapshotId, p.id, id, p.clientMemberId, clock.now()],
  );
  return snapshotId;
}

/** Every change that followed a sequence: `kind: summary`, with who is named for it. */
export async function changesSince({ database }: TestServer, p: TestPartnership, seq: number): Promise<string[]> {
  const rows = await database.query<{ kind: string; summary: string; name: string | null }>(
    `select c.kind, c.summary, e.name from change_event c left join member m on m.id = c.actor_id left join person e on e.id = m.person_id
     where c.partnership_id = $1 and c.seq > $2 order by c.seq`,
    ...[p.id, seq],
  );
  return rows.map(({ kind, summary, name }) => `${name ?? 'nobody'} ${kind}: ${summary}`);
}

export async function lastSeq({ database }: TestServer, p: TestPartnership): Promise<number> {
  const [row] = await database.query<{ change_seq: number }>('select change_seq from partnership where id = $1', p.id);
  return row?.change_seq ?? 0;
}
