import { afterAll, beforeAll, expect, test } from 'vitest';
import { works } from '../iteration/concern-kit.ts';
import { setClock } from '../iteration/iteration-kit.ts';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { act, meetingOf, type TestMeeting, told } from './minutes-kit.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  setClock(server, '2027-03-02T15:00:00Z');
});
afterAll(() => server.close());

/** Closed on Thursday, 4 March 2027, at 15:00 in London, and ratified by nobody. */
async function closed(p: TestPartnership, at = server, isoWeek = '2027-W09'): Promise<TestMeeting & { hash: string }> {
  setClock(at, '2027-03-04T15:00:00Z');
  const meeting = await meetingOf(at, p, isoWeek);
  const { minutes } = await act(p.client, 'closeMeeting', { meetingId: meeting.id });
  return { ...meeting, hash: minutes.hash ?? '' };
}

const reminded = async (meeting: TestMeeting, at = server): Promise<string[]> =>
  (await told(at, meeting, 'MINUTES_DUE')).map(({ name }) => name);
const runAt = async (instant: string): Promise<number | undefined> => {
  setClock(server, instant);
  return (await server.runDue())['remind-of-minutes'];
};

test('silence is reminded of after a working day, then every second one, five times, and never taken for consent', async () => {
  const p = await partnershipWithTwoParties(server);
  const meeting = await closed(p);
  const { number } = meeting;
  await act(p.client, 'ratifyMinutes', { meetingId: meeting.id, hash: meeting.hash });
  expect(await runAt('2027-03-05T14:59:00Z')).toBe(0);
  // Friday, then Tuesday, Thursday, Monday and Wednesday.
  const due = ['05T15:01', '09T15:01', '11T15:01', '15T15:01', '17T15:01'];
  for (const [index, day] of due.entries()) {
    expect(await runAt(`2027-03-${day}:00Z`)).toBe(1);
    expect(await runAt(`2027-03-${day}:30Z`)).toBe(0);
    expect(await reminded(meeting)).toHaveLength(index + 1);
  }
  expect(await runAt('2027-06-01T12:00:00Z')).toBe(0);
  expect(await told(server, meeting, 'MINUTES_DUE')).toEqual(
    due.map(() => ({
      ...{ name: 'Tomás Herrera', path: `/meetings/${number}/minutes` },
      text: `The minutes of meeting ${number} still wait for Fieldnote Software: ratify them, or say what is wrong`,
    })),
  );
  expect(await server.database.query('select 1 from signature where member_id = $1', p.vendorMemberId)).toEqual([]);
  await p.close();
});

test('who has ratified or objected is not reminded; a sponsor is, beside the lead', async () => {
  setClock(server, '2027-03-02T15:00:00Z');
  const p = await partnershipWithTwoParties(server);
  await p.join('VENDOR', 'SPONSOR', 'Kemi Balogun');
  await p.join('VENDOR', 'MEMBER', 'Mei Zhang');
  const meeting = await closed(p);
  await act(p.client, 'objectToMinutes', { meetingId: meeting.id, hash: meeting.hash, text: 'The time is wrong' });
  await runAt('2027-03-05T15:01:00Z');
  expect(await reminded(meeting)).toEqual(['Kemi Balogun', 'Tomás Herrera']);
  await act(p.vendor, 'ratifyMinutes', { meetingId: meeting.id, hash: meeting.hash });
  expect(await runAt('2027-03-20T12:00:00Z')).toBe(0);
  await p.close();
});

test('each party is reminded by its own working days', async () => {
  setClock(server, '2027-03-02T15:00:00Z');
  const p = await partnershipWithTwoParties(server);
  await works(p.client, p.clientPartyId, { holidays: [{ on: '2027-03-05', name: 'Depot day' }] });
  await works(p.vendor, p.vendorPartyId, { timeZone: 'America/New_York', weekdays: [1, 2, 3, 4] });
  const meeting = await closed(p);
  // 10:00 in New York, where Friday is free; and the client's Friday is a holiday.
  expect(await runAt('2027-03-05T23:00:00Z')).toBe(0);
  expect(await runAt('2027-03-08T14:00:00Z')).toBe(0);
  await runAt('2027-03-08T15:01:00Z');
  expect(await reminded(meeting)).toEqual(['Priya Raman', 'Tomás Herrera']);
  // Two working days on it is Wednesday, 15:00 in London.
  await runAt('2027-03-10T15:01:00Z');
  expect(await reminded(meeting)).toHaveLength(4);
  await p.close();
});

test('what was due several times while no node ran is told once, and the rest as it was to be', async () => {
  setClock(server, '2027-03-02T15:00:00Z');
  const p = await partnershipWithTwoParties(server);
  const meeting = await closed(p);
  await act(p.client, 'ratifyMinutes', { meetingId: meeting.id, hash: meeting.hash });
  await runAt('2027-03-12T12:00:00Z');
  expect(await reminded(meeting)).toHaveLength(1);
  await runAt('2027-03-15T14:00:00Z');
  expect(await reminded(meeting)).toHaveLength(1);
  await runAt('2027-03-15T15:01:00Z');
  expect(await reminded(meeting)).toHaveLength(2);
  await p.close();
});

test('two servers on one database remind of each minutes once, however often they look', async () => {
  const database: TestDatabase = await freshDatabase();
  const nodes = [await startServer({ database }), await startServer({ database })] as const;
  for (const node of nodes) setClock(node, '2027-03-02T15:00:00Z');
  const p = await partnershipWithTwoParties(nodes[0]);
  const meetings = [await closed(p, nodes[0], '2027-W08'), await closed(p, nodes[0], '2027-W09')];
  for (const node of nodes) setClock(node, '2027-03-05T15:30:00Z');
  const runs = await Promise.all([...nodes, ...nodes].map((node) => node.runDue()));
  expect(runs.reduce((sum, run) => sum + (run['remind-of-minutes'] ?? 0), 0)).toBe(2);
  for (const meeting of meetings) expect(await reminded(meeting, nodes[0])).toEqual(['Priya Raman', 'Tomás Herrera']);
  const changes = await database.query(`select 1 from change_event where kind = 'meeting.minutesReminded'`);
  expect(changes).toHaveLength(2);
  await p.close();
  for (const node of nodes) await node.close();
  await database.drop();
});
