import { GIVEN_BY_CLIENT, NEEDS_REASON, type StoryState, TRANSITIONS } from '@tandem/schema/story/rules';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { change, readStory, refusal, type StoryNode, stories } from './story-kit.ts';

const STATES = Object.keys(TRANSITIONS) as StoryState[];
const ROLES = ['client lead', 'client sponsor', 'vendor lead', 'vendor member', 'observer'] as const;
type Who = (typeof ROLES)[number];

describe('the states of a story', () => {
  let server: TestServer;
  let p: TestPartnership;
  let people: Record<Who, Person>;
  beforeAll(async () => {
    server = await startServer();
    p = await partnershipWithTwoParties(server);
    people = {
      'client lead': p.client,
      'vendor lead': p.vendor,
      'client sponsor': (await p.join('CLIENT', 'SPONSOR')).person,
      'vendor member': (await p.join('VENDOR', 'MEMBER')).person,
      observer: (await p.join('CLIENT', 'OBSERVER')).person,
    };
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  const create = (title = ''): Promise<StoryNode> => change(p.client, 'createStory', { partnershipId: p.id, title });
  const move = (who: Who, storyId: string, to: StoryState, reason?: string) =>
    change(people[who], 'transitionStory', { storyId, to, reason });

  /** The table worked by hand, not read from the code under test: from → to, and who may. */
  const LEGAL: Record<StoryState, Partial<Record<StoryState, 'anyone' | 'client'>>> = {
    DRAFT: { READY: 'anyone', DROPPED: 'anyone' },
    READY: { DRAFT: 'anyone', IN_PROGRESS: 'anyone', DROPPED: 'anyone' },
    COMMITTED: { IN_PROGRESS: 'anyone' },
    IN_PROGRESS: { READY: 'anyone', DELIVERED: 'anyone', DROPPED: 'anyone' },
    DELIVERED: { IN_PROGRESS: 'anyone', ACCEPTED: 'client', RETURNED: 'client' },
    ACCEPTED: {},
    RETURNED: { READY: 'anyone', IN_PROGRESS: 'anyone', DROPPED: 'anyone' },
    DROPPED: { DRAFT: 'anyone' },
  };
  const may = (who: Who, from: StoryState, to: StoryState): boolean => {
    const given = LEGAL[from][to];
    return who !== 'observer' && given !== undefined && (given === 'anyone' || who.startsWith('client'));
  };

  test('no order of attempts by any role reaches a state by a move that the rules do not have', async () => {
    const attempt = fc.record({
      who: fc.constantFrom(...ROLES),
      to: fc.constantFrom(...STATES),
      reasoned: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 5, maxLength: 25 }), async (attempts) => {
        let story = await create();
        for (const { who, to, reasoned } of attempts) {
          const input = { storyId: story.id, to, ...(reasoned && { reason: 'because' }) };
          const legal = may(who, story.state as StoryState, to) && (reasoned || !NEEDS_REASON.has(to));
          if (legal) {
            story = await change(people[who], 'transitionStory', input);
            expect(story.state).toBe(to);
          } else if (to !== story.state || who === 'observer') {
            const refused = await refusal(people[who], 'transitionStory', input);
            expect(['CONFLICT', 'FORBIDDEN', 'BAD_USER_INPUT']).toContain(refused?.extensions.code);
          }
          const seen = await readStory(people[who], p.slug, story.key);
          expect(seen.state).toBe(story.state);
          const possible = STATES.filter((next) => may(who, story.state as StoryState, next));
          expect([...seen.transitions].sort()).toEqual([...possible].sort());
        }
      }),
      { numRuns: 12 },
    );
  });

  test('an illegal move is a conflict that says what is possible', async () => {
    const { id, key } = await create();
    const refused = await refusal(p.client, 'transitionStory', { storyId: id, to: 'ACCEPTED' });
    expect(refused?.extensions).toMatchObject({ code: 'CONFLICT', possible: ['READY', 'DROPPED'] });
    expect(refused?.message).toBe(`${key} is Drafting together; from there it can go to Ready or Dropped.`);
  });

  test('the vendor cannot accept or return what it built', async () => {
    const { id } = await create();
    for (const to of ['READY', 'IN_PROGRESS', 'DELIVERED'] as const) await move('vendor member', id, to);
    for (const to of GIVEN_BY_CLIENT)
      expect((await refusal(p.vendor, 'transitionStory', { storyId: id, to, reason: 'x' }))?.extensions.code).toBe(
        'FORBIDDEN',
      );
    expect((await move('client sponsor', id, 'ACCEPTED')).transitions).toEqual([]);
  });

  test('returned and dropped need a reason, which stays until the next state', async () => {
    const { id } = await create();
    for (const reason of [undefined, '', ' \n '])
      expect(
        (await refusal(p.client, 'transitionStory', { storyId: id, to: 'DROPPED', reason }))?.extensions,
      ).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'reason',
      });
    expect((await move('vendor lead', id, 'DROPPED', ' Bought instead. ')).stateReason).toBe('Bought instead.');
    expect((await move('client lead', id, 'DRAFT')).stateReason).toBeNull();
  });

  test('two people who move one story at the same moment: one does, the other is told', async () => {
    const { id } = await create();
    const both = await Promise.allSettled([move('client lead', id, 'READY'), move('vendor lead', id, 'DROPPED', 'no')]);
    const done = both.filter(({ status }) => status === 'fulfilled');
    // READY first leaves DROPPED legal; DROPPED first makes READY illegal.
    expect(done.length).toBeGreaterThanOrEqual(1);
    for (const result of both)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'CONFLICT' });
  });

  test('a drag to a column and a place is one change', async () => {
    const [first, second, third] = [await create('one'), await create('two'), await create('three')];
    const count = async () =>
      (await server.database.query('select 1 from change_event where partnership_id = $1', p.id)).length;
    const before = await count();
    const moved = await change(p.client, 'transitionStory', { storyId: third.id, to: 'READY', beforeId: second.id });
    expect(moved.state).toBe('READY');
    expect(await count()).toBe(before + 1);
    const order = (await stories(p.client, p.slug, { first: 500 })).edges.map(({ node }) => node.key);
    expect(order.slice(order.indexOf(first.key))).toEqual([first.key, third.key, second.key]);
    const refused = await refusal(p.client, 'transitionStory', {
      storyId: first.id,
      to: 'ACCEPTED',
      afterId: second.id,
    });
    expect(refused?.extensions.code).toBe('CONFLICT');
    expect((await readStory(p.client, p.slug, first.key)).rank).toBe(first.rank);
    const placed = await change(p.client, 'transitionStory', { storyId: first.id, to: 'DRAFT', afterId: second.id });
    expect(placed.rank > second.rank).toBe(true);
  });
});
