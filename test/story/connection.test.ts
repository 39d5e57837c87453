import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { change, createLabel, pageRefusal, type StoryPage, stories } from './story-kit.ts';

const ORDERS = ['RANK', 'NUMBER', 'UPDATED', 'RELEVANCE'] as const;
const COUNT = 23;

describe('the connection of stories', () => {
  let server: TestServer;
  let p: TestPartnership;
  let label: { id: string };
  beforeAll(async () => {
    server = await startServer();
    p = await partnershipWithTwoParties(server);
    label = await createLabel(p.client, p.id, 'night');
    for (let i = 0; i < COUNT; i++) {
      const input = {
        partnershipId: p.id,
        title: `Driver ${i} finds ${'a late bus '.repeat(i % 3)}`,
        ownerIds: [[p.clientMemberId], [p.vendorMemberId], [p.clientMemberId, p.vendorMemberId], []][i % 4],
        labelIds: i % 5 === 0 ? [label.id] : [],
        estimate: i % 2 === 0 ? i : null,
      };
      const { id } = await change(i % 2 ? p.client : p.vendor, 'createStory', input);
      if (i % 3 === 0) await change(p.client, 'rankStory', { storyId: id });
      if (i % 4 === 0) await change(p.vendor, 'transitionStory', { storyId: id, to: 'DROPPED', reason: 'no' });
    }
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  const page = (args: object): Promise<StoryPage> => stories(p.client, p.slug, args);
  const keys = ({ edges }: StoryPage): string[] => edges.map(({ node }) => node.key);

  async function walk(size: number, args: object, backwards: boolean): Promise<string[]> {
    const seen: string[] = [];
    let cursor: string | null = null;
    for (;;) {
      const at: StoryPage = await page(
        backwards ? { last: size, before: cursor, ...args } : { first: size, after: cursor, ...args },
      );
      expect(at.edges.length).toBeLessThanOrEqual(size);
      expect(at.pageInfo.startCursor).toBe(at.edges[0]?.cursor ?? null);
      expect(at.pageInfo.endCursor).toBe(at.edges.at(-1)?.cursor ?? null);
      if (backwards) seen.unshift(...keys(at));
      else seen.push(...keys(at));
      if (!(backwards ? at.pageInfo.hasPreviousPage : at.pageInfo.hasNextPage)) return seen;
      cursor = backwards ? at.pageInfo.startCursor : at.pageInfo.endCursor;
    }
  }

  test('paging in either direction, by any size, visits each story once and in order', async () => {
    const asked = fc.record({
      orderBy: fc.constantFrom(...ORDERS),
      size: fc.integer({ min: 1, max: COUNT + 2 }),
      backwards: fc.boolean(),
      filter: fc.constantFrom<object | null>(
        null,
        { states: ['DROPPED'] },
        { states: ['DRAFT', 'DROPPED'], unestimated: false },
        { search: 'late bus' },
        { search: 'driver', ownerPartyId: p.vendorPartyId },
        { ownerId: p.clientMemberId },
        { labelIds: [label.id] },
        { states: ['ACCEPTED'] },
      ),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ orderBy, size, backwards, filter }) => {
        const all = await page({ first: 500, orderBy, filter });
        expect(new Set(keys(all)).size).toBe(all.totalCount);
        expect(all.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
        expect(await walk(size, { orderBy, filter }, backwards)).toEqual(keys(all));
      }),
      { numRuns: 40 },
    );
  });

  test('after and before together cut out what lies between', async () => {
    const all = await page({ first: 500 });
    const [after, before] = [all.edges[4]?.cursor, all.edges[9]?.cursor];
    const between = keys(all).slice(5, 9);
    expect(keys(await page({ first: 10, after, before }))).toEqual(between);
    expect(keys(await page({ last: 10, after, before }))).toEqual(between);
    expect(keys(await page({ first: 2, after, before }))).toEqual(between.slice(0, 2));
    expect(keys(await page({ last: 2, after, before }))).toEqual(between.slice(2));
  });

  test('each filter keeps what it says', async () => {
    const count = async (filter: object): Promise<number> => (await page({ first: 500, filter })).edges.length;
    expect(await count({ states: ['DROPPED'] })).toBe(6);
    expect(await count({ states: [] })).toBe(COUNT);
    expect(await count({ unestimated: true })).toBe(11);
    expect(await count({ unestimated: false })).toBe(12);
    expect(await count({ labelIds: [label.id] })).toBe(5);
    expect(await count({ ownerId: p.vendorMemberId })).toBe(12);
    expect(await count({ ownerPartyId: p.clientPartyId, states: ['DROPPED'] })).toBe(6);
  });

  test('storyCounts counts every state, the empty ones too', async () => {
    const { partnership } = await p.client.gql<{
      partnership: { storyCounts: { state: string; count: number; points: number }[] };
    }>('query ($slug: String!) { partnership(slug: $slug) { storyCounts { state count points } } }', { slug: p.slug });
    expect(partnership.storyCounts.map(({ state }) => state)).toEqual([
      ...['DRAFT', 'READY', 'COMMITTED', 'IN_PROGRESS', 'DELIVERED', 'ACCEPTED', 'RETURNED', 'DROPPED'],
    ]);
    expect(partnership.storyCounts.find(({ state }) => state === 'DROPPED')).toMatchObject({
      count: 6,
      points: 0 + 4 + 8 + 12 + 16 + 20,
    });
    expect(partnership.storyCounts.find(({ state }) => state === 'READY')).toMatchObject({ count: 0, points: 0 });
  });

  test('a page goes on after its cursor although stories are put before and after it meanwhile', async () => {
    const first = await page({ first: 5 });
    const early = await change(p.client, 'createStory', { partnershipId: p.id, title: 'Early' });
    await change(p.client, 'rankStory', { storyId: early.id });
    const late = await change(p.vendor, 'createStory', { partnershipId: p.id, title: 'Late' });
    const rest = await page({ first: 500, after: first.pageInfo.endCursor });
    const seen = [...keys(first), ...keys(rest)];
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).not.toContain(early.key);
    expect(seen.at(-1)).toBe(late.key);
    expect(seen).toHaveLength(COUNT + 1);
  });

  test('by UPDATED, what changed since the last cursor follows it', async () => {
    const all = await page({ last: 1, orderBy: 'UPDATED' });
    const [story] = (await page({ first: 1, orderBy: 'NUMBER' })).edges;
    server.clock.move(1_000);
    await change(p.vendor, 'estimateStory', {
      storyId: (
        await p.client.gql<{ story: { id: string } }>(
          'query ($s: String!, $k: String!) { story(slug: $s, key: $k) { id } }',
          {
            s: p.slug,
            k: story?.node.key,
          },
        )
      ).story.id,
      points: 99,
    });
    expect(keys(await page({ first: 10, orderBy: 'UPDATED', after: all.pageInfo.endCursor }))).toEqual([
      story?.node.key,
    ]);
  });

  test.for([
    ['a negative size', { first: -1 }],
    ['a size over 500', { last: 501 }],
    ['both directions', { first: 1, last: 1 }],
    ['an enormous size', { first: 2_147_483_647 }],
    ['garbage for a cursor', { after: 'garbage' }],
    ['an empty cursor', { after: '' }],
    ['another order’s cursor', { after: Buffer.from('["NUMBER",101]').toString('base64url') }],
    ['a cursor of the wrong kind', { orderBy: 'NUMBER', after: Buffer.from('["NUMBER","x"]').toString('base64url') }],
    [
      'a number that PostgreSQL has not',
      { orderBy: 'NUMBER', after: Buffer.from('["NUMBER",1e300]').toString('base64url') },
    ],
    [
      'a day that is none',
      { orderBy: 'UPDATED', before: Buffer.from('["UPDATED","2026-99-31T00:00:00Z","x"]').toString('base64url') },
    ],
    ['U+0000 in a cursor', { after: Buffer.from('["RANK","a\\u0000"]').toString('base64url') }],
    ['U+0000 in a search', { filter: { search: 'a\u0000' } }],
    ['a search over 200 characters', { filter: { search: 'x'.repeat(201) } }],
    ['an owner that is no id', { filter: { ownerId: 'me' } }],
    ['an unknown state', { filter: { states: ['DONE'] } }],
    ['an order by a column', { orderBy: 'title; drop table story' }],
  ] as const)('%s is BAD_USER_INPUT', async ([, args]) => {
    expect(await pageRefusal(p.client, p.slug, args)).toBe('BAD_USER_INPUT');
  });

  test('a size of nought is an empty page that still knows what follows', async () => {
    const none = await page({ first: 0 });
    expect(none.edges).toEqual([]);
    expect(none.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null });
  });
});
