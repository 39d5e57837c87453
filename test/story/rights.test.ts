import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GraphQLClient } from '../kit/graphql-client.ts';
import { type Person, partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { asRead, change, createLabel, type Mutation, refusal, type StoryNode, stories } from './story-kit.ts';

describe('who may see and change stories', () => {
  let server: TestServer;
  let mine: TestPartnership;
  let theirs: TestPartnership;
  let story: StoryNode;
  let other: StoryNode;
  let label: { id: string };
  let foreign: { story: StoryNode; label: { id: string } };
  beforeAll(async () => {
    server = await startServer();
    [mine, theirs] = [await partnershipWithTwoParties(server), await partnershipWithTwoParties(server, 'Another')];
    story = await change(mine.client, 'createStory', {
      partnershipId: mine.id,
      title: 'Ours',
      criteria: ['It is ours'],
    });
    other = await change(mine.client, 'createStory', { partnershipId: mine.id, title: 'Ours too' });
    label = await createLabel(mine.client, mine.id, 'ours');
    foreign = {
      story: await change(theirs.client, 'createStory', { partnershipId: theirs.id, title: 'Theirs' }),
      label: await createLabel(theirs.client, theirs.id, 'theirs'),
    };
  });
  afterAll(async () => {
    await mine.close();
    await theirs.close();
    await server.close();
  });

  const mutations = (): [Mutation, object][] => [
    ['createStory', { partnershipId: mine.id }],
    ['estimateStory', { storyId: story.id, points: 1 }],
    ['rankStory', { storyId: story.id }],
    ['assignStory', { storyId: story.id, memberId: mine.clientMemberId }],
    ['unassignStory', { storyId: story.id, memberId: mine.clientMemberId }],
    ['labelStory', { storyId: story.id, labelId: label.id }],
    ['unlabelStory', { storyId: story.id, labelId: label.id }],
    ['transitionStory', { storyId: story.id, to: 'DROPPED', reason: 'no' }],
    ['agreeToCriteria', asRead(story, [0])],
    ['withdrawAgreement', { storyId: story.id, criterionId: story.criteria[0]?.id }],
  ];
  const NODE = 'query ($id: ID!) { node(id: $id) { id __typename } }';

  test('a stranger and the people of another partnership get NOT_FOUND from everything', async () => {
    for (const who of [await stranger(server), theirs.client]) {
      for (const [name, input] of mutations())
        expect([name, (await refusal(who, name, input))?.extensions.code]).toEqual([name, 'NOT_FOUND']);
      for (const id of [story.id, label.id, story.criteria[0]?.id])
        expect(await who.codeOf(NODE, { id })).toBe('NOT_FOUND');
      const byKey = 'query ($slug: String!) { story(slug: $slug, key: "MT-101") { id } }';
      expect(await who.codeOf(byKey, { slug: mine.slug })).toBe('NOT_FOUND');
      await expect(stories(who, mine.slug)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(createLabel(who, mine.id, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test('what does not exist answers exactly as what is hidden', async () => {
    const hidden = await refusal(theirs.client, 'estimateStory', { storyId: story.id, points: 1 });
    const missing = await refusal(theirs.client, 'estimateStory', { storyId: randomUUID(), points: 1 });
    const garbage = await refusal(theirs.client, 'estimateStory', { storyId: "1' or true", points: 1 });
    expect([missing?.message, garbage?.message]).toEqual([hidden?.message, hidden?.message]);
  });

  test('the signed-out are told to sign in, whether the story exists or not', async () => {
    const nobody = new GraphQLClient(server.url) as Person;
    for (const storyId of [story.id, randomUUID()])
      expect((await refusal(nobody, 'estimateStory', { storyId, points: 1 }))?.extensions.code).toBe('UNAUTHENTICATED');
    await expect(stories(nobody, mine.slug)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('an observer reads everything and changes nothing', async () => {
    const { person } = await mine.join('VENDOR', 'OBSERVER');
    expect((await stories(person, mine.slug)).totalCount).toBe(2);
    for (const id of [story.id, label.id, story.criteria[0]?.id]) expect(await person.codeOf(NODE, { id })).toBeNull();
    for (const [name, input] of mutations())
      expect([name, (await refusal(person, name, input))?.extensions.code]).toEqual([name, 'FORBIDDEN']);
    await expect(createLabel(person, mine.id, 'x')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test.for([
    ['assignStory', () => ({ memberId: theirs.clientMemberId })],
    ['unassignStory', () => ({ memberId: theirs.clientMemberId })],
    ['labelStory', () => ({ labelId: foreign.label.id })],
    ['unlabelStory', () => ({ labelId: foreign.label.id })],
    ['rankStory', () => ({ afterId: foreign.story.id })],
    ['rankStory', () => ({ beforeId: 'nowhere' })],
    ['transitionStory', () => ({ to: 'DROPPED', reason: 'no', afterId: foreign.story.id })],
    ['createStory', () => ({ ownerIds: [theirs.clientMemberId] })],
    ['createStory', () => ({ labelIds: [foreign.label.id] })],
    ['createStory', () => ({ labelIds: ['%'] })],
  ] as const)('%s does not take an id of another partnership', async ([name, input]) => {
    const refused = await refusal(mine.client, name, {
      ...(name === 'createStory' ? { partnershipId: mine.id } : { storyId: other.id }),
      ...input(),
    });
    expect(refused?.extensions.code).toBe('NOT_FOUND');
  });

  test('a member who was removed has lost it at once', async () => {
    const { person, memberId } = await mine.join('VENDOR', 'MEMBER');
    await change(person, 'estimateStory', { storyId: other.id, points: 2 });
    await mine.vendor.gql('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }', {
      input: { mutationId: randomUUID(), memberId },
    });
    expect((await refusal(person, 'estimateStory', { storyId: other.id, points: 3 }))?.extensions.code).toBe(
      'NOT_FOUND',
    );
    expect(await person.codeOf(NODE, { id: other.id })).toBe('NOT_FOUND');
  });
});
