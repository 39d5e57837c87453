import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { type Person, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { setClock } from './iteration-kit.ts';
import { act, promised, readPromise, refused } from './promise-kit.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const minute = (instant: string): string => instant.slice(0, 16);
const told = (p: TestPartnership, kind: string): Promise<{ name: string; text: string }[]> =>
  server.database.query(
    `select e.name, n.text from notification n join member m on m.id = n.member_id join person e on e.id = m.person_id
     where n.partnership_id = $1 and n.kind = $2 order by e.name`,
    p.id,
    kind,
  );
const works = (lead: Person, partyId: string, timeZone: string) =>
  lead.gql('mutation ($input: SetWorkingCalendarInput!) { setWorkingCalendar(input: $input) { party { id } } }', {
    input: {
      ...{ mutationId: randomUUID(), partyId, timeZone, weekdays: [1, 2, 3, 4, 5] },
      ...{ opensAt: '09:00', closesAt: '17:00', holidays: [] },
    },
  });

describe('when its day ends', () => {
  test('an open promise is missed by itself, at midnight where its owner works, and both sides are told once', async () => {
    setClock(server, '2027-03-01T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    await works(p.client, p.clientPartyId, 'America/New_York');
    const { key, dueAt } = await promised(p.client, p, 'CLIENT', { dueOn: '2027-03-02' });
    // Midnight in New York, in winter.
    expect(minute(dueAt)).toBe('2027-03-03T05:00');
    setClock(server, '2027-03-03T04:59:00Z');
    expect(await server.runDue()).toMatchObject({ 'miss-promises': 0 });
    setClock(server, '2027-03-03T05:00:01Z');
    expect(await server.runDue()).toMatchObject({ 'miss-promises': 1 });
    expect(await server.runDue()).toMatchObject({ 'miss-promises': 0 });
    expect(await readPromise(p.vendor, p, key)).toMatchObject({ state: 'MISSED', stateChangedBy: null });
    const text = `Meridian Transit has missed ${key}, due on 2027-03-02: Access to the depot tablet`;
    expect(await told(p, 'PROMISE_MISSED')).toEqual([
      { name: 'Priya Raman', text },
      { name: 'Tomás Herrera', text },
    ]);
    await p.close();
  });

  test('what is missed is over: it is neither reported kept nor renegotiated', async () => {
    setClock(server, '2027-03-08T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const { id: promiseId } = await promised(p.client, p, 'CLIENT', { dueOn: '2027-03-08' });
    await act(p.client, 'proposeRenegotiation', { promiseId, dueOn: '2027-03-12', reason: 'Audit' });
    setClock(server, '2027-03-09T00:00:01Z');
    // Before the clock's work has run as after it.
    for (const message of [/^CONFLICT: The day of P-1, 2027-03-08, is over/, /^CONFLICT: P-1 is missed/]) {
      expect(await refused(p.client, 'reportPromiseKept', { promiseId })).toMatch(message);
      const later = { promiseId, dueOn: '2027-03-20', reason: 'Audit' };
      expect(await refused(p.client, 'proposeRenegotiation', later)).toMatch(message);
      expect(await refused(p.vendor, 'consentToRenegotiation', { promiseId, dueOn: '2027-03-12' })).toMatch(message);
      await server.runDue();
    }
    await p.close();
  });

  test('what is reported kept waits for the other side, who confirms late or finds it missed', async () => {
    setClock(server, '2027-03-15T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const dueOn = '2027-03-15';
    const [kept, not] = [
      await promised(p.client, p, 'CLIENT', { dueOn }),
      await promised(p.client, p, 'CLIENT', { dueOn }),
    ];
    for (const { id: promiseId } of [kept, not]) await act(p.client, 'reportPromiseKept', { promiseId });
    setClock(server, '2027-03-18T10:00:00Z');
    expect(await server.runDue()).toMatchObject({ 'miss-promises': 0 });
    expect(await act(p.vendor, 'confirmPromise', { promiseId: kept.id })).toMatchObject({ state: 'KEPT' });
    expect(await act(p.vendor, 'disputePromise', { promiseId: not.id, reason: 'Nothing came' })).toMatchObject({
      ...{ state: 'MISSED', stateReason: 'Nothing came', stateChangedBy: { name: 'Tomás Herrera' } },
    });
    await p.close();
  });

  test('what was asked for and never promised is not missed; it can only be declined', async () => {
    setClock(server, '2027-03-22T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const { id: promiseId, key } = await promised(p.vendor, p, 'CLIENT', { dueOn: '2027-03-22' });
    setClock(server, '2027-03-24T10:00:00Z');
    expect(await server.runDue()).toMatchObject({ 'miss-promises': 0, 'remind-of-promises': 0 });
    expect(await readPromise(p.vendor, p, key)).toMatchObject({ state: 'ASKED' });
    expect(await refused(p.client, 'acceptPromise', { promiseId })).toMatch(/^CONFLICT: The day of P-1/);
    expect(await act(p.client, 'declinePromise', { promiseId, reason: 'Too late' })).toMatchObject({
      state: 'DECLINED',
    });
    await p.close();
  });

  test('a day proposed that has passed meanwhile is not consented to', async () => {
    setClock(server, '2027-04-05T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const { id: promiseId } = await promised(p.client, p, 'CLIENT', { dueOn: '2027-04-20' });
    await act(p.client, 'proposeRenegotiation', { promiseId, dueOn: '2027-04-06', reason: 'Sooner' });
    setClock(server, '2027-04-08T10:00:00Z');
    expect(await refused(p.vendor, 'consentToRenegotiation', { promiseId, dueOn: '2027-04-06' })).toMatch(
      /^CONFLICT: The day proposed for P-1, 2027-04-06, is over/,
    );
    await p.close();
  });
});

describe('on the morning of its day', () => {
  test('whoever sees to it is reminded once, when their party opens', async () => {
    setClock(server, '2027-04-26T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const { memberId } = await p.join('CLIENT', 'MEMBER', 'Ama Okafor');
    await works(p.client, p.clientPartyId, 'Europe/Berlin');
    const { key } = await promised(p.client, p, 'CLIENT', { dueOn: '2027-04-28', ownerId: memberId });
    setClock(server, '2027-04-28T06:59:00Z');
    expect(await server.runDue()).toMatchObject({ 'remind-of-promises': 0 });
    setClock(server, '2027-04-28T07:00:01Z');
    expect(await server.runDue()).toMatchObject({ 'remind-of-promises': 1 });
    expect(await server.runDue()).toMatchObject({ 'remind-of-promises': 0 });
    expect(await told(p, 'PROMISE_DUE')).toEqual([
      { name: 'Ama Okafor', text: `${key} is due today: Access to the depot tablet` },
    ]);
    await p.close();
  });

  test('nobody is reminded of what is kept, or was made that day', async () => {
    setClock(server, '2027-05-03T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const { id: promiseId } = await promised(p.client, p, 'CLIENT', { dueOn: '2027-05-04' });
    await act(p.client, 'reportPromiseKept', { promiseId });
    setClock(server, '2027-05-04T10:00:00Z');
    await promised(p.client, p, 'CLIENT', { dueOn: '2027-05-04' });
    expect(await server.runDue()).toMatchObject({ 'remind-of-promises': 0 });
    expect(await told(p, 'PROMISE_DUE')).toEqual([]);
    await p.close();
  });
});

test('two servers on one database miss each promise once, however often they look', async () => {
  const database: TestDatabase = await freshDatabase();
  const nodes = [await startServer({ database }), await startServer({ database })] as const;
  for (const node of nodes) setClock(node, '2027-06-01T10:00:00Z');
  const p = await partnershipWithTwoParties(nodes[0]);
  await Promise.all(Array.from({ length: 10 }, () => promised(p.client, p, 'CLIENT', { dueOn: '2027-06-02' })));
  for (const node of nodes) setClock(node, '2027-06-04T10:00:00Z');
  const runs = await Promise.all([...nodes, ...nodes].map((node) => node.runDue()));
  expect(runs.reduce((sum, run) => sum + (run['miss-promises'] ?? 0), 0)).toBe(10);
  const [{ changes, told: letters } = { changes: 0, told: 0 }] = await database.query<{
    changes: number;
    told: number;
  }>(
    `select (select count(*)::int from change_event where kind = 'promise.missed') as changes,
       (select count(*)::int from notification where kind = 'PROMISE_MISSED') as told`,
  );
  expect([changes, letters]).toEqual([10, 20]);
  await p.close();
  for (const node of nodes) await node.close();
  await database.drop();
});

test('reported kept at the very moment that its day ends, it is either done or missed', async () => {
  setClock(server, '2027-06-07T10:00:00Z');
  const p = await partnershipWithTwoParties(server);
  const made = await Promise.all(
    Array.from({ length: 8 }, () => promised(p.client, p, 'CLIENT', { dueOn: '2027-06-07' })),
  );
  setClock(server, '2027-06-07T22:59:59.900Z');
  const outcomes = await Promise.all([
    ...made.map(({ id: promiseId }) => refused(p.client, 'reportPromiseKept', { promiseId })),
    server.runDue().then(() => server.runDue()),
  ]);
  setClock(server, '2027-06-07T23:00:10Z');
  await server.runDue();
  for (const [index, { key }] of made.entries())
    expect((await readPromise(p.client, p, key)).state).toBe(outcomes[index] === null ? 'DONE' : 'MISSED');
  await p.close();
});
