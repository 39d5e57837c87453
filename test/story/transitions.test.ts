import { isoWeekOf, weekAfter } from '@tandem/schema/iteration/iso-week';
import { GIVEN_BY_CLIENT, type StoryState } from '@tandem/schema/story/rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { commitStories } from '../kit/committed-stories.ts';
import { change as changeIteration } from '../iteration/iteration-kit.ts';
import { createReadyStory, makeReady } from '../kit/ready-stories.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { change, readStory, refusal, type StoryNode, stories } from './story-kit.ts';

/** Plans a story for a week of its own, far from those that are committed. */
async function planned({ id: partnershipId, client }: TestPartnership, storyId: string): Promise<string> {
  const isoWeek = weekAfter(isoWeekOf(new Date().toISOString().slice(0, 10)), 40);
  const { id } = await changeIteration(client, 'planIteration', { partnershipId, isoWeek });
  await changeIteration(client, 'planStory', { iterationId: id, storyId });
  return id;
}

type Who = 'client lead' | 'client sponsor' | 'vendor lead' | 'vendor member';

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
    };
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  const create = (title = ''): Promise<StoryNode> => change(p.client, 'createStory', { partnershipId: p.id, title });
  const move = (who: Who, storyId: string, to: StoryState, reason?: string) =>
    change(people[who], 'transitionStory', { storyId, to, reason });

  test('an illegal move is a conflict that says what is possible', async () => {
    const { id, key } = await create();
    const refused = await refusal(p.client, 'transitionStory', { storyId: id, to: 'ACCEPTED' });
    expect(refused?.extensions).toMatchObject({ code: 'CONFLICT', possible: ['DROPPED'] });
    expect(refused?.message).toBe(`${key} is Drafting together; from there it can go to Dropped.`);
  });

  test('nobody makes a story ready by hand, or takes that away by hand', async () => {
    const draft = await create();
    const refused = await refusal(p.client, 'transitionStory', { storyId: draft.id, to: 'READY' });
    expect(refused?.extensions.code).toBe('CONFLICT');
    expect(refused?.message).toContain('It gets ready by itself, once both parties agree to every criterion');
    const ready = await createReadyStory(p);
    expect((await refusal(p.client, 'transitionStory', { storyId: ready.id, to: 'DRAFT' }))?.extensions).toMatchObject({
      code: 'CONFLICT',
      possible: ['DROPPED'],
    });
  });

  test('a story taken up again is ready when everything is still agreed, and a draft when it is not', async () => {
    const { id, key } = await createReadyStory(p);
    await move('client lead', id, 'DROPPED', 'Bought instead.');
    const criterionId = (await readStory(p.client, p.slug, key)).criteria[0]?.id;
    expect((await change(p.vendor, 'withdrawAgreement', { storyId: id, criterionId })).state).toBe('DROPPED');
    expect((await move('client lead', id, 'DRAFT')).state).toBe('DRAFT');
    await makeReady(p, { id });
    await move('client lead', id, 'DROPPED', 'Bought after all.');
    expect((await move('vendor member', id, 'DRAFT')).state).toBe('READY');
  });

  test('the vendor cannot accept or return what it built', async () => {
    const { id } = await createReadyStory(p);
    await commitStories(p, [{ id }]);
    for (const to of ['IN_PROGRESS', 'DELIVERED'] as const) await move('vendor member', id, to);
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
    const { id } = await createReadyStory(p);
    await commitStories(p, [{ id }]);
    await move('vendor lead', id, 'IN_PROGRESS');
    const both = await Promise.allSettled([move('client lead', id, 'COMMITTED'), move('vendor lead', id, 'DELIVERED')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const result of both)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'CONFLICT' });
  });

  test('nobody commits a story by hand, or takes it out of its week by hand', async () => {
    const { id } = await createReadyStory(p);
    for (const to of ['COMMITTED', 'IN_PROGRESS'])
      expect((await refusal(p.client, 'transitionStory', { storyId: id, to }))?.extensions.code).toBe('CONFLICT');
    await commitStories(p, [{ id }]);
    for (const to of ['READY', 'DRAFT', 'DROPPED'])
      expect((await refusal(p.client, 'transitionStory', { storyId: id, to, reason: 'x' }))?.extensions).toMatchObject({
        ...{ code: 'CONFLICT', possible: ['IN_PROGRESS'] },
      });
    expect((await move('vendor member', id, 'IN_PROGRESS')).transitions).toEqual(['COMMITTED', 'DELIVERED']);
  });

  test('a planned story that is dropped is planned no more', async () => {
    const { id, key } = await createReadyStory(p);
    const iterationId = await planned(p, id);
    await move('client lead', id, 'DROPPED', 'Bought instead.');
    expect(
      await server.database.query(
        'select r.state, s.iteration_id from story_iteration r join story s on s.id = r.story_id where s.key = $1 and r.iteration_id = $2',
        ...[key, iterationId],
      ),
    ).toEqual([{ state: 'UNPLANNED', iteration_id: null }]);
  });

  test('a drag to a column and a place is one change', async () => {
    const [first, second, third] = [await create('one'), await create('two'), await create('three')];
    const count = async () =>
      (await server.database.query('select 1 from change_event where partnership_id = $1', p.id)).length;
    const before = await count();
    const moved = await change(p.client, 'transitionStory', {
      ...{ storyId: third.id, to: 'DROPPED', reason: 'no', beforeId: second.id },
    });
    expect(moved.state).toBe('DROPPED');
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
