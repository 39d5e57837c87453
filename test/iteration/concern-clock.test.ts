import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { act, type ConcernNode, raise, readConcern, works } from './concern-kit.ts';
import { setClock } from './standup-kit.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  // A Tuesday, 15:00 in London and 10:00 in New York.
  setClock(server, '2027-03-02T15:00:00Z');
});
afterAll(() => server.close());

/** A partnership with a sponsor on each side: its ladder has two steps of two working days. */
async function withSponsors(): Promise<TestPartnership> {
  const p = await partnershipWithTwoParties(server);
  await p.join('CLIENT', 'SPONSOR', 'Jonas Lindqvist');
  await p.join('VENDOR', 'SPONSOR', 'Kemi Balogun');
  return p;
}

/** Minutes are enough: the server's clock runs on while the test does. */
const minute = (instant: string | null): string | null => instant && instant.slice(0, 16);
const climbs = ({ events }: ConcernNode): string[] =>
  events
    .filter(({ kind }) => kind === 'ESCALATED')
    .map(({ level, at, member }) => `${level} ${minute(at)} ${member?.name ?? 'the clock'}`);

describe('when it climbs', () => {
  test('after two working days of the owner’s calendar: Tuesday 15:00 is due on Thursday 15:00', async () => {
    const p = await withSponsors();
    setClock(server, '2027-03-02T15:00:00Z');
    const raised = await raise(p.vendor, p, 'CLIENT');
    expect(raised).toMatchObject({ state: 'OPEN', level: 0, levelCount: 2 });
    expect(minute(raised.dueAt)).toBe('2027-03-04T15:00');
    // An hour later, 15 of its 16 working hours are left: down to a hundredth of a day.
    setClock(server, '2027-03-02T16:00:00Z');
    expect((await readConcern(p.client, p, raised.key)).workingDaysLeft).toBeCloseTo(1.87, 1);
    setClock(server, '2027-03-04T14:59:00Z');
    await server.runDue();
    expect((await readConcern(p.client, p, raised.key)).level).toBe(0);
    setClock(server, '2027-03-04T15:01:00Z');
    expect(await server.runDue()).toMatchObject({ 'escalate-concerns': 1 });
    const first = await readConcern(p.client, p, raised.key);
    expect(first).toMatchObject({ state: 'OPEN', level: 1 });
    expect(climbs(first)).toEqual(['1 2027-03-04T15:00 the clock']);
    // Counted from the moment it was due, over the weekend.
    expect(minute(first.dueAt)).toBe('2027-03-08T15:00');
    expect(await server.runDue()).toMatchObject({ 'escalate-concerns': 0 });
    await p.close();
  });

  test('a holiday and a weekend of the owner’s, in the owner’s zone, are no working days; the raiser’s are', async () => {
    const p = await withSponsors();
    await works(p.client, p.clientPartyId, {
      timeZone: 'America/New_York',
      weekdays: [1, 2, 3, 4],
      holidays: [{ on: '2027-03-11', name: 'Depot day' }],
    });
    await works(p.vendor, p.vendorPartyId, { holidays: [{ on: '2027-03-10', name: 'Ours' }] });
    // Wednesday 16:00 in New York: an hour on Wednesday, Thursday is a holiday, Friday to Sunday are free.
    setClock(server, '2027-03-10T21:00:00Z');
    const raised = await raise(p.vendor, p, 'CLIENT');
    // New York has put its clock forward on Sunday: 16:00 on Tuesday is 20:00 UTC.
    expect(minute(raised.dueAt)).toBe('2027-03-16T20:00');
    expect(raised.workingDaysLeft).toBeCloseTo(2, 1);
    await p.close();
  });

  test('raised while the owner is closed, it is counted from their next opening', async () => {
    const p = await withSponsors();
    await works(p.client, p.clientPartyId, { timeZone: 'Asia/Kolkata', opensAt: '10:00', closesAt: '18:00' });
    setClock(server, '2027-03-06T12:00:00Z');
    // Saturday. Monday 10:00 and two days is Wednesday's opening, 04:30 UTC.
    expect(minute((await raise(p.vendor, p, 'CLIENT')).dueAt)).toBe('2027-03-10T04:30');
    await p.close();
  });

  test('an answer stops the clock; on the last step it stands', async () => {
    const p = await withSponsors();
    setClock(server, '2027-03-22T10:00:00Z');
    const [answered, ignored] = [await raise(p.vendor, p, 'CLIENT'), await raise(p.vendor, p, 'CLIENT')];
    expect(await act(p.client, 'answerConcern', { concernId: answered.id, text: 'Tomorrow' })).toMatchObject({
      state: 'ANSWERED',
      dueAt: null,
      clockStartedAt: null,
      workingDaysLeft: null,
    });
    setClock(server, '2027-03-31T10:00:00Z');
    await server.runDue();
    expect(await readConcern(p.client, p, answered.key)).toMatchObject({ level: 0, state: 'ANSWERED' });
    expect(await readConcern(p.client, p, ignored.key)).toMatchObject({ level: 2, state: 'OPEN', dueAt: null });
    setClock(server, '2027-06-30T10:00:00Z');
    expect(await server.runDue()).toMatchObject({ 'escalate-concerns': 0 });
    await p.close();
  });
});

describe('who did not look in time', () => {
  test('steps that were missed are climbed one after another, each at the moment it was due', async () => {
    const p = await withSponsors();
    setClock(server, '2027-07-05T10:00:00Z');
    const { key } = await raise(p.vendor, p, 'CLIENT');
    // Three weeks without a server. Monday, due on Wednesday, and then on Friday.
    setClock(server, '2027-07-26T10:00:00Z');
    expect(await server.runDue()).toMatchObject({ 'escalate-concerns': 2 });
    const late = await readConcern(p.client, p, key);
    expect(climbs(late)).toEqual(['1 2027-07-07T10:00 the clock', '2 2027-07-09T10:00 the clock']);
    expect(late.ladder.map(({ reachedAt }) => minute(reachedAt))).toEqual(['2027-07-07T10:00', '2027-07-09T10:00']);
    const told = await server.database.query<{ text: string; name: string }>(
      `select n.text, e.name from notification n join member m on m.id = n.member_id join person e on e.id = m.person_id
       where n.partnership_id = $1 and n.kind = 'CONCERN_ESCALATED' order by n.at, n.text, e.name`,
      p.id,
    );
    const says = (level: number) =>
      `C-1 has climbed to level ${level}, for Meridian Transit has not answered in time: No test data for the depot tablet`;
    expect(told).toEqual([
      { text: says(1), name: 'Priya Raman' },
      { text: says(1), name: 'Tomás Herrera' },
      { text: says(2), name: 'Jonas Lindqvist' },
      { text: says(2), name: 'Kemi Balogun' },
    ]);
    await p.close();
  });

  test('exactly once for each step, when two servers on one database look at the same moment', async () => {
    const database: TestDatabase = await freshDatabase();
    const nodes = [await startServer({ database }), await startServer({ database })] as const;
    for (const node of nodes) setClock(node, '2027-03-02T15:00:00Z');
    const p = await partnershipWithTwoParties(nodes[0]);
    await p.join('CLIENT', 'SPONSOR');
    const raised = await Promise.all(Array.from({ length: 12 }, () => raise(p.vendor, p, 'CLIENT')));
    expect(new Set(raised.map(({ key }) => key)).size).toBe(12);
    for (const node of nodes) setClock(node, '2027-03-12T15:00:00Z');
    const runs = await Promise.all([...nodes, ...nodes].map((node) => node.runDue()));
    expect(runs.reduce((sum, run) => sum + (run['escalate-concerns'] ?? 0), 0)).toBe(24);
    const [{ events, changes } = { events: 0, changes: 0 }] = await database.query<{ events: number; changes: number }>(
      `select (select count(*)::int from concern_event where kind = 'ESCALATED') as events,
         (select count(*)::int from change_event where kind = 'concern.escalated') as changes`,
    );
    expect([events, changes]).toEqual([24, 24]);
    await p.close();
    for (const node of nodes) await node.close();
    await database.drop();
  });

  test('an answer at the very moment it is due and the clock do not both have it', async () => {
    const p = await withSponsors();
    setClock(server, '2027-08-02T10:00:00Z');
    const concerns = await Promise.all(Array.from({ length: 8 }, () => raise(p.vendor, p, 'CLIENT')));
    setClock(server, '2027-08-04T10:00:30Z');
    await Promise.all([
      ...concerns.map(({ id }) => act(p.client, 'answerConcern', { concernId: id, text: 'Here' })),
      server.runDue(),
    ]);
    for (const { key } of concerns) {
      const { state, level, dueAt, events } = await readConcern(p.client, p, key);
      expect([state, dueAt]).toEqual(['ANSWERED', null]);
      // Either the clock came first, and the answer was given on step 1, or it did not come.
      expect(events.map(({ kind }) => kind)).toEqual(
        level === 1 ? ['RAISED', 'ESCALATED', 'ANSWERED'] : ['RAISED', 'ANSWERED'],
      );
    }
    await p.close();
  });
});
