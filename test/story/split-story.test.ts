import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { commitStories } from '../kit/committed-stories.ts';
import { createReadyStory, makeReady } from '../kit/ready-stories.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { agree, change, createLabel, readStory, STORY, stories, type StoryNode } from './story-kit.ts';

const SPLIT = `${STORY} mutation ($input: SplitStoryInput!) {
  splitStory(input: $input) { story { ...S splits { key } } split { ...S splitFrom { key } } }
}`;
interface Split {
  story: StoryNode & { splits: { key: string }[] };
  split: StoryNode & { splitFrom: { key: string } };
}

describe('splitting a story', () => {
  let server: TestServer;
  let p: TestPartnership;
  let story: StoryNode;
  beforeAll(async () => {
    server = await startServer();
    p = await partnershipWithTwoParties(server);
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });
  beforeEach(async () => {
    const criteria = ['It is seen early', 'It is seen by all', 'It is printed'];
    const input = { partnershipId: p.id, title: 'Late bus', criteria, estimate: 5, ownerIds: [p.vendorMemberId] };
    story = await change(p.client, 'createStory', input);
  });

  const split = async (places: number[], input: object = {}, by: Person = p.vendor): Promise<Split> =>
    (await by.gql<{ splitStory: Split }>(SPLIT, { input: { ...named(places), ...input } })).splitStory;
  const named = (places: number[]) => ({
    ...{ mutationId: randomUUID(), storyId: story.id, title: 'Late bus on paper' },
    criterionIds: places.map((place) => story.criteria[place]?.id),
  });

  test('some of its criteria go to a new draft right after it, as the splitter’s words, and leave the old one', async () => {
    const label = await createLabel(p.client, p.id, 'night');
    await change(p.client, 'labelStory', { storyId: story.id, labelId: label.id });
    await change(p.client, 'createStory', { partnershipId: p.id, title: 'Next' });
    const done = await split([0, 2]);
    expect(done.story.criteria.map(({ text }) => text)).toEqual(['It is seen by all']);
    expect(done.story).toMatchObject({ estimate: 5, splits: [{ key: done.split.key }] });
    expect(done.split).toMatchObject({
      ...{ title: 'Late bus on paper', state: 'DRAFT', estimate: null, splitFrom: { key: story.key } },
      ...{ owners: [{ id: p.vendorMemberId }], labels: [{ id: label.id }] },
      inks: [{ party: { kind: 'VENDOR' } }],
    });
    expect(done.split.criteria.map(({ text, createdBy }) => `${createdBy?.name}: ${text}`)).toEqual([
      'Tomás Herrera: It is seen early',
      'Tomás Herrera: It is printed',
    ]);
    const order = (await stories(p.client, p.slug, { first: 500 })).edges.map(({ node }) => node.title);
    expect(order.slice(order.indexOf('Late bus'))).toEqual(['Late bus', 'Late bus on paper', 'Next']);
    const [last] = await server.database.query<{ kind: string; summary: string }>(
      `select kind, summary from change_event where node_id = $1 order by seq`,
      done.split.id,
    );
    expect(last).toEqual({
      kind: 'story.split',
      summary: `split ${done.split.key} from ${story.key}: Late bus on paper`,
    });
  });

  test('what is left may be agreed already: the old story is ready, the new one is agreed anew', async () => {
    await agree(p.client, story);
    await agree(p.vendor, story, [0, 1]);
    const done = await split([2]);
    expect([done.story.state, done.split.state, done.split.agreedCount]).toEqual(['READY', 'DRAFT', 0]);
    await makeReady(p, done.split);
    expect((await readStory(p.client, p.slug, done.split.key)).state).toBe('READY');
  });

  test('a mutation sent twice splits once', async () => {
    const mutationId = randomUUID();
    const [one, two] = [await split([0], { mutationId }), await split([0], { mutationId })];
    expect(two.split.id).toBe(one.split.id);
    expect(two.story.splits).toHaveLength(1);
  });

  test('a split leaves something, takes something, and has a title', async () => {
    const codeOf = (input: object): Promise<string | null> => p.client.codeOf(SPLIT, { input });
    expect(await codeOf(named([0, 1, 2]))).toBe('CONFLICT');
    expect(await codeOf(named([]))).toBe('BAD_USER_INPUT');
    expect(await codeOf({ ...named([0]), title: ' ' })).toBe('BAD_USER_INPUT');
    expect(await codeOf({ ...named([0]), title: 'x'.repeat(201) })).toBe('BAD_USER_INPUT');
    for (const criterionId of [randomUUID(), 'title', ''])
      expect(await codeOf({ ...named([]), criterionIds: [criterionId] })).toBe('NOT_FOUND');
    const { person } = await p.join('CLIENT', 'OBSERVER');
    expect(await person.codeOf(SPLIT, { input: named([0]) })).toBe('FORBIDDEN');
    expect((await readStory(p.client, p.slug, story.key)).criteriaCount).toBe(3);
  });

  test('a story that an iteration has taken on is split through the week’s scope ledger', async () => {
    const { id } = await createReadyStory(p, { criteria: ['One', 'Two'] });
    await commitStories(p, [{ id }]);
    expect(await p.client.codeOf(SPLIT, { input: { ...named([0]), storyId: id } })).toBe('CONFLICT');
  });
});
