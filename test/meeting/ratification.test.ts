import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serverAt } from '../iteration/iteration-kit.ts';
import { type Person, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { act, meetingOf, minutesOf, readMeeting, refused, type TestMeeting, told } from './minutes-kit.ts';

let server: TestServer;
let p: TestPartnership;
let sponsor: Person;
let member: Person;
let observer: Person;
beforeAll(async () => {
  server = await serverAt('2026-11-20T14:00:00Z');
  p = await partnershipWithTwoParties(server);
  sponsor = (await p.join('VENDOR', 'SPONSOR', 'Kemi Balogun')).person;
  member = (await p.join('CLIENT', 'MEMBER', 'Ama Okafor')).person;
  observer = (await p.join('CLIENT', 'OBSERVER', 'Olu Observer')).person;
});
afterAll(async () => {
  await p.close();
  await server.close();
});

let weeks = 10;
let meeting: TestMeeting;
let hash: string;
const meetingId = (): string => meeting.id;
/** The next meeting, just closed by the client's lead. */
beforeEach(async () => {
  meeting = await meetingOf(server, p, `2026-W${++weeks}`);
  hash = (await act(p.client, 'closeMeeting', { meetingId: meetingId() })).minutes.hash ?? '';
});

const waits = async (): Promise<boolean> =>
  (await server.database.query('select 1 from meeting where id = $1 and remind_at is not null', meeting.id)).length > 0;

describe('ratifying', () => {
  test('is each party’s own, by a lead or a sponsor; the other side is told, and silence ends', async () => {
    const { number } = meeting;
    const once = await act(p.client, 'ratifyMinutes', { meetingId: meetingId(), hash });
    expect(once.minutes.ratifications).toEqual([{ party: { kind: 'CLIENT' }, member: { name: 'Priya Raman' }, hash }]);
    expect(await waits()).toBe(true);
    const both = await act(sponsor, 'ratifyMinutes', { meetingId: meetingId(), hash: hash.toUpperCase() });
    expect(both.minutes.ratifications.map(({ member: { name } }) => name)).toEqual(['Priya Raman', 'Kemi Balogun']);
    expect(both.minutes.hash).toBe(hash);
    expect(await waits()).toBe(false);
    const path = `/meetings/${number}/minutes`;
    const byPriya = `Priya Raman ratified the minutes of meeting ${number} for Meridian Transit`;
    const byKemi = `Kemi Balogun ratified the minutes of meeting ${number} for Fieldnote Software: every party has`;
    expect(await told(server, meeting, 'SIGNED')).toEqual([
      { name: 'Kemi Balogun', text: byPriya, path },
      { name: 'Tomás Herrera', text: byPriya, path },
      { name: 'Priya Raman', text: byKemi, path },
    ]);
  });

  test('is refused to who does not sign, for another hash, twice, and before the meeting is closed', async () => {
    for (const by of [member, observer])
      expect(await refused(by, 'ratifyMinutes', { meetingId: meetingId(), hash })).toMatch(/^FORBIDDEN: Only a lead/);
    const other = 'a'.repeat(64);
    expect(await refused(p.client, 'ratifyMinutes', { meetingId: meetingId(), hash: other })).toMatch(
      /^CONFLICT: That is not the hash of the minutes of meeting/,
    );
    await act(p.client, 'ratifyMinutes', { meetingId: meetingId(), hash });
    expect(await refused(p.client, 'ratifyMinutes', { meetingId: meetingId(), hash })).toMatch(
      /^CONFLICT: Meridian Transit has ratified/,
    );
    const open = await meetingOf(server, p, `2026-W${++weeks}`);
    expect(await refused(p.client, 'ratifyMinutes', { meetingId: open.id, hash })).toMatch(
      /^CONFLICT: Meeting \d+ takes place now. Its minutes are a draft until it is closed.$/,
    );
    await act(p.client, 'closeMeeting', { meetingId: open.id });
  });

  test('sent twice by a shaky line, it is one ratification', async () => {
    const input = { meetingId: meetingId(), hash, mutationId: randomUUID() };
    const [one, two] = await Promise.all([0, 1].map(() => act(p.vendor, 'ratifyMinutes', input)));
    expect(one?.minutes.ratifications).toHaveLength(1);
    expect(two?.minutes.ratifications).toHaveLength(1);
  });
});

describe('objecting', () => {
  test('attaches what is wrong and leaves the minutes as they are; the party may still ratify them', async () => {
    const before = await minutesOf(p.vendor, meeting);
    const text = 'The second story was shown too.\nIt is missing here.';
    const { minutes } = await act(sponsor, 'objectToMinutes', { meetingId: meetingId(), hash, text });
    expect(minutes.objections).toEqual([{ party: { kind: 'VENDOR' }, member: { name: 'Kemi Balogun' }, text }]);
    expect([minutes.content, minutes.hash]).toEqual([before.content, hash]);
    expect(minutes.markdown).toMatch(
      /## Objections\n\n### Fieldnote Software by Kemi Balogun, 20 November 2026, \d\d:\d\d/,
    );
    const news = await told(server, meeting, 'MINUTES_OBJECTED');
    expect(news).toEqual([
      {
        ...{ name: 'Priya Raman', path: `/meetings/${meeting.number}/minutes` },
        text: `Kemi Balogun objected to the minutes of meeting ${meeting.number} for Fieldnote Software: ${text}`,
      },
    ]);
    // The client is silent yet; once it speaks too, nobody is reminded.
    expect(await waits()).toBe(true);
    await act(p.client, 'objectToMinutes', { meetingId: meetingId(), hash, text: 'And the time is wrong' });
    expect(await waits()).toBe(false);
    const after = await act(p.vendor, 'ratifyMinutes', { meetingId: meetingId(), hash });
    expect(after.minutes.ratifications).toHaveLength(1);
    expect(after.minutes.objections).toHaveLength(2);
  });

  test('is refused to who does not sign, without words, for another hash, and once the party has ratified', async () => {
    const text = 'Something is wrong';
    for (const by of [member, observer])
      expect(await refused(by, 'objectToMinutes', { meetingId: meetingId(), hash, text })).toMatch(/^FORBIDDEN/);
    for (const bad of ['', '  ', 'x'.repeat(4_001)])
      expect(await refused(p.client, 'objectToMinutes', { meetingId: meetingId(), hash, text: bad })).toMatch(
        /^BAD_USER_INPUT/,
      );
    expect(await refused(p.client, 'objectToMinutes', { meetingId: meetingId(), hash: '', text })).toMatch(
      /^CONFLICT: That is not the hash/,
    );
    await act(p.client, 'ratifyMinutes', { meetingId: meetingId(), hash });
    expect(await refused(p.client, 'objectToMinutes', { meetingId: meetingId(), hash, text })).toMatch(
      /^CONFLICT: Meridian Transit has ratified the minutes/,
    );
    // The other party has not.
    expect(await refused(p.vendor, 'objectToMinutes', { meetingId: meetingId(), hash, text })).toBeNull();
  });
});

describe('amending', () => {
  test('adds to the minutes by anybody who writes, counted up, and changes nothing in them', async () => {
    await act(member, 'amendMinutes', { meetingId: meetingId(), text: 'The recording is on the shared drive' });
    const { minutes } = await act(p.vendor, 'amendMinutes', { meetingId: meetingId(), text: 'So are the slides' });
    expect(minutes.amendments).toEqual([
      { number: 1, text: 'The recording is on the shared drive', member: { name: 'Ama Okafor' } },
      { number: 2, text: 'So are the slides', member: { name: 'Tomás Herrera' } },
    ]);
    expect(minutes.hash).toBe(hash);
    expect(minutes.content).not.toContain('slides');
    expect(minutes.markdown).toMatch(
      /### 2, by Tomás Herrera, 20 November 2026, \d\d:\d\d Europe\/London\n\n> So are the slides/,
    );
  });

  test('two at once get two numbers', async () => {
    await Promise.all(
      [p.client, p.vendor, member].map((by) => act(by, 'amendMinutes', { meetingId: meetingId(), text: by.name })),
    );
    expect((await minutesOf(p.client, meeting)).amendments.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  test('is refused to observers, without words, and before the meeting is closed', async () => {
    expect(await refused(observer, 'amendMinutes', { meetingId: meetingId(), text: 'Something' })).toMatch(
      /^FORBIDDEN/,
    );
    expect(await refused(member, 'amendMinutes', { meetingId: meetingId(), text: ' ' })).toMatch(/^BAD_USER_INPUT/);
    const open = await meetingOf(server, p, `2026-W${++weeks}`);
    expect(await refused(member, 'amendMinutes', { meetingId: open.id, text: 'Something' })).toMatch(
      /^CONFLICT: Meeting \d+ takes place now/,
    );
    await act(p.client, 'closeMeeting', { meetingId: open.id });
  });

  test('what was said about minutes is kept as they are', async () => {
    await act(member, 'amendMinutes', { meetingId: meetingId(), text: 'Something' });
    await act(p.client, 'objectToMinutes', { meetingId: meetingId(), hash, text: 'Something' });
    for (const statement of [
      `update minutes_amendment set text = 'x'`,
      'delete from minutes_objection',
      `update minutes_objection set text = 'x'`,
    ])
      await expect(server.database.query(statement)).rejects.toThrow('never changed or removed');
  });
});

test('observers read it all', async () => {
  await act(member, 'amendMinutes', { meetingId: meetingId(), text: 'Something' });
  const seen = await readMeeting(observer, meeting);
  expect(seen.minutes).toMatchObject({ isFrozen: true, hash, amendments: [{ text: 'Something' }] });
});
