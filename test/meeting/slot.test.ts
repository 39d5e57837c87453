import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { works } from '../iteration/concern-kit.ts';
import { serverAt, setClock } from '../iteration/iteration-kit.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { act, agendaOf, readCalendar, readMeeting, refused } from './meeting-kit.ts';
import { endSlot, readSlot, refusedSlot, setSlot } from './slot-kit.ts';

/** A Wednesday; clocks go forward in London on 28 March, and went forward in New York on the 14th. */
const SPRING = '2027-03-17T10:00:00Z';

let server: TestServer;
let p: TestPartnership;
async function begin(): Promise<void> {
  server = await serverAt(SPRING);
  p = await partnershipWithTwoParties(server);
}
async function end(): Promise<void> {
  await p.close();
  await server.close();
}

const meetings = async () => (await readCalendar(p.client, p)).meetings;
/** What is to come, as `week minute`. */
const toCome = async (): Promise<string[]> =>
  (await meetings())
    .filter(({ state }) => state === 'SCHEDULED')
    .map(({ isoWeek, startsAt }) => `${isoWeek} ${startsAt.slice(0, 16)}`);

describe('the slot', () => {
  beforeAll(async () => {
    server = await serverAt(SPRING);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    setClock(server, SPRING);
    p = await partnershipWithTwoParties(server);
  });
  afterEach(() => p.close());

  test('is set by a lead, and puts this week’s meeting and the next three into the calendar, by the partnership’s clock', async () => {
    const slot = await setSlot(p.vendor, p, { quorum: 2, verdictHours: 48, duration: 90 });
    expect(slot).toMatchObject({ weekday: 5, startsAt: 840, duration: 90, everyWeeks: 1, quorum: 2, verdictHours: 48 });
    expect(await toCome()).toEqual([
      ...[
        '2027-W11 2027-03-19T14:00',
        '2027-W12 2027-03-26T14:00',
        '2027-W13 2027-04-02T13:00',
        '2027-W14 2027-04-09T13:00',
      ],
    ]);
    const [first] = await meetings();
    expect(first).toMatchObject({
      ...{ duration: 90, verdictsDueAt: '2027-03-21T14:00:00.000Z', facilitatingParty: { kind: 'CLIENT' } },
      quorums: [
        { party: { kind: 'CLIENT' }, needed: 2, came: 0 },
        { party: { kind: 'VENDOR' }, needed: 2, came: 0 },
      ],
    });
  });

  test('shows its next time beside each party’s own clock', async () => {
    await works(p.vendor, p.vendorPartyId, { timeZone: 'America/New_York' });
    const { next } = await setSlot(p.client, p);
    expect(next).toEqual([
      { party: { kind: 'CLIENT' }, at: '2027-03-19T14:00:00.000Z', timeZone: 'Europe/London' },
      { party: { kind: 'VENDOR' }, at: '2027-03-19T14:00:00.000Z', timeZone: 'America/New_York' },
    ]);
    setClock(server, '2027-03-19T14:00:01Z');
    expect((await readSlot(p.vendor, p))?.next[0]?.at).toBe('2027-03-26T14:00:00.000Z');
  });

  test('is not for members and observers to set, nor to any time', async () => {
    const { person } = await p.join('VENDOR', 'MEMBER');
    expect(await refusedSlot(person, p)).toMatch(/^FORBIDDEN: Only a lead/);
    for (const [wrong, sentence] of [
      [{ weekday: 8 }, 'The weekday is 1'],
      [{ startsAt: 1440 }, 'The time is in minutes'],
      [{ duration: 14 }, 'A meeting lasts 15 to 240'],
      [{ everyWeeks: 5 }, 'It recurs every 1 to 4'],
      [{ quorum: 0 }, 'The quorum is 1 to 20'],
      [{ verdictHours: 337 }, 'Verdicts may come 0 to 336'],
      [{ pulseQuestion: '?' }, 'The question is missing'],
    ] as const)
      expect(await refusedSlot(p.client, p, wrong)).toContain(`BAD_USER_INPUT: ${sentence}`);
    expect(await readSlot(p.client, p)).toBeNull();
  });

  test('on the first day of the week it looks back on the week that has just ended', async () => {
    await setSlot(p.client, p, { weekday: 1, startsAt: 540 });
    expect((await toCome()).slice(0, 2)).toEqual(['2027-W11 2027-03-22T09:00', '2027-W12 2027-03-29T08:00']);
  });

  test('a time that the clock skips is when it is put forward', async () => {
    await setSlot(p.client, p, { weekday: 7, startsAt: 90 });
    expect((await toCome()).slice(0, 2)).toEqual(['2027-W11 2027-03-21T01:30', '2027-W12 2027-03-28T01:00']);
  });

  test('every two weeks it leaves out the weeks between, whatever was there before by itself', async () => {
    await setSlot(p.client, p);
    await setSlot(p.vendor, p, { everyWeeks: 2 });
    expect(await toCome()).toEqual([
      ...[
        '2027-W11 2027-03-19T14:00',
        '2027-W13 2027-04-02T13:00',
        '2027-W15 2027-04-16T13:00',
        '2027-W17 2027-04-30T13:00',
      ],
    ]);
    const [, second] = await meetings();
    expect(second).toMatchObject({ state: 'CANCELLED', cancelReason: 'The partnership meets every 2 weeks now.' });
    // The rhythm goes on when only the hour changes.
    setClock(server, '2027-03-24T10:00:00Z');
    await setSlot(p.vendor, p, { everyWeeks: 2, startsAt: 600 });
    expect((await toCome()).filter((one) => one > '2027-W12')).toEqual([
      ...[
        '2027-W13 2027-04-02T09:00',
        '2027-W15 2027-04-16T09:00',
        '2027-W17 2027-04-30T09:00',
        '2027-W19 2027-05-14T09:00',
      ],
    ]);
  });

  test('a changed slot takes along what nobody moved; what was moved keeps its time', async () => {
    await setSlot(p.client, p);
    const [, second] = await meetings();
    await act(p.vendor, 'moveMeeting', { meetingId: second?.id, startsAt: '2027-03-25T16:00:00Z' });
    await setSlot(p.client, p, { weekday: 4, startsAt: 600, quorum: 3, pulseQuestion: 'Was it worth the hour?' });
    expect((await toCome()).slice(0, 3)).toEqual([
      ...['2027-W11 2027-03-18T10:00', '2027-W12 2027-03-25T16:00', '2027-W13 2027-04-01T09:00'],
    ]);
    for (const meeting of await meetings())
      expect(meeting).toMatchObject({
        pulseQuestion: 'Was it worth the hour?',
        quorums: [{ needed: 3 }, { needed: 3 }],
      });
  });

  test('a meeting whose new time would be past already keeps the old one', async () => {
    await setSlot(p.client, p);
    await setSlot(p.client, p, { weekday: 2 });
    expect((await toCome()).slice(0, 2)).toEqual(['2027-W11 2027-03-19T14:00', '2027-W12 2027-03-23T14:00']);
  });

  test('a week of the slot is scheduled without naming its time', async () => {
    await setSlot(p.client, p);
    const made = await act(p.vendor, 'scheduleMeeting', { partnershipId: p.id, isoWeek: '2027-W20' });
    expect(made).toMatchObject({ startsAt: '2027-05-21T13:00:00.000Z', duration: 60 });
    expect(await refused(p.vendor, 'scheduleMeeting', { partnershipId: p.id, isoWeek: '2027-W10' })).toMatch(
      /^BAD_USER_INPUT: The slot of 2027-W10 is past/,
    );
  });
});

describe('by the clock', () => {
  beforeEach(() => begin());
  afterEach(() => end());

  test('the calendar is filled up as weeks go by, once however many nodes look after it', async () => {
    await setSlot(p.client, p);
    const other = await startServer({ database: server.database });
    try {
      for (const each of [server, other]) setClock(each, '2027-04-05T10:00:00Z');
      const runs = await Promise.all([server, other, server, other].map((each) => each.runDue()));
      // Three weeks have ended; W14 is this week's.
      expect(runs.reduce((sum, run) => sum + (run['schedule-meetings'] ?? 0), 0)).toBe(3);
      expect((await toCome()).filter((one) => one >= '2027-W14')).toEqual([
        ...[
          '2027-W14 2027-04-09T13:00',
          '2027-W15 2027-04-16T13:00',
          '2027-W16 2027-04-23T13:00',
          '2027-W17 2027-04-30T13:00',
        ],
      ]);
      expect(await server.runDue()).toMatchObject({ 'schedule-meetings': 0, 'lapse-meetings': 0 });
    } finally {
      await other.close();
    }
  });

  test('a week whose meeting was cancelled stays without one', async () => {
    await setSlot(p.client, p);
    const [first] = await meetings();
    await act(p.vendor, 'cancelMeeting', { meetingId: first?.id, reason: 'Strike day' });
    expect(await server.runDue()).toMatchObject({ 'schedule-meetings': 0 });
    expect((await toCome())[0]).toBe('2027-W12 2027-03-26T14:00');
  });

  test('another zone of the partnership moves the meetings to the same hour there', async () => {
    await setSlot(p.client, p);
    await p.client.gql(
      'mutation ($input: UpdatePartnershipInput!) { updatePartnership(input: $input) { partnership { id } } }',
      {
        input: {
          ...{ mutationId: randomUUID(), partnershipId: p.id, name: 'Meridian', purpose: '' },
          ...{ timeZone: 'America/New_York', firstIterationDay: 1 },
        },
      },
    );
    expect(await server.runDue()).toMatchObject({ 'schedule-meetings': 4 });
    expect((await toCome()).slice(0, 2)).toEqual(['2027-W11 2027-03-19T18:00', '2027-W12 2027-03-26T18:00']);
    expect(await server.runDue()).toMatchObject({ 'schedule-meetings': 0 });
  });

  test('what nobody began for a week is cancelled, and its topics go on to the next', async () => {
    await setSlot(p.client, p);
    const [first] = await meetings();
    await act(p.vendor, 'addTopic', { meetingId: first?.id, title: 'Access', minutes: 5 });
    setClock(server, '2027-03-26T13:59:00Z');
    expect(await server.runDue()).toMatchObject({ 'lapse-meetings': 0 });
    expect((await readCalendar(p.client, p)).next).toBe(1);
    setClock(server, '2027-03-26T14:00:01Z');
    expect(await server.runDue()).toMatchObject({ 'lapse-meetings': 1 });
    expect(await server.runDue()).toMatchObject({ 'lapse-meetings': 0 });
    expect(await readMeeting(p.client, p)).toMatchObject({
      state: 'CANCELLED',
      cancelReason: 'Nobody began it within a week.',
    });
    const second = await readMeeting(p.vendor, p, 2);
    expect(agendaOf(second)).toContain('Access');
    expect(second.facilitatingParty.kind).toBe('CLIENT');
    expect((await readCalendar(p.client, p)).next).toBe(2);
  });

  test('ended, it leaves in the calendar what is there, and adds nothing', async () => {
    await setSlot(p.client, p);
    expect(await endSlot(p.vendor, p)).toBeNull();
    const before = await toCome();
    expect(before).toHaveLength(4);
    setClock(server, '2027-03-24T10:00:00Z');
    expect(await server.runDue()).toMatchObject({ 'schedule-meetings': 0 });
    expect(await toCome()).toEqual(before);
    expect(await refused(p.client, 'scheduleMeeting', { partnershipId: p.id, isoWeek: '2027-W20' })).toMatch(
      /^CONFLICT: The partnership has no slot/,
    );
  });
});
