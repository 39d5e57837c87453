import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setStoryState } from '../iteration/committed.ts';
import { setClock } from '../iteration/iteration-kit.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kit/clock.ts';
import { freshDatabase } from '../kit/database.ts';
import {
  type Person,
  partnershipWithTwoParties,
  signInAgain,
  type TestMember,
  type TestPartnership,
} from '../kit/people.ts';
import { startServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import {
  act,
  agendaOf,
  currentOf,
  deliver,
  type MeetingNode,
  type MeetingWorld,
  opened,
  partnershipInWeek,
  readMeeting,
  refused,
  scheduled,
  stageOf,
} from './meeting-kit.ts';

let world: MeetingWorld;
let p: TestPartnership;
let member: TestMember;
let observer: TestMember;
let meeting: MeetingNode;
beforeAll(async () => {
  world = await partnershipInWeek();
  p = world.p;
  member = await p.join('CLIENT', 'MEMBER', 'Ama Okafor');
  observer = await p.join('VENDOR', 'OBSERVER', 'Olu Observer');
});
afterAll(() => world.close());

/** The meeting of the week, begun by the client's lead; after the test it never was. */
beforeEach(async () => {
  meeting = await opened(world);
});
afterEach(() => neverBegun());

const neverBegun = () =>
  world.server.database.query(
    `update meeting set state = 'CANCELLED', started_at = null, current_stage_id = null, stage_entered_at = null
     where state in ('OPEN', 'SCHEDULED')`,
  );
const next = (by: Person, { id, currentStageId }: MeetingNode, step: 'NEXT' | 'BACK' = 'NEXT'): Promise<MeetingNode> =>
  act(by, 'advanceMeeting', { meetingId: id, fromStageId: currentStageId, step });
const goTo = (by: Person, from: MeetingNode, name: string): Promise<MeetingNode> =>
  act(by, 'goToStage', { meetingId: from.id, fromStageId: from.currentStageId, stageId: stageOf(from, name).id });
const events = (): Promise<{ kind: string; by: string; to: string | null }[]> =>
  world.server.database.query(
    `select v.kind, e.name as by, o.name as to from meeting_event v join member m on m.id = v.member_id
     join person e on e.id = m.person_id left join member t on t.id = v.to_member_id left join person o on o.id = t.person_id
     where v.meeting_id = $1 order by v.at, v.id`,
    meeting.id,
  );

describe('beginning', () => {
  test('whoever begins facilitates and is there, and everybody’s screen shows the check-in', async () => {
    expect(meeting).toMatchObject({
      ...{ state: 'OPEN', facilitator: { name: 'Priya Raman' }, facilitatingParty: { kind: 'CLIENT' } },
      attendance: [{ member: { name: 'Priya Raman' }, kind: 'PRESENT' }],
    });
    expect(currentOf(meeting)).toBe('CHECK_IN');
    expect(stageOf(meeting, 'CHECK_IN').firstEnteredAt).toBe(meeting.startedAt);
    expect(await events()).toEqual([{ kind: 'STARTED', by: 'Priya Raman', to: null }]);
  });

  test('one meeting takes place at a time: of two that are begun at once, one is', async () => {
    await neverBegun();
    const both = [await scheduled(world), await scheduled(world, '2026-W48')];
    const outcomes = await Promise.all(
      both.map(({ id }, i) => refused(i ? p.vendor : p.client, 'startMeeting', { meetingId: id })),
    );
    expect(outcomes.toSorted()).toEqual(
      [expect.stringMatching(/^CONFLICT: Meeting \d takes place now/), null].toSorted(),
    );
  });

  test('a story that is taken back before it is off the agenda, and what is delivered meanwhile comes by hand', async () => {
    await neverBegun();
    const [first, second, third] = world.week.stories;
    const { id: meetingId } = await scheduled(world);
    await act(p.client, 'addTopic', { meetingId, title: 'Access', minutes: 5 });
    await setStoryState(world.server, second?.id ?? '', 'IN_PROGRESS');
    const begun = await act(p.vendor, 'startMeeting', { meetingId });
    expect(agendaOf(begun).slice(3, 5)).toEqual([first?.key, 'CONCERNS']);
    await setStoryState(world.server, second?.id ?? '', 'DELIVERED');
    await deliver(p.vendor, third?.id ?? '');
    expect(agendaOf(await readMeeting(p.client, p, begun.number))).toEqual(agendaOf(begun));
    for (const story of [second, third]) await act(p.client, 'addDemo', { meetingId, storyId: story?.id });
    const shown = agendaOf(await readMeeting(p.client, p, begun.number));
    expect(shown.slice(3, 6)).toEqual([first?.key, second?.key, third?.key]);
    await setStoryState(world.server, third?.id ?? '', 'IN_PROGRESS');
  });

  test('one that begins late leaves absent people their time for verdicts', async () => {
    await neverBegun();
    const { id: meetingId, startsAt } = await scheduled(world);
    setClock(world.server, new Date(Date.parse(startsAt) + 2 * DAY_MS).toISOString());
    const begun = await act(p.client, 'startMeeting', { meetingId });
    const left = Date.parse(begun.verdictsDueAt) - Date.parse(begun.startedAt ?? '');
    expect(left).toBe(24 * HOUR_MS);
  });
});

describe('checking in', () => {
  test('each party has its quorum by those who write; observers are welcome', async () => {
    await act(observer.person, 'checkIn', { meetingId: meeting.id });
    const came = await act(p.vendor, 'checkIn', { meetingId: meeting.id });
    expect(came.attendance.map(({ member: { name } }) => name)).toEqual([
      'Priya Raman',
      'Olu Observer',
      'Tomás Herrera',
    ]);
    expect(came.quorums).toEqual([
      { party: { kind: 'CLIENT' }, needed: 1, came: 1 },
      { party: { kind: 'VENDOR' }, needed: 1, came: 1 },
    ]);
    expect(await act(p.vendor, 'checkIn', { meetingId: meeting.id })).toEqual(came);
  });

  test('who gave a verdict from afar and then comes is there', async () => {
    await world.server.database.query(
      `insert into meeting_attendance (partnership_id, meeting_id, member_id, kind, at) values ($1, $2, $3, 'ASYNCHRONOUS', now())`,
      ...[p.id, meeting.id, member.memberId],
    );
    const { attendance } = await act(member.person, 'checkIn', { meetingId: meeting.id });
    expect(attendance).toContainEqual({ member: { name: 'Ama Okafor' }, kind: 'PRESENT' });
  });
});

describe('going on', () => {
  test('next and back go from stage to stage for everybody, and stay at the ends', async () => {
    expect(await next(p.client, meeting, 'BACK')).toEqual(meeting);
    const seen = [currentOf(meeting)];
    let now = meeting;
    for (let i = 1; i < meeting.stages.length; i++) {
      now = await next(i % 2 ? p.client : p.vendor, now);
      seen.push(currentOf(now));
    }
    expect(seen).toEqual(agendaOf(meeting));
    expect(await next(p.client, now)).toEqual(now);
    expect(currentOf(await next(p.client, now, 'BACK'))).toBe('PULSE');
    expect(currentOf(await readMeeting(observer.person, p, meeting.number))).toBe('PULSE');
  });

  test('two who press Next at once move one step', async () => {
    const both = await Promise.all([next(p.client, meeting), next(p.vendor, meeting)]);
    expect(both.map(currentOf)).toEqual(['PROMISES', 'PROMISES']);
    expect((await events()).filter(({ kind }) => kind === 'MOVED')).toHaveLength(1);
  });

  test('whoever goes to a stage from one that the meeting has left moves nobody', async () => {
    const moved = await goTo(p.client, meeting, 'CONCERNS');
    expect(await goTo(p.vendor, meeting, 'PULSE')).toEqual(moved);
    expect(await next(p.vendor, meeting)).toEqual(moved);
    expect(currentOf(await goTo(p.vendor, moved, 'GOALS'))).toBe('GOALS');
  });

  test('only the facilitator and the leads move it', async () => {
    const from = { meetingId: meeting.id, fromStageId: meeting.currentStageId };
    const stageId = stageOf(meeting, 'PULSE').id;
    for (const [by, sentence] of [
      [member.person, /^FORBIDDEN: Only the facilitator and the leads/],
      [observer.person, /^FORBIDDEN: Observers read/],
    ] as const) {
      expect(await refused(by, 'advanceMeeting', { ...from, step: 'NEXT' })).toMatch(sentence);
      expect(await refused(by, 'goToStage', { ...from, stageId })).toMatch(sentence);
    }
    await act(p.client, 'handOverFacilitation', { meetingId: meeting.id, memberId: member.memberId });
    expect(currentOf(await next(member.person, meeting))).toBe('PROMISES');
  });

  test('a stage keeps count of its time by the server’s clock, also when it comes back', async () => {
    const start = Date.parse(meeting.startedAt ?? '');
    const at = (minutes: number): void => setClock(world.server, new Date(start + minutes * MINUTE_MS).toISOString());
    at(4);
    const promises = await next(p.client, meeting);
    at(10);
    const back = await next(p.client, promises, 'BACK');
    at(11);
    const again = await next(p.client, back);
    const minutes = (name: string): number => Math.round(stageOf(again, name).spentMs / MINUTE_MS);
    expect([minutes('CHECK_IN'), minutes('PROMISES')]).toEqual([5, 6]);
    expect(Date.parse(again.stageEnteredAt ?? '')).toBeGreaterThanOrEqual(start + 11 * MINUTE_MS);
    expect(stageOf(again, 'PROMISES').firstEnteredAt).toBe(promises.stageEnteredAt);
    await act(member.person, 'setStageMinutes', { meetingId: meeting.id, stageId: again.currentStageId, minutes: 15 });
    await act(member.person, 'setStageMinutes', { meetingId: meeting.id, stageId: again.currentStageId, minutes: 4 });
    expect((await events()).filter(({ kind }) => kind === 'EXTENDED')).toEqual([
      { kind: 'EXTENDED', by: 'Ama Okafor', to: null },
    ]);
  });

  test('a meeting that is left open for months still goes on', async () => {
    await world.server.database.query(`update meeting set stage_entered_at = stage_entered_at - interval '60 days'`);
    expect(stageOf(await next(p.vendor, meeting), 'CHECK_IN').spentMs).toBe(2 ** 31 - 1);
  });
});

describe('the agenda while people are in it', () => {
  test('when the current stage is taken off, everybody goes to the nearest that is left', async () => {
    const [first = '', second = ''] = world.week.stories.map(({ key }) => key);
    const at = await goTo(p.client, meeting, first);
    const removed = await act(member.person, 'removeStage', { meetingId: meeting.id, stageId: at.currentStageId });
    expect(currentOf(removed)).toBe(second);
    expect(agendaOf(removed)).not.toContain(first);
    const [stage] = await world.server.database.query<{ spent: boolean }>(
      'select spent_ms >= 0 and first_entered_at is not null as spent from meeting_stage where id = $1',
      at.currentStageId,
    );
    expect(stage).toEqual({ spent: true });
  });

  test('adding, moving and removing other stages moves nobody', async () => {
    const { client } = p;
    const meetingId = meeting.id;
    const at = await goTo(client, meeting, 'GOALS');
    await act(member.person, 'addTopic', { meetingId, title: 'Access', minutes: 5, beforeId: at.currentStageId });
    await act(p.vendor, 'moveStage', { meetingId, stageId: at.currentStageId, afterId: stageOf(at, 'PULSE').id });
    const after = await act(p.vendor, 'removeStage', { meetingId, stageId: stageOf(at, 'CONCERNS').id });
    expect(after).toMatchObject({ currentStageId: at.currentStageId, stageEnteredAt: at.stageEnteredAt });
    expect(currentOf(await next(client, after))).toBe('CLOSE');
    expect((await events()).map(({ kind }) => kind)).toEqual([
      'STARTED',
      'MOVED',
      'STAGE_ADDED',
      'STAGE_REMOVED',
      'MOVED',
    ]);
  });
});

describe('signals', () => {
  test('everybody who writes says that they are ready, or need more time; at another stage that is over', async () => {
    const here = { meetingId: meeting.id, stageId: meeting.currentStageId };
    await act(p.vendor, 'signalStage', { ...here, signal: 'READY' });
    await act(member.person, 'signalStage', { ...here, signal: 'READY' });
    const said = await act(member.person, 'signalStage', { ...here, signal: 'MORE_TIME' });
    expect(said.signals).toEqual([
      { member: { name: 'Tomás Herrera' }, signal: 'READY' },
      { member: { name: 'Ama Okafor' }, signal: 'MORE_TIME' },
    ]);
    expect((await act(p.vendor, 'signalStage', { ...here, signal: null })).signals).toHaveLength(1);
    expect(await refused(observer.person, 'signalStage', { ...here, signal: 'READY' })).toMatch(/^FORBIDDEN/);
    const moved = await next(p.client, meeting);
    expect(moved.signals).toEqual([]);
    expect(await refused(p.vendor, 'signalStage', { ...here, signal: 'READY' })).toMatch(
      /^CONFLICT: The meeting has gone on/,
    );
    expect((await next(p.client, moved, 'BACK')).signals).toEqual([]);
  });
});

describe('facilitation', () => {
  const HERE = 'subscription ($id: ID!) { here(partnershipId: $id) { present { member { name } } } }';

  test('is handed over by who has it, to anybody who writes', async () => {
    const to = (memberId: string) => ({ meetingId: meeting.id, memberId });
    expect(await refused(p.vendor, 'handOverFacilitation', to(p.vendorMemberId))).toMatch(
      /^FORBIDDEN: Only who facilitates/,
    );
    expect(await refused(p.client, 'handOverFacilitation', to(observer.memberId))).toMatch(
      /^BAD_USER_INPUT: Observers/,
    );
    expect(await refused(p.client, 'handOverFacilitation', to(randomUUID()))).toMatch(/^NOT_FOUND/);
    expect(await act(p.client, 'handOverFacilitation', to(p.clientMemberId))).toEqual(meeting);
    expect((await act(p.client, 'handOverFacilitation', to(p.vendorMemberId))).facilitator?.name).toBe('Tomás Herrera');
    expect(await refused(p.client, 'handOverFacilitation', to(p.clientMemberId))).toMatch(/^FORBIDDEN/);
    expect((await events()).at(-1)).toEqual({ kind: 'HANDED_OVER', by: 'Priya Raman', to: 'Tomás Herrera' });
  });

  test('is taken over in one step when the facilitator’s last page is closed, and never by itself', async () => {
    const take = { meetingId: meeting.id, fromMemberId: p.clientMemberId };
    const elsewhere = await signInAgain(world.server, p.client);
    const page = elsewhere.subscribe(HERE, { id: p.id });
    await page.next();
    expect(await refused(member.person, 'takeOverFacilitation', take)).toMatch(
      /^CONFLICT: Who facilitates is connected/,
    );
    await elsewhere.close();
    await eventually('it can be taken over', async () => !(await refused(member.person, 'takeOverFacilitation', take)));
    expect(await readMeeting(p.vendor, p, meeting.number)).toMatchObject({ facilitator: { name: 'Ama Okafor' } });
    expect((await events()).at(-1)).toEqual({ kind: 'TAKEN_OVER', by: 'Ama Okafor', to: 'Ama Okafor' });
  });

  test('two who take it over at once: the first has it, and the second is answered with that', async () => {
    const take = { meetingId: meeting.id, fromMemberId: p.clientMemberId };
    const both = await Promise.all([p.vendor, member.person].map((by) => act(by, 'takeOverFacilitation', take)));
    expect(both[0]?.facilitator).toEqual(both[1]?.facilitator);
    expect((await events()).filter(({ kind }) => kind === 'TAKEN_OVER')).toHaveLength(1);
    expect(await refused(observer.person, 'takeOverFacilitation', take)).toMatch(/^FORBIDDEN/);
  });
});

test('a server that is started anew in the middle of a meeting has everybody at the same stage, with its time', async () => {
  const database = await freshDatabase();
  const before = await startServer({ database });
  const q = await partnershipWithTwoParties(before);
  const soon = new Date(before.clock.now().getTime() + HOUR_MS).toISOString();
  const { id: meetingId } = await act(q.vendor, 'scheduleMeeting', {
    partnershipId: q.id,
    isoWeek: '2026-W47',
    startsAt: soon,
  });
  const at = await goTo(q.vendor, await act(q.vendor, 'startMeeting', { meetingId }), 'CONCERNS');
  await q.close();
  await before.close();
  const after = await startServer({ database });
  const [client, vendor] = [await signInAgain(after, q.client), await signInAgain(after, q.vendor)];
  expect(await readMeeting(client, q)).toEqual(at);
  expect(currentOf(await next(vendor, at))).toBe('NEXT');
  await Promise.all([client.close(), vendor.close()]);
  await after.close();
  await database.drop();
});
