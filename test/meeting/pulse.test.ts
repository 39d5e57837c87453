import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, partnershipWithTwoParties, type TestMember, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import {
  act,
  changesSince,
  lastSeq,
  type OpenMeeting,
  openMeeting,
  readRecord,
  refused,
  setMeetingState,
} from './record-kit.ts';

const PULSE = 'myPulse pulse { question revealedAt parties { party { kind } answers average counts } }';
const MEETING = `... on Meeting { ${PULSE} }`;
/** Every operation through which a meeting can be read. */
const PATHS = {
  node: `query ($id: ID!, $slug: String!, $number: Int!) { node(id: $id) { ${MEETING} } partnership(slug: $slug) { name } meeting(slug: $slug, number: $number) { id } }`,
  meeting: `query ($id: ID!, $slug: String!, $number: Int!) { node(id: $id) { id } partnership(slug: $slug) { id } meeting(slug: $slug, number: $number) { ${PULSE} } }`,
  meetings: `query ($slug: String!) { partnership(slug: $slug) { nextMeeting { ${PULSE} } meetings { edges { node { ${PULSE} } } } } }`,
  changes: `query ($slug: String!) { partnership(slug: $slug) { changes(last: 20) { edges { node { summary node { ${MEETING} } } } } } }`,
} as const;
const FEED = `subscription ($partnershipId: ID!) {
  changes(partnershipId: $partnershipId, after: null) { changes { kind summary actor { name } node { ${MEETING} } } }
}`;
type Batch = {
  changes: { changes: { kind: string; summary: string; actor: object | null; node: { myPulse: number | null } }[] };
};

let server: TestServer;
let p: TestPartnership;
let ama: TestMember;
let mei: TestMember;
let meeting: OpenMeeting;
let weeks = 0;
beforeAll(async () => {
  server = await startServer();
  p = await partnershipWithTwoParties(server);
  ama = await p.join('CLIENT', 'MEMBER', 'Ama Okafor');
  mei = await p.join('VENDOR', 'MEMBER', 'Mei Zhang');
});
beforeEach(async () => {
  meeting = await openMeeting(server, p, `2026-W${10 + weeks++}`);
});
afterAll(async () => {
  await p.close();
  await server.close();
});

const answer = (by: Person, score: number) => act(by, 'answerPulse', { meetingId: meeting.meetingId, score });
const reveal = (by: Person) => refused(by, 'revealPulse', { meetingId: meeting.meetingId });
const read = (by: Person, path: keyof typeof PATHS): Promise<object> =>
  by.gql(PATHS[path], { id: meeting.meetingId, slug: p.slug, number: meeting.number });

describe('the pulse under seal', () => {
  test('tells each their own answer, and of the others only how many there are', async () => {
    await answer(p.client, 2);
    const seen = await answer(ama.person, 5);
    expect(seen).toMatchObject({ myPulse: 5, pulse: { revealedAt: null } });
    expect(seen.pulse.parties).toEqual([
      { party: { kind: 'CLIENT' }, answers: 2, average: null, counts: null },
      { party: { kind: 'VENDOR' }, answers: 0, average: null, counts: null },
    ]);
    expect((await readRecord(p.client, meeting.meetingId)).myPulse).toBe(2);
    expect((await readRecord(mei.person, meeting.meetingId)).myPulse).toBeNull();
  });

  test.each(Object.keys(PATHS) as (keyof typeof PATHS)[])('does not leak through %s', async (path) => {
    for (const [by, score] of [
      [p.client, 4],
      [ama.person, 4],
      [p.vendor, 1],
    ] as const)
      await answer(by, score);
    const observer = await p.join('VENDOR', 'OBSERVER');
    for (const by of [mei.person, observer.person]) {
      const told = JSON.stringify(await read(by, path));
      expect(told).toContain('"answers":2,"average":null,"counts":null');
      expect(told).not.toMatch(/"(myPulse|average)":\d|"counts":\[/);
    }
    await observer.person.close();
  });

  test('the feed says that an answer came and not whose, and gives each their own alone', async () => {
    const seq = await lastSeq(server, p);
    const people = [p.client, p.vendor, ama.person];
    const feeds = people.map((by) => by.subscribe<Batch>(FEED, { partnershipId: p.id }));
    await Promise.all(feeds.map((feed) => feed.next()));
    await answer(p.client, 3);
    await answer(p.vendor, 1);
    const heard = await Promise.all(
      feeds.map(async (feed) => {
        const own: (number | null)[] = [];
        await feed.until(({ changes: { changes } }) => {
          for (const change of changes) {
            expect(change).toMatchObject({ kind: 'meeting.pulseAnswered', actor: null });
            expect(JSON.stringify(change.node)).not.toMatch(/"average":\d|"counts":\[/);
            own.push(change.node.myPulse);
          }
          return own.length >= 2;
        });
        feed.end();
        return own.at(-1);
      }),
    );
    expect(heard).toEqual([3, 1, null]);
    expect(new Set(await changesSince(server, p, seq))).toEqual(
      new Set([`nobody meeting.pulseAnswered: took in an answer to the pulse of meeting ${meeting.number}`]),
    );
  });

  test('who changes their mind is counted once, with their last answer', async () => {
    await answer(p.client, 1);
    const mutationId = randomUUID();
    const again = { mutationId, meetingId: meeting.meetingId, score: 4 };
    await act(p.client, 'answerPulse', again);
    await act(p.client, 'answerPulse', again);
    await answer(p.vendor, 2);
    await act(p.client, 'revealPulse', { meetingId: meeting.meetingId });
    const { pulse } = await readRecord(mei.person, meeting.meetingId);
    expect(pulse.parties).toEqual([
      { party: { kind: 'CLIENT' }, answers: 1, average: 4, counts: [0, 0, 0, 1, 0] },
      { party: { kind: 'VENDOR' }, answers: 1, average: 2, counts: [0, 1, 0, 0, 0] },
    ]);
  });

  test.each([0, 6, -1, 1_000_000])('an answer of %d is refused', async (score) => {
    expect(await refused(p.client, 'answerPulse', { meetingId: meeting.meetingId, score })).toMatch(
      /^BAD_USER_INPUT: Answer with 1/,
    );
  });
});

describe('breaking the seal', () => {
  test('needs an answer of every party', async () => {
    expect(await reveal(p.client)).toBe(
      'CONFLICT: Nobody of Meridian Transit or Fieldnote Software has answered yet: it opens with an answer of every party.',
    );
    await answer(p.client, 5);
    expect(await reveal(p.client)).toMatch(/^CONFLICT: Nobody of Fieldnote Software has answered yet/);
    await answer(mei.person, 3);
    expect(await reveal(p.client)).toBeNull();
  });

  test('opens it for everybody at once, once, and then nothing is added', async () => {
    for (const [by, score] of [
      [p.client, 5],
      [ama.person, 4],
      [mei.person, 2],
    ] as const)
      await answer(by, score);
    const seq = await lastSeq(server, p);
    const opened = await act(p.vendor, 'revealPulse', { meetingId: meeting.meetingId });
    // (5 + 4) / 2 and 2 / 1.
    expect(opened.pulse).toEqual({
      ...{ question: 'How well did we work together?', revealedAt: expect.any(String) },
      parties: [
        { party: { kind: 'CLIENT' }, answers: 2, average: 4.5, counts: [0, 0, 0, 1, 1] },
        { party: { kind: 'VENDOR' }, answers: 1, average: 2, counts: [0, 1, 0, 0, 0] },
      ],
    });
    expect((await readRecord(ama.person, meeting.meetingId)).pulse).toEqual(opened.pulse);
    await act(p.client, 'revealPulse', { meetingId: meeting.meetingId });
    expect(await changesSince(server, p, seq)).toEqual([
      `Tomás Herrera meeting.pulseRevealed: opened the pulse of meeting ${meeting.number}`,
    ]);
    const events = await server.database.query(
      `select kind, member_id, stage_id from meeting_event where meeting_id = $1`,
      meeting.meetingId,
    );
    expect(events).toEqual([
      { kind: 'PULSE_REVEALED', member_id: p.vendorMemberId, stage_id: meeting.stages.CHECK_IN },
    ]);
    expect(await refused(p.vendor, 'answerPulse', { meetingId: meeting.meetingId, score: 5 })).toMatch(
      /^CONFLICT: The answers are open already/,
    );
  });

  test('is for who facilitates and for the leads', async () => {
    await answer(p.client, 5);
    await answer(p.vendor, 5);
    expect(await reveal(mei.person)).toMatch(
      /^FORBIDDEN: Only the facilitator and the leads of both parties open the pulse/,
    );
    await server.database.query(
      'update meeting set facilitator_id = $2 where id = $1',
      ...[meeting.meetingId, mei.memberId],
    );
    expect(await reveal(ama.person)).toMatch(/^FORBIDDEN/);
    expect(await reveal(mei.person)).toBeNull();
  });

  test('an answer and the opening at the same moment: it is in what was opened, or it is refused', async () => {
    await answer(p.client, 5);
    await answer(p.vendor, 5);
    const [late] = await Promise.all([
      refused(ama.person, 'answerPulse', { meetingId: meeting.meetingId, score: 1 }),
      act(p.client, 'revealPulse', { meetingId: meeting.meetingId }),
    ]);
    const { pulse } = await readRecord(p.client, meeting.meetingId);
    expect(pulse.parties[0]?.counts).toEqual(late === null ? [1, 0, 0, 0, 1] : [0, 0, 0, 0, 1]);
  });

  test('a meeting that is over keeps its seal', async () => {
    await answer(p.client, 5);
    await answer(p.vendor, 5);
    await setMeetingState(server, p, 'CLOSED');
    expect(await reveal(p.client)).toMatch(/^CONFLICT: Meeting \d+ is closed/);
    expect(await refused(p.client, 'answerPulse', { meetingId: meeting.meetingId, score: 1 })).toMatch(/^CONFLICT/);
    expect(JSON.stringify(await read(mei.person, 'meeting'))).not.toMatch(/"average":\d|"counts":\[/);
  });
});
