import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { change, stories } from './story-kit.ts';

/** MT-101 … in this order. */
const STORIES = [
  {
    title: 'Dispatcher sees a late bus',
    narrative: 'Before the passenger rings.',
    criteria: ['Amber after three minutes'],
  },
  {
    title: 'Passenger gets a text',
    narrative: 'When the dispatcher diverts route 14.',
    criteria: ['No text at night'],
  },
  { title: '100% of ramps work_ing', criteria: ['Measured daily'] },
  { title: 'Fares at midnight', criteria: ['The dispatcher is not asked'] },
  { title: 'Late trains hold the last bus' },
];

describe('searching stories', () => {
  let server: TestServer;
  let p: TestPartnership;
  beforeAll(async () => {
    server = await startServer();
    p = await partnershipWithTwoParties(server);
    for (const story of STORIES) await change(p.client, 'createStory', { partnershipId: p.id, ...story });
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  const found = async (search: string, orderBy = 'RELEVANCE'): Promise<number[]> =>
    (await stories(p.vendor, p.slug, { first: 50, filter: { search }, orderBy })).edges.map(({ node }) =>
      Number(node.key.slice(3)),
    );

  test('words are found in title, criteria and narrative, the title first', async () => {
    expect(await found('dispatcher')).toEqual([101, 104, 102]);
  });

  test('in any form, in any order, and before the last word is finished', async () => {
    expect(await found('dispatching')).toEqual([101, 104, 102]);
    expect(await found('bus late')).toEqual([101, 105]);
    expect((await found('late b')).sort()).toEqual([101, 105]);
    expect(await found('passeng ri')).toEqual([101]);
    expect(await found('midn')).toEqual([104]);
  });

  test('quotes keep words together, a minus leaves out, or chooses', async () => {
    expect(await found('"late bus"')).toEqual([101]);
    expect(await found('late -train')).toEqual([101]);
    expect((await found('ramps or midnight')).sort()).toEqual([103, 104]);
  });

  test('the beginning of a key finds its stories, the whole key first', async () => {
    expect((await found('MT-10')).sort()).toEqual([101, 102, 103, 104, 105]);
    expect((await found('mt-103'))[0]).toBe(103);
    expect(await found('105')).toEqual([105]);
  });

  test('% and _ mean themselves', async () => {
    expect(await found('%')).toEqual([103]);
    expect(await found('_')).toEqual([103]);
    expect(await found('100%')).toEqual([103]);
    expect(await found('%%')).toEqual([]);
  });

  test.for(["'", '"', '\\', ':*', '& | !', '<->', "'); drop table story; --", '((', '😀', '-', '-late', '""'])(
    '%s is a search like any other, never an error',
    async (search) => {
      expect(Array.isArray(await found(search))).toBe(true);
    },
  );

  test('an empty search finds everything; RELEVANCE is then the backlog’s order', async () => {
    expect(await found('  ')).toEqual([101, 102, 103, 104, 105]);
    expect(await found('dispatcher', 'RANK')).toEqual([101, 102, 104]);
  });
});
