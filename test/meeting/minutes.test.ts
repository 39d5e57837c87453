import { randomUUID } from 'node:crypto';
import { demoStageId } from '@tandem/api/meeting/demo-stage-id';
import type { MeetingId, StoryId } from '@tandem/schema/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committedWeek, plannedWeek, propose, readWeek } from '../iteration/commitment-kit.ts';
import { setStoryState } from '../iteration/committed.ts';
import { serverAt, setClock } from '../iteration/iteration-kit.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { criteriaOf } from '../kit/ready-stories.ts';
import type { TestServer } from '../kit/server.ts';
import { type FullMeeting, fullMeeting } from './full-meeting.ts';
import { act, meetingOf, minutesOf, put, readMeeting, refused, sha256, stateOf, told } from './minutes-kit.ts';

let server: TestServer;
beforeAll(async () => {
  server = await serverAt('2026-11-18T10:00:00Z');
});
afterAll(() => server.close());

describe('a meeting with something of everything', () => {
  let p: TestPartnership;
  let meeting: FullMeeting;
  beforeAll(async () => {
    p = await partnershipWithTwoParties(server);
    meeting = await fullMeeting(server, p);
  });
  afterAll(() => p.close());

  test('its draft holds it all while it takes place, but no pulse that is sealed', async () => {
    const minutes = await minutesOf(p.vendor, meeting);
    expect(minutes).toMatchObject({ isFrozen: false, snapshotId: null, hash: null, ratifications: [] });
    const state = stateOf(minutes);
    expect(state.pulse).toBeNull();
    expect(state.meeting).toMatchObject({ number: 1, isoWeek: '2026-W47', timeZone: 'Europe/London', closedAt: null });
    expect(state.parties.map(({ kind, quorum }) => [kind, quorum])).toEqual([
      ['CLIENT', { needed: 1, came: 1 }],
      ['VENDOR', { needed: 1, came: 1 }],
    ]);
    expect(state.attendance.map(({ member, kind }) => [member, kind]).toSorted()).toEqual(
      [
        [p.clientMemberId, 'PRESENT'],
        [p.vendorMemberId, 'ASYNCHRONOUS'],
      ].toSorted(),
    );
    expect(state.facilitation.map(({ member, how }) => [member, how])).toEqual([
      [p.clientMemberId, 'STARTED'],
      [p.vendorMemberId, 'HANDED_OVER'],
    ]);
    expect(state.stages.find(({ kind }) => kind === 'TOPIC')).toMatchObject({
      title: 'Winter timetable',
      parked: true,
    });
    expect(state.promises.map(({ text, state: is }) => [text, is])).toEqual([
      ['The amber is brighter', 'ASKED'],
      ['Access to the depot tablet', 'KEPT'],
    ]);
    expect(state.goals).toMatchObject([
      {
        text: 'Dispatchers trust the board',
        calls: [{ outcome: 'MET' }, { outcome: 'PARTLY', note: 'We say PARTLY' }],
      },
    ]);
    expect(state.concerns.map(({ title, state: is }) => [title, is])).toEqual([
      ['No test data for depot 4', 'OPEN'],
      ['The map is slow', 'RESOLVED'],
    ]);
    const [accepted, disputed] = state.demos;
    expect(accepted).toMatchObject({ key: meeting.accepted.key, outcome: 'ACCEPTED', provisional: false, points: 3 });
    expect(accepted?.words).toBe('Shown on depot 4.\nIt *worked*.');
    expect(accepted?.criteria[0]?.verdicts).toMatchObject([
      { party: p.clientPartyId, verdict: 'MET_WITH_CONDITION', note: 'Pale', promise: 'P-2', asynchronous: false },
      { party: p.vendorPartyId, verdict: 'MET', promise: null, asynchronous: true },
    ]);
    expect(accepted?.evidence.map(({ kind, title }) => [kind, title]).toSorted()).toEqual([
      ['RECORDING', 'The demo'],
      ['SCREENSHOT', 'Amber'],
    ]);
    expect(disputed).toMatchObject({
      ...{ key: meeting.disputed.key, outcome: 'DISPUTED', points: 5 },
      dispute: { reason: 'We called twice', rulings: [{ ruling: 'RETURN', note: 'No call reached the depot' }] },
    });
    expect(disputed?.criteria.map(({ verdicts }) => verdicts.length)).toEqual([2, 0]);
    expect(state.carryOver).toMatchObject([{ key: meeting.disputed.key, choice: 'CARRY', toWeek: '2026-W48' }]);
    const next = await readWeek(p.client, meeting.next.id);
    expect(state.next).toMatchObject({ isoWeek: '2026-W48', points: 2, hash: next.commitment?.hash });
    expect(state.next?.signed.map(({ party }) => party)).toEqual([p.vendorPartyId, p.clientPartyId]);
    expect(state.decisions.map(({ text, withdrawn }) => [text, withdrawn]).toSorted()).toEqual([
      ['Amber is #FFBF00', false],
      ['We meet on Mondays', true],
    ]);
    expect(state.actions).toMatchObject([{ key: 'P-3', text: 'Send the winter timetable', state: 'OPEN' }]);
    expect(state.celebrations).toMatchObject([{ text: 'For the night shift', key: meeting.accepted.key }]);
    expect(state.names).toEqual({
      [p.clientPartyId]: 'Meridian Transit',
      [p.vendorPartyId]: 'Fieldnote Software',
      [p.clientMemberId]: 'Priya Raman',
      [p.vendorMemberId]: 'Tomás Herrera',
    });
  });

  test('two readings of a draft say the same, and reading it changes nothing', async () => {
    const [one, other] = [await readMeeting(p.client, meeting), await readMeeting(p.vendor, meeting)];
    expect(one.minutes.content).toBe(other.minutes.content);
    expect(one.version).toBe(other.version);
  });

  test('only its facilitator and the leads close it, and closing twice is one closing', async () => {
    const { person: member } = await p.join('VENDOR', 'MEMBER', 'Mei Zhang');
    const { person: observer } = await p.join('CLIENT', 'OBSERVER', 'Olu Observer');
    expect(await refused(member, 'closeMeeting', { meetingId: meeting.id })).toMatch(
      /^FORBIDDEN: Only the facilitator and the leads of both parties close it/,
    );
    expect(await refused(observer, 'closeMeeting', { meetingId: meeting.id })).toMatch(/^FORBIDDEN: Observers/);
    setClock(server, '2026-11-20T14:05:00Z');
    const mutationId = randomUUID();
    const [closed, again] = await Promise.all(
      [0, 1].map(() => act(p.vendor, 'closeMeeting', { meetingId: meeting.id, mutationId })),
    );
    expect(closed).toMatchObject({ state: 'CLOSED', currentStageId: null, minutes: { isFrozen: true } });
    expect(again?.minutes.hash).toBe(closed?.minutes.hash);
    expect(await refused(p.client, 'closeMeeting', { meetingId: meeting.id })).toBe(
      'CONFLICT: Meeting 1 is closed, and its minutes are frozen. This can be done while it takes place.',
    );
    // Whoever closed it has read it already; nobody is told of what they did.
    expect(await told(server, meeting, 'SIGNATURE_ASKED')).toEqual([
      {
        ...{ name: 'Priya Raman', path: '/meetings/1/minutes' },
        text: 'Tomás Herrera closed meeting 1: read its minutes, and ratify them for your party',
      },
    ]);
  });

  test('the minutes say when it closed and how long the last stage took; the pulse that both answered is open', async () => {
    const minutes = await minutesOf(p.client, meeting);
    const state = stateOf(minutes);
    expect(state.meeting.closedAt).toMatch(/^2026-11-20T14:05:/);
    expect(state.stages.find(({ kind }) => kind === 'CLOSE')?.spentMs).toBeGreaterThan(200_000);
    expect(state.pulse).toEqual({
      question: 'How was the week?',
      parties: [
        { party: p.clientPartyId, answers: 1, average: 4, counts: [0, 0, 0, 1, 0] },
        { party: p.vendorPartyId, answers: 1, average: 5, counts: [0, 0, 0, 0, 1] },
      ],
    });
    const events = await server.database.query<{ kind: string }>(
      `select kind from meeting_event where meeting_id = $1 and kind in ('PULSE_REVEALED', 'CLOSED') order by kind`,
      meeting.id,
    );
    expect(events.map(({ kind }) => kind)).toEqual(['CLOSED', 'PULSE_REVEALED']);
  });

  test('anybody can hash the content again, and the chain goes on with a commitment after it', async () => {
    const minutes = await minutesOf(p.client, meeting);
    expect(sha256(minutes.content)).toBe(minutes.hash);
    const next = await readWeek(p.client, meeting.next.id);
    expect(JSON.parse(minutes.content)).toMatchObject({ previous: next.commitment?.hash });
    const later = await plannedWeek(p, '2026-W49', [1]);
    const { proposal } = await propose(p.vendor, later);
    expect(proposal?.previousHash).toBe(minutes.hash);
  });

  test('not even PostgreSQL’s superuser changes a word of them', async () => {
    const { snapshotId } = await minutesOf(p.client, meeting);
    for (const statement of [
      `update snapshot set content = replace(content, 'Winter', 'Summer') where id = '${snapshotId}'`,
      `delete from snapshot where id = '${snapshotId}'`,
      `update verdict set verdict = 'MET' where meeting_id = '${meeting.id}'`,
    ])
      await expect(server.database.query(statement)).rejects.toThrow('never changed or removed');
  });

  test('what happens later changes nothing in them: a verdict, a name, a criterion, a promise', async () => {
    const before = await minutesOf(p.client, meeting);
    const [criterion] = await criteriaOf(p.client, meeting.disputed.id);
    await put(server, 'verdict', {
      ...{ id: randomUUID(), partnership_id: p.id, meeting_id: meeting.id, story_id: meeting.disputed.id },
      ...{ criterion_id: criterion?.id, version: 1, party_id: p.clientPartyId, member_id: p.clientMemberId },
      ...{ verdict: 'MET', at: server.clock.now() },
    });
    const { query } = server.database;
    await query(`update person set name = 'Priya Rao' where id = $1`, p.client.id);
    await query(`update party set name = 'Fieldnote' where id = $1`, p.vendorPartyId);
    await query(`update criterion set text = 'Another one' where story_id = $1`, meeting.accepted.id);
    await query(`update promise set state = 'DECLINED' where partnership_id = $1`, p.id);
    await query(`update demo_words set text = 'Other words' where meeting_id = $1`, meeting.id);
    // A change of the partnership, so that no kept answer is read.
    await act(p.vendor, 'amendMinutes', { meetingId: meeting.id, text: 'The verdict came by phone' });
    const after = await minutesOf(p.client, meeting);
    expect(after.content).toBe(before.content);
    expect(after.hash).toBe(before.hash);
    expect(after.markdown).toContain('Priya Raman');
    expect(after.markdown).not.toContain('Another one');
  });
});

describe('a meeting to come', () => {
  test('has a draft with the demos that come on its agenda by themselves, and verdicts given beforehand', async () => {
    setClock(server, '2026-11-18T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const week = await committedWeek(p, '2026-W47', [3]);
    const [story] = week.stories as [{ id: string; key: string }];
    await setStoryState(server, story.id, 'DELIVERED');
    const meeting = await meetingOf(server, p, '2026-W47', 'SCHEDULED');
    const [criterion] = await criteriaOf(p.client, story.id);
    await put(server, 'verdict', {
      ...{ id: randomUUID(), partnership_id: p.id, meeting_id: meeting.id, story_id: story.id, verdict: 'MET' },
      ...{ criterion_id: criterion?.id, version: 1, party_id: p.clientPartyId, member_id: p.clientMemberId },
      ...{ asynchronous: true, at: server.clock.now() },
    });
    const state = stateOf(await minutesOf(p.vendor, meeting));
    expect(state.stages.map(({ kind }) => kind)).toEqual([
      ...['CHECK_IN', 'PROMISES', 'GOALS', 'DEMO', 'CONCERNS', 'NEXT', 'PULSE', 'CLOSE'],
    ]);
    expect(state.stages[3]).toMatchObject({
      ...{ id: demoStageId(meeting.id as MeetingId, story.id as StoryId), title: `${story.key} Story 1`, minutes: 5 },
    });
    expect(state.demos).toMatchObject([{ key: story.key, outcome: 'PENDING', provisional: false }]);
    expect(state.demos[0]?.criteria[0]?.verdicts).toMatchObject([{ verdict: 'MET', asynchronous: true }]);
    expect(await refused(p.client, 'closeMeeting', { meetingId: meeting.id })).toMatch(
      /^CONFLICT: Meeting 1 has not begun/,
    );
    await p.close();
  });
});
