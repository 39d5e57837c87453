import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { change, refusal, type StoryNode, stories } from './story-kit.ts';

describe('the order of the backlog', () => {
  let server: TestServer;
  let p: TestPartnership;
  let made: StoryNode[];
  beforeAll(async () => {
    server = await startServer();
    p = await partnershipWithTwoParties(server);
    made = [];
    for (let i = 0; i < 8; i++)
      made.push(await change(p.client, 'createStory', { partnershipId: p.id, title: `${i}` }));
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  const order = async (): Promise<string[]> =>
    (await stories(p.vendor, p.slug, { first: 500 })).edges.map(({ node }) => node.title);
  const idOf = (title: string): string => made.find((story) => story.title === title)?.id ?? '';

  test('a story goes right after or right before its neighbour, or first, as a list would do it', async () => {
    const move = fc.record({
      story: fc.integer({ min: 0, max: 7 }),
      neighbour: fc.integer({ min: 0, max: 7 }),
      where: fc.constantFrom('after', 'before', 'first'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 12 }), async (moves) => {
        let expected = await order();
        for (const { story, neighbour, where } of moves) {
          const [title, beside] = [String(story), String(neighbour)];
          const place = { after: { afterId: idOf(beside) }, before: { beforeId: idOf(beside) }, first: {} }[where];
          await change(story % 2 ? p.client : p.vendor, 'rankStory', { storyId: idOf(title), ...place });
          if (where !== 'first' && title === beside) continue;
          expected = expected.filter((one) => one !== title);
          const at = where === 'first' ? 0 : expected.indexOf(beside) + (where === 'after' ? 1 : 0);
          expected.splice(at, 0, title);
        }
        expect(await order()).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  test('where it already stands, nothing is recorded', async () => {
    const [first, second] = await order();
    const count = async () =>
      (await server.database.query('select 1 from change_event where partnership_id = $1', p.id)).length;
    const before = await count();
    await change(p.client, 'rankStory', { storyId: idOf(first ?? '') });
    await change(p.client, 'rankStory', { storyId: idOf(second ?? ''), afterId: idOf(first ?? '') });
    expect(await count()).toBe(before);
  });

  test('two neighbours at once are BAD_USER_INPUT', async () => {
    const [storyId, afterId, beforeId] = ['0', '1', '2'].map(idOf);
    const refused = await refusal(p.client, 'rankStory', { storyId, afterId, beforeId });
    expect(refused?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'beforeId' });
  });

  test('many people who move to the same place, create and drag at once: every rank is unique and nobody is lost', async () => {
    const [anchor] = await order();
    const work = made.flatMap((story, i) => [
      change(i % 2 ? p.client : p.vendor, 'rankStory', { storyId: story.id, afterId: idOf(anchor ?? '') }),
      change(p.vendor, 'createStory', { partnershipId: p.id, title: `new ${i}` }),
      change(p.client, 'transitionStory', {
        ...{ storyId: story.id, to: 'DROPPED', reason: 'no', beforeId: idOf(anchor ?? '') },
      }),
    ]);
    await Promise.all(work);
    const titles = await order();
    expect(titles).toHaveLength(16);
    expect(new Set(titles).size).toBe(16);
    const [gap] = await server.database.query<{ gaps: string }>(
      'select max(seq) - count(*) as gaps from change_event where partnership_id = $1',
      p.id,
    );
    expect(gap?.gaps).toBe('0');
  });

  test('keys that grow too long are dealt anew, in a change of its own, and the order stays', async () => {
    const [first = '', second = ''] = await order();
    const last = (await order()).at(-1) ?? '';
    const [firstId, secondId, lastId] = [await idByTitle(first), await idByTitle(second), await idByTitle(last)];
    // As if hundreds had been put between these two; the estimate tells readers that something changed.
    await server.database.query(
      `update story set rank = (select rank from story where id = $1) || repeat('0', 60) || 'V' where id = $2`,
      firstId,
      secondId,
    );
    await change(p.client, 'estimateStory', { storyId: lastId, points: 1 });
    const before = await order();
    expect(before.slice(0, 2)).toEqual([first, second]);
    const mutationId = randomUUID();
    const moved = await change(p.client, 'rankStory', { mutationId, storyId: lastId, beforeId: secondId });
    expect(moved.rank.length).toBeLessThan(10);
    expect(await order()).toEqual([first, last, ...before.slice(1, -1)]);
    const kinds = await server.database.query<{ kind: string; actor_id: string | null }>(
      'select kind, actor_id from change_event where partnership_id = $1 order by seq desc limit 2',
      p.id,
    );
    expect(kinds).toEqual([
      { kind: 'story.ranked', actor_id: p.clientMemberId },
      { kind: 'backlog.reranked', actor_id: null },
    ]);
  });

  const idByTitle = async (title: string): Promise<string> =>
    (await server.database.query<{ id: string }>('select id from story where title = $1', title))[0]?.id ?? '';
});
