import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '../iteration/iteration-kit.ts';
import { freshDatabase } from '../kit/database.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import {
  act,
  checkIn,
  closeMeeting,
  type DemoWorld,
  demoWorld,
  judgeAll,
  moveRefused,
  onCriterion,
  openMeeting,
  readDemo,
  readMeeting,
  refused,
} from './demo-kit.ts';

const WEDNESDAY = '2026-11-18T10:00:00Z';
const IN_THE_MEETING = '2026-11-20T15:20:00Z';
/** The deadline is on Saturday at 15:00. */
const BEFORE_THE_DEADLINE = '2026-11-21T14:59:00Z';
const AFTER_THE_DEADLINE = '2026-11-21T15:00:01Z';

describe('verdicts from afar', () => {
  let server: TestServer;
  let world: DemoWorld;
  let storyId: string;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    setClock(server, WEDNESDAY);
    return async () => {
      await server.database.query('update meeting set settle_at = null');
      await world.p.close();
    };
  });
  const begin = async (options: Parameters<typeof demoWorld>[1]): Promise<void> => {
    world = await demoWorld(server, options);
    storyId = world.stories[0]?.id ?? '';
  };
  const amendments = () =>
    server.database.query<{ number: number; text: string }>(
      'select number, text from minutes_amendment where meeting_id = $1 and member_id is null order by number',
      world.meeting.id,
    );
  const attendance = async () =>
    (await readMeeting(world.p.client, world.meeting)).attendance.map(({ member, kind }) => [member.name, kind]);

  test('before the meeting count when it has its quorum, and whoever gave one and then comes is there', async () => {
    await begin({ quorum: 2, opened: false, present: false });
    const { p, meeting } = world;
    await judgeAll(p.client, meeting, storyId);
    const early = await judgeAll(p.vendor, meeting, storyId);
    expect(early).toMatchObject({
      ...{ outcome: 'ACCEPTED', isProvisional: true },
      story: { state: 'DELIVERED', outcome: 'ACCEPTED', outcomeProvisional: true },
    });
    expect(early.criteria[0]?.verdicts.every(({ isAsynchronous }) => isAsynchronous)).toBe(true);
    expect(await attendance()).toEqual([
      ['Priya Raman', 'ASYNCHRONOUS'],
      ['Tomás Herrera', 'ASYNCHRONOUS'],
    ]);
    expect(await moveRefused(p.client, storyId, 'ACCEPTED')).toBe('CONFLICT');
    setClock(server, IN_THE_MEETING);
    await openMeeting(server, meeting);
    const others = [await p.join('CLIENT', 'MEMBER', 'Ama Okafor'), await p.join('VENDOR', 'MEMBER', 'Mei Zhang')];
    await checkIn(server, p, meeting, [p.clientMemberId, ...others.map(({ memberId }) => memberId)]);
    // Ama changes nothing but a sentence: with her and Mei there, what was found counts.
    const on = await onCriterion(p.client, meeting, storyId);
    const now = await act(others[0]?.person ?? p.client, 'giveVerdict', { ...on, verdict: 'MET', note: 'Well done' });
    expect(now).toMatchObject({ isProvisional: false, story: { state: 'ACCEPTED', outcomeProvisional: false } });
    expect(now.criteria[0]?.verdicts[0]?.isAsynchronous).toBe(false);
    expect(await attendance()).toContainEqual(['Priya Raman', 'PRESENT']);
  });

  test('given by an observer’s party alone make no quorum', async () => {
    await begin({ quorum: 1, present: false });
    const { p, meeting } = world;
    const { memberId } = await p.join('VENDOR', 'OBSERVER', 'Olu Observer');
    await checkIn(server, p, meeting, [p.clientMemberId, memberId]);
    expect((await judgeAll(p.client, meeting, storyId)).outcome).toBe('PENDING');
    // The vendor's first verdict is its quorum: it counts at once, from afar.
    expect(await judgeAll(p.vendor, meeting, storyId)).toMatchObject({ isProvisional: false, outcome: 'ACCEPTED' });
  });

  test('until the deadline change what is provisional; then it counts, and closed minutes say what became final', async () => {
    await begin({ quorum: 2, points: [3, 2, 1, 1] });
    const { p, meeting, stories } = world;
    const [accepted, returned, silent, turned] = stories.map(({ id }) => id) as [string, string, string, string];
    setClock(server, IN_THE_MEETING);
    await judgeAll(p.client, meeting, accepted, 'NOT_MET', 'It turns red');
    await judgeAll(p.vendor, meeting, accepted, 'NOT_MET', 'Indeed');
    for (const by of [p.client, p.vendor]) {
      await judgeAll(by, meeting, returned, 'NOT_SHOWN');
      await judgeAll(by, meeting, turned, 'NOT_SHOWN');
    }
    await judgeAll(p.client, meeting, silent);
    await closeMeeting(server, p, meeting);
    setClock(server, BEFORE_THE_DEADLINE);
    expect(await server.runDue()).toMatchObject({ 'settle-verdicts': 0 });
    for (const by of [p.client, p.vendor]) await judgeAll(by, meeting, accepted);
    await judgeAll(p.vendor, meeting, turned);
    expect((await readDemo(p.client, meeting, accepted)).story).toMatchObject({
      state: 'DELIVERED',
      outcomeProvisional: true,
    });
    expect(await amendments()).toEqual([]);
    setClock(server, AFTER_THE_DEADLINE);
    const on = await onCriterion(p.vendor, meeting, silent);
    expect(await refused(p.vendor, 'giveVerdict', { ...on, verdict: 'MET' })).toMatch(
      /^CONFLICT: The deadline for verdicts/,
    );
    // Nothing becomes final by itself before the clock's work has run; then each does once.
    expect((await readDemo(p.client, meeting, accepted)).isProvisional).toBe(true);
    expect(await server.runDue()).toMatchObject({ 'settle-verdicts': 1 });
    expect(await server.runDue()).toMatchObject({ 'settle-verdicts': 0 });
    expect(await readDemo(p.client, meeting, accepted)).toMatchObject({
      isProvisional: false,
      story: { state: 'ACCEPTED' },
    });
    expect(await readDemo(p.client, meeting, returned)).toMatchObject({
      isProvisional: false,
      story: { state: 'RETURNED' },
    });
    // Silence is no consent.
    expect(await readDemo(p.client, meeting, silent)).toMatchObject({
      outcome: 'PENDING',
      story: { state: 'DELIVERED' },
    });
    const [amendment, ...more] = await amendments();
    expect(more).toEqual([]);
    expect(amendment?.number).toBe(1);
    expect(amendment?.text).toContain(`${stories[0]?.key} is accepted`);
    expect(amendment?.text).toContain(`${stories[1]?.key} is returned`);
    expect(amendment?.text).not.toContain(stories[2]?.key);
    // The minutes have it as returned; the vendor says otherwise since.
    expect(amendment?.text).toContain(`${stories[3]?.key} is disputed`);
    const told = await server.database.query<{ kind: string; actor_id: string | null }>(
      `select kind, actor_id from change_event where partnership_id = $1 and kind like '%.verdictsSettled' order by kind`,
      p.id,
    );
    expect(told.map(({ kind, actor_id }) => [kind, actor_id])).toEqual([
      ['meeting.verdictsSettled', null],
      ['story.verdictsSettled', null],
      ['story.verdictsSettled', null],
    ]);
  });

  test('after the meeting are taken for what waits; what counts already stands', async () => {
    await begin({ quorum: 1, points: [3, 2] });
    const { p, meeting, stories } = world;
    const [done, open] = stories.map(({ id }) => id) as [string, string];
    for (const by of [p.client, p.vendor]) await judgeAll(by, meeting, done);
    await judgeAll(p.client, meeting, open);
    await closeMeeting(server, p, meeting);
    const on = await onCriterion(p.client, meeting, done);
    expect(await refused(p.client, 'giveVerdict', { ...on, verdict: 'NOT_SHOWN' })).toMatch(
      /^CONFLICT: MT-\d+ is Accepted, and meeting 1 is closed/,
    );
    expect((await judgeAll(p.vendor, meeting, open)).story.state).toBe('ACCEPTED');
    expect(await amendments()).toEqual([{ number: 1, text: `After the meeting: ${stories[1]?.key} is accepted.` }]);
  });

  test('in a meeting that was cancelled decide nothing: the next one judges the story', async () => {
    await begin({ quorum: 2, opened: false, present: false });
    const { p, meeting } = world;
    await judgeAll(p.client, meeting, storyId);
    await server.database.query(
      `update meeting set state = 'CANCELLED', cancel_reason = 'Ill' where id = $1`,
      meeting.id,
    );
    const on = await onCriterion(p.client, meeting, storyId);
    expect(await refused(p.vendor, 'giveVerdict', { ...on, verdict: 'MET' })).toMatch(
      /^CONFLICT: Meeting 1 was cancelled/,
    );
    setClock(server, AFTER_THE_DEADLINE);
    expect(await server.runDue()).toMatchObject({ 'settle-verdicts': 1 });
    expect((await readDemo(p.client, meeting, storyId)).story).toMatchObject({ state: 'DELIVERED', outcome: null });
    expect(await moveRefused(p.client, storyId, 'ACCEPTED')).toBeNull();
  });
});

test('two servers on one database settle each meeting once', async () => {
  const database = await freshDatabase();
  const nodes = [await startServer({ database }), await startServer({ database })] as const;
  for (const node of nodes) setClock(node, WEDNESDAY);
  const { p, meeting, stories } = await demoWorld(nodes[0], { quorum: 2 });
  for (const by of [p.client, p.vendor]) await judgeAll(by, meeting, stories[0]?.id ?? '');
  await closeMeeting(nodes[0], p, meeting);
  for (const node of nodes) setClock(node, AFTER_THE_DEADLINE);
  const runs = await Promise.all([...nodes, ...nodes].map((node) => node.runDue()));
  expect(runs.reduce((sum, run) => sum + (run['settle-verdicts'] ?? 0), 0)).toBe(1);
  expect(await database.query('select 1 from minutes_amendment where meeting_id = $1', meeting.id)).toHaveLength(1);
  await p.close();
  for (const node of nodes) await node.close();
  await database.drop();
});
