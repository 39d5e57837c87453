import { createHash, randomUUID } from 'node:crypto';
import { beginDemo, createMeetingDocument } from '@tandem/api/meeting/meeting-document';
import type { MeetingId, PartnershipId, StoryId } from '@tandem/schema/ids';
import { committedWeek } from '../iteration/commitment-kit.ts';
import { type Person, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';

interface VerdictNode {
  party: { kind: string };
  member: { name: string };
  verdict: string;
  note: string;
  isAsynchronous: boolean;
  promise: {
    id: string;
    key: string;
    text: string;
    state: string;
    dueOn: string;
    ownerParty: { kind: string };
    toParty: { kind: string };
    story: { id: string } | null;
  } | null;
}

/** What the tests read of a demo. */
export interface DemoNode {
  id: string;
  stageId: string | null;
  story: {
    id: string;
    key: string;
    state: string;
    stateReason: string | null;
    outcome: string | null;
    outcomeProvisional: boolean;
    transitions: string[];
  };
  criteria: {
    criterionId: string;
    version: number;
    text: string;
    changedSince: boolean;
    outcome: string;
    verdicts: VerdictNode[];
    history: VerdictNode[];
  }[];
  outcome: string;
  isProvisional: boolean;
  words: string;
  evidence: { id: string; kind: string; title: string; url: string; addedBy: { name: string } }[];
  dispute: {
    reason: string;
    escalatedBy: { name: string };
    rulings: { party: { kind: string }; member: { name: string }; ruling: string; note: string }[];
  } | null;
}

const DEMO = `fragment V on Verdict {
  party { kind } member { name } verdict note isAsynchronous
  promise { id key text state dueOn ownerParty { kind } toParty { kind } story { id } }
}
fragment D on Demo {
  id stageId story { id key state stateReason outcome outcomeProvisional transitions }
  criteria { criterionId version text changedSince outcome verdicts { ...V } history { ...V } }
  outcome isProvisional words evidence { id kind title url addedBy { name } }
  dispute { reason escalatedBy { name } rulings { party { kind } member { name } ruling note } }
}`;

export type DemoMutation =
  | 'giveVerdict'
  | 'escalateDispute'
  | 'ruleOnDispute'
  | 'addDemoLink'
  | 'addScreenshot'
  | 'removeEvidence';

const textOf = (name: DemoMutation): string =>
  `${DEMO} mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { demo { ...D } } }`;

/** The demo after a mutation; its mutationId is new unless given. @throws RefusedError. */
export async function act(by: Person, name: DemoMutation, input: object): Promise<DemoNode> {
  const data = await by.gql<Record<string, { demo: DemoNode }>>(textOf(name), {
    input: { mutationId: randomUUID(), ...input },
  });
  return (data[name] as { demo: DemoNode }).demo;
}

/** `CODE: message` of a mutation that is to be refused; null when it was not. */
export async function refused(by: Person, name: DemoMutation, input: object): Promise<string | null> {
  const [error] = (await by.ask(textOf(name), { input: { mutationId: randomUUID(), ...input } })).errors;
  return error ? `${error.extensions.code}: ${error.message}` : null;
}

const READ = `${DEMO} query ($id: ID!) { node(id: $id) { ... on Meeting { version attendance { member { name } kind } demos { ...D } } } }`;
interface MeetingNode {
  version: number;
  attendance: { member: { name: string }; kind: string }[];
  demos: DemoNode[];
}
export const readMeeting = async (by: Person, { id }: { id: string }): Promise<MeetingNode> =>
  (await by.gql<{ node: MeetingNode }>(READ, { id })).node;

export async function readDemo(by: Person, meeting: { id: string }, storyId: string): Promise<DemoNode> {
  const demo = (await readMeeting(by, meeting)).demos.find(({ story }) => story.id === storyId);
  if (!demo) throw new Error('there is no such demo');
  return demo;
}

const MOVE = 'mutation ($input: TransitionStoryInput!) { transitionStory(input: $input) { story { id } } }';
export const move = (by: Person, storyId: string, to: string, reason?: string): Promise<unknown> =>
  by.gql(MOVE, { input: { mutationId: randomUUID(), storyId, to, reason } });
/** The code of a move by hand that is to be refused; null when it was not. */
export const moveRefused = (by: Person, storyId: string, to: string, reason?: string): Promise<string | null> =>
  by.codeOf(MOVE, { input: { mutationId: randomUUID(), storyId, to, reason } });
export async function deliver(by: Person, storyId: string): Promise<void> {
  await move(by, storyId, 'IN_PROGRESS');
  await move(by, storyId, 'DELIVERED');
}

export interface TestMeeting {
  id: string;
  number: number;
}

/** A meeting about a week, in its rows: what schedules, opens and closes it is tried elsewhere. */
export async function insertMeeting(
  { database: { query }, services }: TestServer,
  p: TestPartnership,
  {
    isoWeek = '2026-W47',
    quorum = 1,
    startsAt = '2026-11-20T15:00:00Z',
    verdictsDueAt = '2026-11-21T15:00:00Z',
    storyIds = [] as readonly string[],
  } = {},
): Promise<TestMeeting> {
  const id = randomUUID();
  const [{ number } = { number: 0 }] = await query<{ number: number }>(
    `insert into meeting (id, partnership_id, number, iso_week, state, starts_at, duration, quorum, verdicts_due_at, settle_at,
       pulse_question, facilitating_party_id, created_by, created_at, updated_at)
     values ($1, $2, (select count(*) + 1 from meeting where partnership_id = $2), $3, 'SCHEDULED', $4, 60, $5, $6, $6,
       'How was it?', $7, $8, $4, $4) returning number`,
    ...[id, p.id, isoWeek, startsAt, quorum, verdictsDueAt, p.clientPartyId, p.clientMemberId],
  );
  await query(
    `insert into meeting_stage (id, partnership_id, meeting_id, kind, rank, minutes, added_at)
     values ($1, $3, $4, 'CHECK_IN', 'a0', 3, $5), ($2, $3, $4, 'GOALS', 'a1', 3, $5)`,
    ...[randomUUID(), randomUUID(), p.id, id, startsAt],
  );
  for (const [i, storyId] of storyIds.entries())
    await query(
      `insert into meeting_stage (id, partnership_id, meeting_id, kind, rank, minutes, story_id, added_at)
       values ($1, $2, $3, 'DEMO', $4, 5, $5, $6)`,
      ...[randomUUID(), p.id, id, `a2${i}`, storyId, startsAt],
    );
  const meeting = { id: id as MeetingId, partnershipId: p.id as PartnershipId, createdAt: new Date(startsAt) };
  await services.orm.em.fork().transactional(async (em) => {
    await createMeetingDocument(em, meeting);
    await beginDemo(em, meeting, storyIds as readonly StoryId[], meeting.createdAt);
  });
  return { id, number };
}

export async function openMeeting({ database: { query } }: TestServer, { id }: TestMeeting): Promise<void> {
  await query(
    `update meeting g set state = 'OPEN', started_at = starts_at, stage_entered_at = starts_at,
       current_stage_id = (select id from meeting_stage where meeting_id = g.id and kind = 'CHECK_IN') where id = $1`,
    id,
  );
}

export async function closeMeeting(
  { database: { query }, clock }: TestServer,
  p: TestPartnership,
  { id }: TestMeeting,
): Promise<void> {
  const content = JSON.stringify({ previous: null, state: { meeting: id } });
  await query(
    `with frozen as (
       insert into snapshot (id, partnership_id, number, kind, subject_id, revision, content, hash, made_by, made_at)
       select $1, $2, (select coalesce(max(number), 0) + 1 from snapshot where partnership_id = $2), 'MINUTES', $3, 1, $4, $5, $6, $7
       returning id
     )
     update meeting set state = 'CLOSED', started_at = coalesce(started_at, starts_at), closed_at = $7, current_stage_id = null,
       stage_entered_at = null, minutes_snapshot_id = (select id from frozen) where id = $3::uuid`,
    ...[randomUUID(), p.id, id, content, createHash('sha256').update(content, 'utf8').digest('hex')],
    ...[p.clientMemberId, clock.now()],
  );
}

export const checkIn = (
  { database: { query }, clock }: TestServer,
  p: TestPartnership,
  { id }: TestMeeting,
  memberIds: readonly string[] = [p.clientMemberId, p.vendorMemberId],
): Promise<unknown> =>
  query(
    `insert into meeting_attendance (partnership_id, meeting_id, member_id, kind, at)
     select $1, $2, member, 'PRESENT', $4 from unnest($3::uuid[]) as member
     on conflict (meeting_id, member_id) do update set kind = 'PRESENT'`,
    ...[p.id, id, `{${memberIds.join(',')}}`, clock.now()],
  );

export interface DemoWorld {
  p: TestPartnership;
  meeting: TestMeeting;
  week: { id: string; isoWeek: string };
  stories: { id: string; key: string }[];
}

/** A committed week whose stories are delivered, and the open meeting about it with both leads there. */
export async function demoWorld(
  server: TestServer,
  { points = [3], quorum = 1, opened = true, present = true } = {},
): Promise<DemoWorld> {
  const p = await partnershipWithTwoParties(server);
  const week = await committedWeek(p, '2026-W47', points);
  for (const { id } of week.stories) await deliver(p.vendor, id);
  const meeting = await insertMeeting(server, p, { quorum, storyIds: week.stories.map(({ id }) => id) });
  if (opened) await openMeeting(server, meeting);
  if (present) await checkIn(server, p, meeting);
  return { p, meeting, week, stories: week.stories };
}

/** What a verdict names of a criterion, counted from 0, as it was committed to. */
export async function onCriterion(by: Person, meeting: { id: string }, storyId: string, index = 0): Promise<object> {
  const criterion = (await readDemo(by, meeting, storyId)).criteria[index];
  return { meetingId: meeting.id, storyId, criterionId: criterion?.criterionId, version: criterion?.version };
}

/** Gives the same verdict on every criterion, for the party of `by`. @returns the demo after the last. */
export async function judgeAll(
  by: Person,
  meeting: { id: string },
  storyId: string,
  verdict = 'MET',
  note = '',
): Promise<DemoNode> {
  let demo = await readDemo(by, meeting, storyId);
  for (const { criterionId, version } of demo.criteria)
    demo = await act(by, 'giveVerdict', { meetingId: meeting.id, storyId, criterionId, version, verdict, note });
  return demo;
}
