import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../kit/clock.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { serverAt } from '../iteration/iteration-kit.ts';
import {
  act,
  agendaOf,
  currentOf,
  NOW,
  readCalendar,
  readMeeting,
  refused,
  scheduled,
  stageOf,
} from './meeting-kit.ts';

let server: TestServer;
let p: TestPartnership;
beforeAll(async () => {
  server = await serverAt(NOW);
});
afterAll(() => server.close());
beforeEach(async () => {
  p = await partnershipWithTwoParties(server);
});
afterEach(() => p.close());

const inDays = (days: number): string => new Date(server.clock.now().getTime() + days * DAY_MS).toISOString();
const told = (): Promise<{ name: string; text: string; path: string }[]> =>
  server.database.query(
    `select e.name, n.text, n.path from notification n join member m on m.id = n.member_id join person e on e.id = m.person_id
     where n.partnership_id = $1 and n.kind = 'MEETING_SCHEDULED' order by n.at, e.name`,
    p.id,
  );

describe('scheduling', () => {
  test('a week has one meeting: two who call it at once are answered with the same', async () => {
    const at = inDays(2);
    const both = await Promise.all(
      [p.client, p.vendor].map((by) =>
        act(by, 'scheduleMeeting', { partnershipId: p.id, isoWeek: '2026-W47', startsAt: at }),
      ),
    );
    expect(both[0]).toEqual(both[1]);
    expect(both[0]).toMatchObject({ number: 1, state: 'SCHEDULED', startsAt: at, duration: 60, iteration: null });
    expect(new Date(both[0]?.verdictsDueAt ?? 0).getTime()).toBe(new Date(at).getTime() + 24 * HOUR_MS);
    expect(await readCalendar(p.vendor, p)).toMatchObject({ next: 1, meetings: [{ number: 1 }] });
  });

  test('a week that does not exist and a time that cannot be are refused', async () => {
    const call = (more: object): Promise<string | null> =>
      refused(p.client, 'scheduleMeeting', { partnershipId: p.id, isoWeek: '2026-W47', ...more });
    expect(await call({})).toMatch(/^CONFLICT: The partnership has no slot/);
    expect(await call({ startsAt: inDays(-1) })).toMatch(/^BAD_USER_INPUT: That time is past/);
    expect(await call({ startsAt: inDays(400) })).toMatch(/^BAD_USER_INPUT: That time is more than a year ahead/);
    expect(await call({ isoWeek: '2027-W53', startsAt: inDays(1) })).toMatch(/^BAD_USER_INPUT: There is no week 53/);
    expect(await call({ isoWeek: 'next', startsAt: inDays(1) })).toMatch(/^BAD_USER_INPUT: A week is written/);
    expect((await readCalendar(p.client, p)).meetings).toEqual([]);
  });

  test('everybody is told of it, but who called it', async () => {
    await p.join('CLIENT', 'OBSERVER', 'Olu Observer');
    const { id: meetingId } = await scheduled({ server, p }, '2026-W47', '2026-11-20T14:00:00Z');
    await act(p.vendor, 'moveMeeting', { meetingId, startsAt: '2026-11-20T15:30:00Z' });
    await act(p.client, 'cancelMeeting', { meetingId, reason: 'Strike day' });
    const texts = (await told()).map(({ name, text }) => `${name}: ${text}`);
    expect(texts).toEqual([
      'Olu Observer: Tomás Herrera calls the meeting of 2026-W47 for 2026-11-20 14:00 (Europe/London)',
      'Priya Raman: Tomás Herrera calls the meeting of 2026-W47 for 2026-11-20 14:00 (Europe/London)',
      'Olu Observer: Tomás Herrera moves meeting 1, of 2026-W47, to 2026-11-20 15:30 (Europe/London)',
      'Priya Raman: Tomás Herrera moves meeting 1, of 2026-W47, to 2026-11-20 15:30 (Europe/London)',
      'Olu Observer: Priya Raman cancels meeting 1 on 2026-11-20 15:30 (Europe/London): Strike day',
      'Tomás Herrera: Priya Raman cancels meeting 1 on 2026-11-20 15:30 (Europe/London): Strike day',
    ]);
  });
});

describe('moving and cancelling', () => {
  test('the deadline for verdicts moves with the meeting', async () => {
    const { id: meetingId } = await scheduled({ server, p });
    const startsAt = '2026-11-23T09:00:00.000Z';
    const moved = await act(p.vendor, 'moveMeeting', { meetingId, startsAt });
    expect(moved).toMatchObject({ startsAt, verdictsDueAt: '2026-11-24T09:00:00.000Z' });
    expect(await act(p.client, 'moveMeeting', { meetingId, startsAt })).toEqual(moved);
    expect(await refused(p.client, 'moveMeeting', { meetingId, startsAt: inDays(-1) })).toMatch(/^BAD_USER_INPUT/);
  });

  test('a meeting that has begun is neither moved nor cancelled nor begun again', async () => {
    const { id: meetingId } = await scheduled({ server, p });
    await act(p.client, 'startMeeting', { meetingId });
    const sentence = /^CONFLICT: Meeting 1 takes place now\. /;
    expect(await refused(p.client, 'moveMeeting', { meetingId, startsAt: inDays(1) })).toMatch(sentence);
    expect(await refused(p.client, 'cancelMeeting', { meetingId, reason: 'No' })).toMatch(sentence);
    expect(await refused(p.vendor, 'startMeeting', { meetingId })).toMatch(sentence);
  });

  test('a cancelled meeting says why, and the week can have another', async () => {
    const { id: meetingId } = await scheduled({ server, p });
    expect(await refused(p.client, 'cancelMeeting', { meetingId, reason: ' ' })).toMatch(
      /^BAD_USER_INPUT: Say why it does not take place/,
    );
    const cancelled = await act(p.client, 'cancelMeeting', { meetingId, reason: 'Strike day' });
    expect(cancelled).toMatchObject({ state: 'CANCELLED', cancelReason: 'Strike day' });
    for (const name of ['startMeeting', 'cancelMeeting', 'moveMeeting'] as const)
      expect(
        await refused(p.client, name, {
          meetingId,
          ...(name === 'cancelMeeting' ? { reason: 'Again' } : name === 'moveMeeting' ? { startsAt: inDays(1) } : {}),
        }),
      ).toMatch(/^CONFLICT: Meeting 1 was cancelled/);
    expect(await refused(p.client, 'addTopic', { meetingId, title: 'Late', minutes: 5 })).toMatch(/^CONFLICT/);
    expect(await scheduled({ server, p })).toMatchObject({ number: 2, state: 'SCHEDULED' });
    expect((await readCalendar(p.client, p)).next).toBe(2);
  });
});

describe('turns', () => {
  test('the parties take turns, the client first; a cancelled meeting costs nobody theirs', async () => {
    for (const [i, week] of ['2026-W47', '2026-W48', '2026-W49', '2026-W50'].entries())
      await scheduled({ server, p }, week, inDays(2 + 7 * i));
    const turns = async (): Promise<string[]> =>
      (await readCalendar(p.client, p)).meetings
        .filter(({ state }) => state !== 'CANCELLED')
        .map(({ facilitatingParty }) => facilitatingParty.kind);
    expect(await turns()).toEqual(['CLIENT', 'VENDOR', 'CLIENT', 'VENDOR']);
    const { id: meetingId } = await readMeeting(p.client, p, 2);
    await act(p.client, 'cancelMeeting', { meetingId, reason: 'Holiday' });
    expect(await turns()).toEqual(['CLIENT', 'VENDOR', 'CLIENT']);
    // One in between, and one that is moved to the end.
    await scheduled({ server, p }, '2026-W51', inDays(10));
    expect(await turns()).toEqual(['CLIENT', 'VENDOR', 'CLIENT', 'VENDOR']);
    await act(p.vendor, 'moveMeeting', { meetingId: (await readMeeting(p.client, p, 5)).id, startsAt: inDays(40) });
    expect(await turns()).toEqual(['CLIENT', 'VENDOR', 'CLIENT', 'VENDOR']);
  });
});

describe('a topic that is parked', () => {
  test('comes onto the next meeting’s agenda at once, with who brought it up and where it comes from', async () => {
    const first = await scheduled({ server, p });
    await scheduled({ server, p }, '2026-W48', inDays(9));
    await act(p.vendor, 'addTopic', { meetingId: first.id, title: 'Access', minutes: 8 });
    await act(p.client, 'startMeeting', { meetingId: first.id });
    const open = await readMeeting(p.client, p);
    const stageId = stageOf(open, 'Access').id;
    await act(p.client, 'goToStage', { meetingId: first.id, fromStageId: open.currentStageId, stageId });
    const parked = await act(p.vendor, 'parkTopic', { meetingId: first.id, stageId });
    expect(currentOf(parked)).toBe('CLOSE');
    expect(stageOf(parked, 'Access').parkedAt).not.toBeNull();
    expect(await act(p.client, 'parkTopic', { meetingId: first.id, stageId })).toEqual(parked);
    expect(stageOf(await readMeeting(p.client, p, 2), 'Access')).toMatchObject({
      ...{ minutes: 8, addedBy: { name: 'Tomás Herrera' }, parkedInMeeting: 1, parkedAt: null },
    });
    for (const input of [{ stageId }, { stageId, fromStageId: parked.currentStageId }])
      expect(
        await refused(p.client, 'fromStageId' in input ? 'goToStage' : 'removeStage', {
          meetingId: first.id,
          ...input,
        }),
      ).toMatch('fromStageId' in input ? /^NOT_FOUND/ : /^CONFLICT: “Access” is parked/);
    expect(await refused(p.client, 'parkTopic', { meetingId: first.id, stageId: stageOf(parked, 'PULSE').id })).toMatch(
      /^CONFLICT: Only topics are parked/,
    );
  });

  test('waits for the next meeting that is scheduled, and goes on from one that is cancelled', async () => {
    const first = await scheduled({ server, p });
    await act(p.vendor, 'addTopic', { meetingId: first.id, title: 'Access', minutes: 8 });
    await act(p.vendor, 'addTopic', { meetingId: first.id, title: 'Holidays', minutes: 3 });
    await act(p.client, 'startMeeting', { meetingId: first.id });
    const stageId = stageOf(await readMeeting(p.client, p), 'Access').id;
    await act(p.vendor, 'parkTopic', { meetingId: first.id, stageId });
    const second = await scheduled({ server, p }, '2026-W48', inDays(9));
    expect(agendaOf(second).slice(-3)).toEqual(['PULSE', 'Access', 'CLOSE']);
    await act(p.client, 'addTopic', { meetingId: second.id, title: 'Budget', minutes: 5 });
    await act(p.client, 'cancelMeeting', { meetingId: second.id, reason: 'Strike day' });
    // An earlier day in its place takes them too.
    const third = await scheduled({ server, p }, '2026-W48', inDays(8));
    expect(agendaOf(third).slice(-4)).toEqual(['PULSE', 'Access', 'Budget', 'CLOSE']);
    expect(stageOf(third, 'Budget')).toMatchObject({ parkedInMeeting: 2, addedBy: { name: 'Priya Raman' } });
    const fourth = await scheduled({ server, p }, '2026-W49', inDays(16));
    expect(agendaOf(fourth)).not.toContain('Access');
  });
});
