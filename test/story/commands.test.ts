import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { change, createLabel, readStory, refusal } from './story-kit.ts';

describe('a story’s mutations', () => {
  let server: TestServer;
  let p: TestPartnership;
  beforeAll(async () => {
    server = await startServer();
    p = await partnershipWithTwoParties(server);
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  const create = (input: object = {}) => change(p.client, 'createStory', { partnershipId: p.id, ...input });
  const changes = async (): Promise<{ kind: string; summary: string }[]> =>
    server.database.query('select kind, summary from change_event where partnership_id = $1 order by seq', p.id);

  test('createStory writes its words into the document and into rows, in one change', async () => {
    const before = (await changes()).length;
    const story = await create({
      title: ' Dispatcher sees a late bus ',
      narrative: 'As a dispatcher\nI want to know',
      criteria: ['Amber after three minutes', 'Red after eight'],
      estimate: 3,
      ownerIds: [p.vendorMemberId, p.clientMemberId, p.vendorMemberId],
    });
    expect(story).toMatchObject({
      key: 'MT-101',
      title: 'Dispatcher sees a late bus',
      narrative: 'As a dispatcher\nI want to know',
      state: 'DRAFT',
      estimate: 3,
      criteriaCount: 2,
      version: 1,
      labels: [],
      inks: [{ party: { kind: 'CLIENT' }, characters: 26 + 29 + 25 + 15 }],
    });
    expect(story.criteria.map(({ text, createdBy }) => `${text} (${createdBy?.name})`)).toEqual([
      'Amber after three minutes (Priya Raman)',
      'Red after eight (Priya Raman)',
    ]);
    expect(story.owners.map(({ name }) => name)).toEqual(['Tomás Herrera', 'Priya Raman']);
    expect((await changes()).slice(before)).toEqual([
      { kind: 'story.created', summary: 'created MT-101: Dispatcher sees a late bus' },
    ]);
    expect(await readStory(p.vendor, p.slug, 'mt-101')).toMatchObject({ id: story.id, criteria: story.criteria });
  });

  test('a mutation sent twice acts once and is answered the same', async () => {
    const mutationId = randomUUID();
    const [one, two] = await Promise.all([
      create({ mutationId, title: 'Once' }),
      create({ mutationId, title: 'Once' }),
    ]);
    const three = await create({ mutationId, title: 'Once' });
    expect([two.id, three.id]).toEqual([one.id, one.id]);
    const estimate = { mutationId: randomUUID(), storyId: one.id, points: 5 };
    await change(p.client, 'estimateStory', estimate);
    await change(p.vendor, 'estimateStory', { storyId: one.id, points: 8 });
    expect((await change(p.client, 'estimateStory', estimate)).estimate).toBe(8);
    expect((await refusal(p.vendor, 'estimateStory', estimate))?.extensions.code).toBe('CONFLICT');
  });

  test('an estimate is a whole number from 0 to 100, or none', async () => {
    const { id: storyId } = await create();
    expect((await change(p.vendor, 'estimateStory', { storyId, points: 0 })).estimate).toBe(0);
    expect((await change(p.vendor, 'estimateStory', { storyId, points: 100 })).estimate).toBe(100);
    expect((await change(p.client, 'estimateStory', { storyId })).estimate).toBeNull();
    for (const points of [-1, 101, 1.5, '3'])
      expect((await refusal(p.client, 'estimateStory', { storyId, points }))?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('owners of both parties come and go; what changes nothing records nothing', async () => {
    const { id: storyId } = await create();
    await change(p.client, 'assignStory', { storyId, memberId: p.vendorMemberId });
    const before = (await changes()).length;
    const again = await change(p.vendor, 'assignStory', { storyId, memberId: p.vendorMemberId });
    expect(again.owners.map(({ id }) => id)).toEqual([p.vendorMemberId]);
    expect(await changes()).toHaveLength(before);
    const none = await change(p.vendor, 'unassignStory', { storyId, memberId: p.vendorMemberId });
    expect(none.owners).toEqual([]);
    expect(none.version).toBe(3);
  });

  test('somebody who left cannot be made an owner, and can still be taken off', async () => {
    const left = await p.join('VENDOR', 'MEMBER');
    const { id: storyId } = await create({ ownerIds: [left.memberId] });
    const other = await create();
    await p.vendor.gql('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }', {
      input: { mutationId: randomUUID(), memberId: left.memberId },
    });
    const refused = await refusal(p.client, 'assignStory', { storyId: other.id, memberId: left.memberId });
    expect(refused?.extensions.code).toBe('CONFLICT');
    expect(refused?.message).toContain('Mei Zhang has left');
    expect((await readStory(p.client, p.slug, 'MT-101')).key).toBe('MT-101');
    expect((await change(p.client, 'unassignStory', { storyId, memberId: left.memberId })).owners).toEqual([]);
  });

  test('labels are one set for both parties, each name once', async () => {
    const label = await createLabel(p.client, p.id, 'control room');
    await expect(createLabel(p.vendor, p.id, 'Control Room')).rejects.toMatchObject({ code: 'CONFLICT' });
    const twice = await Promise.allSettled(['night', 'Night'].map((name) => createLabel(p.vendor, p.id, name)));
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { id: storyId } = await create({ labelIds: [label.id] });
    expect((await change(p.vendor, 'labelStory', { storyId, labelId: label.id })).labels).toEqual([label]);
    expect((await change(p.vendor, 'unlabelStory', { storyId, labelId: label.id })).labels).toEqual([]);
    for (const name of ['', '  ', 'x'.repeat(41), 'a\u0000b', 'a\nb'])
      await expect(createLabel(p.client, p.id, name)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test.for([
    ['a title over 200 characters', { title: 'x'.repeat(201) }],
    ['a title of two lines', { title: 'one\ntwo' }],
    ['U+0000', { narrative: 'a\u0000b' }],
    ['half of a surrogate pair', { title: 'a\ud83d' }],
    ['a control character', { criteria: ['a\u0007b'] }],
    ['an empty criterion', { criteria: ['fine', ' '] }],
    ['a criterion over 4,000 characters', { criteria: ['x'.repeat(4_001)] }],
    ['101 criteria', { criteria: Array<string>(101).fill('x') }],
    ['an estimate of 101', { estimate: 101 }],
    ['13 owners', { ownerIds: Array.from({ length: 13 }, () => randomUUID()) }],
    ['a mutation id that is no UUID', { mutationId: 'again' }],
  ] as const)('createStory refuses %s and creates nothing', async ([, input]) => {
    const count = () => server.database.query('select 1 from story where partnership_id = $1', p.id);
    const before = (await count()).length;
    expect((await refusal(p.client, 'createStory', { partnershipId: p.id, ...input }))?.extensions.code).toBe(
      'BAD_USER_INPUT',
    );
    expect(await count()).toHaveLength(before);
  });

  test('words at their limits are kept whole', async () => {
    const words = {
      title: 'é'.repeat(200),
      narrative: `${'word '.repeat(19_999)}😀\t.`,
      criteria: ['x'.repeat(4_000)],
    };
    const story = await create(words);
    expect(story.title).toBe(words.title);
    expect(story.narrative).toBe(words.narrative);
    expect(story.criteria[0]?.text).toBe(words.criteria[0]);
  });
});
