import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStory, partnershipWithTwoParties, type Person, type TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { stories } from '../story/story-kit.ts';
import { commitTo, setStoryState } from './committed.ts';
import { change, codeOf, type IterationNode, readIteration, refusal, serverAt, setClock } from './iteration-kit.ts';

const MONDAY = '2026-11-23T09:00:00Z';

describe('planning a week', () => {
  let server: TestServer;
  let p: TestPartnership;
  let w48: IterationNode;
  let w49: IterationNode;
  beforeAll(async () => {
    server = await serverAt(MONDAY);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    p = await partnershipWithTwoParties(server);
    const week = (isoWeek: string) => change(p.client, 'planIteration', { partnershipId: p.id, isoWeek });
    [w48, w49] = [await week('2026-W48'), await week('2026-W49')];
    return () => p.close();
  });

  const story = (estimate?: number, title = 'A story') =>
    createStory(p.client, p.id, { title, ...(estimate !== undefined && { estimate }) });
  const plan = (by: Person, iterationId: string, storyId: string, where: object = {}) =>
    change(by, 'planStory', { iterationId, storyId, ...where });
  const keys = ({ stories }: IterationNode): string[] => stories.map(({ story: { key } }) => key);

  test('a planned story is in the week, in its place, and its points add up', async () => {
    const [a, b, c] = [await story(3), await story(5), await story()];
    await plan(p.client, w48.id, a.id);
    await plan(p.vendor, w48.id, b.id);
    const week = await plan(p.vendor, w48.id, c.id, { afterId: a.id });
    expect(keys(week)).toEqual([a.key, c.key, b.key]);
    expect(week).toMatchObject({ plannedPoints: 8, committedPoints: null });
    expect(week.stories[0]).toMatchObject({
      ...{ state: 'PLANNED', points: null, declinedBy: null, reason: null, changedBy: { name: 'Priya Raman' } },
      story: { isoWeek: '2026-W48' },
    });
    expect(keys(await plan(p.client, w48.id, b.id, { beforeId: a.id }))).toEqual([b.key, a.key, c.key]);
    expect(keys((await readIteration(p.vendor, p.slug, '2026-W48')) as IterationNode)).toEqual([b.key, a.key, c.key]);
  });

  test('planning what is planned changes nothing, and the same mutation twice plans once', async () => {
    const [a, b] = [await story(1), await story(2)];
    const week = await plan(p.client, w48.id, a.id);
    expect((await plan(p.vendor, w48.id, a.id)).version).toBe(week.version);
    const mutationId = randomUUID();
    const once = await plan(p.client, w48.id, b.id, { mutationId });
    expect((await plan(p.client, w48.id, b.id, { mutationId })).version).toBe(once.version);
  });

  test('the backlog and a week’s stories can be asked for apart', async () => {
    const [a, b] = [await story(), await story()];
    await plan(p.client, w48.id, a.id);
    const keysOf = async (isoWeek: string) =>
      (await stories(p.client, p.slug, { filter: { isoWeek } })).edges.map(({ node }) => node.key);
    expect(await keysOf('2026-W48')).toEqual([a.key]);
    expect(await keysOf('')).toEqual([b.key]);
    expect(await keysOf('2026-W49')).toEqual([]);
    await expect(keysOf('2027-W53')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('a story is planned for one week at a time: the other lets it go', async () => {
    const a = await story(3);
    await plan(p.client, w48.id, a.id);
    expect(keys(await plan(p.vendor, w49.id, a.id))).toEqual([a.key]);
    expect(await readIteration(p.client, p.slug, '2026-W48')).toMatchObject({ stories: [], plannedPoints: 0 });
    expect(keys(await plan(p.vendor, w48.id, a.id))).toEqual([a.key]);
    const week = await change(p.client, 'unplanStory', { iterationId: w48.id, storyId: a.id });
    expect(week).toMatchObject({ stories: [], plannedPoints: 0 });
    expect((await change(p.client, 'unplanStory', { iterationId: w48.id, storyId: a.id })).version).toBe(week.version);
  });

  test('two people who move stories between the same weeks at once both succeed', async () => {
    const [a, b] = [await story(1), await story(2)];
    await plan(p.client, w48.id, a.id);
    await plan(p.client, w49.id, b.id);
    for (let round = 0; round < 5; round++) {
      await Promise.all([plan(p.client, w49.id, a.id), plan(p.vendor, w48.id, b.id)]);
      await Promise.all([plan(p.client, w48.id, a.id), plan(p.vendor, w49.id, b.id)]);
    }
    expect(keys((await readIteration(p.client, p.slug, '2026-W48')) as IterationNode)).toEqual([a.key]);
    expect(keys((await readIteration(p.client, p.slug, '2026-W49')) as IterationNode)).toEqual([b.key]);
  });

  test('the order holds through a hundred moves to the very same place', async () => {
    const [a, b, c] = [await story(), await story(), await story()];
    for (const one of [a, b, c]) await plan(p.client, w48.id, one.id);
    let week = w48;
    for (let i = 0; i < 100; i++) {
      const [moved, other] = i % 2 === 0 ? [c, b] : [b, c];
      week = await plan(p.client, w48.id, moved.id, { beforeId: other.id });
      expect(keys(week)).toEqual([a.key, moved.key, other.key]);
    }
    expect(Math.max(...week.stories.map(({ rank }) => rank.length))).toBeLessThanOrEqual(60);
  });

  test('each side declines for itself, with a reason that both read, and takes it back itself', async () => {
    const a = await story(3);
    const on = { iterationId: w48.id, storyId: a.id };
    expect((await refusal(p.vendor, 'declineStory', { ...on, reason: 'x' }))?.message).toBe(
      `${a.key} isn’t planned for 2026-W48, so there is nothing to decline.`,
    );
    await plan(p.client, w48.id, a.id);
    const week = await change(p.vendor, 'declineStory', { ...on, reason: ' The depot has not moved. ' });
    expect(week).toMatchObject({
      plannedPoints: 0,
      stories: [
        {
          ...{ state: 'DECLINED', declinedBy: { kind: 'VENDOR' }, reason: 'The depot has not moved.' },
          ...{ changedBy: { name: 'Tomás Herrera' }, story: { isoWeek: null } },
        },
      ],
    });
    expect(await codeOf(p.client, 'undeclineStory', on)).toBe('FORBIDDEN');
    expect((await refusal(p.client, 'planStory', on))?.message).toBe(
      `Fieldnote Software declined ${a.key}; ask them to take that back.`,
    );
    expect(await codeOf(p.client, 'declineStory', { ...on, reason: 'so do we' })).toBe('CONFLICT');
    const back = await change(p.vendor, 'undeclineStory', on);
    expect(back).toMatchObject({ plannedPoints: 3, stories: [{ state: 'PLANNED', declinedBy: null, reason: null }] });
    expect((await change(p.client, 'undeclineStory', on)).version).toBe(back.version);
  });

  test('who declined a story may plan it again, and one planned elsewhere meanwhile is not taken from there', async () => {
    const [a, b] = [await story(3), await story(5)];
    for (const { id } of [a, b]) {
      await plan(p.client, w48.id, id);
      await change(p.vendor, 'declineStory', { iterationId: w48.id, storyId: id, reason: 'Not this week.' });
    }
    expect((await plan(p.vendor, w48.id, a.id)).plannedPoints).toBe(3);
    await plan(p.client, w49.id, b.id);
    expect(await codeOf(p.vendor, 'undeclineStory', { iterationId: w48.id, storyId: b.id })).toBe('CONFLICT');
  });

  test('the leads of both sides and the story’s owners are told that it is declined', async () => {
    const { person: owner, memberId } = await p.join('CLIENT', 'MEMBER');
    const a = await story(3);
    await p.client.gql(`mutation ($input: AssignStoryInput!) { assignStory(input: $input) { story { id } } }`, {
      input: { mutationId: randomUUID(), storyId: a.id, memberId },
    });
    await plan(owner, w48.id, a.id);
    await change(p.vendor, 'declineStory', { iterationId: w48.id, storyId: a.id, reason: 'Not this week.' });
    const told = await server.database.query<{ text: string; path: string }>(
      `select n.member_id, n.text, n.path from notification n where n.partnership_id = $1 and n.kind = 'STORY_DECLINED' order by n.id`,
      p.id,
    );
    const text = `Tomás Herrera declines ${a.key} in 2026-W48 for Fieldnote Software: Not this week.`;
    expect(told.map((row) => row.text)).toEqual([text, text]);
    expect(told[0]?.path).toBe('/weeks/2026-W48');
    expect(told).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ member_id: memberId }),
        expect.objectContaining({ member_id: p.clientMemberId }),
      ]),
    );
  });

  test('a reason is needed, and is not a novel', async () => {
    const a = await story();
    await plan(p.client, w48.id, a.id);
    for (const reason of ['', '  \n', 'x'.repeat(10_000), 'a\u0000b', '\ud800'])
      expect(
        (await refusal(p.client, 'declineStory', { iterationId: w48.id, storyId: a.id, reason }))?.extensions,
      ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'reason' });
  });

  test('what is built, accepted or dropped is not planned', async () => {
    const a = await story(3);
    for (const state of ['IN_PROGRESS', 'DELIVERED', 'ACCEPTED', 'DROPPED', 'COMMITTED']) {
      await setStoryState(server, a.id, state);
      expect([state, await codeOf(p.client, 'planStory', { iterationId: w48.id, storyId: a.id })]).toEqual([
        state,
        'CONFLICT',
      ]);
    }
    await setStoryState(server, a.id, 'RETURNED');
    expect(keys(await plan(p.client, w48.id, a.id))).toEqual([a.key]);
  });

  test('what both sides committed to changes by the scope ledger only', async () => {
    const [a, b] = [await story(3), await story(5)];
    await plan(p.client, w48.id, a.id);
    await commitTo(server, w48.id, p.clientMemberId);
    for (const [name, extra] of [
      ['planStory', { storyId: b.id }],
      ['planStory', { storyId: a.id }],
      ['unplanStory', { storyId: a.id }],
      ['declineStory', { storyId: a.id, reason: 'late' }],
      ['undeclineStory', { storyId: a.id }],
    ] as const) {
      const refused = await refusal(p.client, name, { iterationId: w48.id, ...extra });
      expect([name, refused?.extensions.code]).toEqual([name, 'CONFLICT']);
      expect(refused?.message).toContain('through the scope ledger');
    }
    expect(await codeOf(p.vendor, 'setCapacity', { iterationId: w48.id, points: 3 })).toBe('CONFLICT');
    expect(await codeOf(p.client, 'setBudget', { iterationId: w48.id, amount: 3, unit: 'POINTS' })).toBe('CONFLICT');
    expect(await codeOf(p.client, 'planStory', { iterationId: w49.id, storyId: a.id })).toBe('CONFLICT');
  });

  test('a week that is over is not planned any more', async () => {
    const a = await story();
    setClock(server, '2026-11-30T00:00:00Z');
    const refused = await refusal(p.client, 'planStory', { iterationId: w48.id, storyId: a.id });
    expect(refused).toMatchObject({ message: '2026-W48 is over. Plan this week, or one to come.' });
    expect(await codeOf(p.vendor, 'setCapacity', { iterationId: w48.id, points: 3 })).toBe('CONFLICT');
    setClock(server, MONDAY);
  });

  test('neighbours of elsewhere, both at once, and stories of others are refused', async () => {
    const [a, b] = [await story(), await story()];
    const other = await partnershipWithTwoParties(server);
    const foreign = await createStory(other.client, other.id);
    await plan(p.client, w48.id, a.id);
    const attempt = (fields: object) =>
      codeOf(p.client, 'planStory', { iterationId: w48.id, storyId: b.id, ...fields });
    expect(await attempt({ afterId: foreign.id })).toBe('NOT_FOUND');
    expect(await attempt({ afterId: 'nonsense' })).toBe('NOT_FOUND');
    expect(await attempt({ afterId: a.id, beforeId: a.id })).toBe('BAD_USER_INPUT');
    expect(await attempt({ storyId: foreign.id })).toBe('NOT_FOUND');
    expect(await attempt({ storyId: 'nonsense' })).toBe('NOT_FOUND');
    expect(await codeOf(other.client, 'planStory', { iterationId: w48.id, storyId: foreign.id })).toBe('NOT_FOUND');
    await other.close();
  });
});
