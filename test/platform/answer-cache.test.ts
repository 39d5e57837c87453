import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '../kit/clock.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';

const BACKLOG = `query ($slug: String!) {
  partnership(slug: $slug) { id seq me { name } stories(first: 10) { edges { node { id estimate transitions } } } }
}`;
const CREATE = 'mutation ($input: CreateStoryInput!) { createStory(input: $input) { story { id } } }';
const ESTIMATE = 'mutation ($input: EstimateStoryInput!) { estimateStory(input: $input) { story { id } } }';
const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }';

interface Backlog {
  partnership: {
    seq: number;
    me: { name: string };
    stories: { edges: { node: { id: string; estimate: number | null } }[] };
  };
}

let server: TestServer;
let ours: TestPartnership;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  ours = await partnershipWithTwoParties(server);
  return () => ours.close();
});

const backlog = async (person = ours.client) => (await person.gql<Backlog>(BACKLOG, { slug: ours.slug })).partnership;
const createStory = async (): Promise<string> =>
  (
    await ours.vendor.gql<{ createStory: { story: { id: string } } }>(CREATE, {
      input: { mutationId: randomUUID(), partnershipId: ours.id, title: 'Dispatcher sees a late bus' },
    })
  ).createStory.story.id;

test('an answer asked for again is the same, and is new after every change that anybody makes', async () => {
  const storyId = await createStory();
  const before = await backlog();
  expect(await backlog()).toEqual(before);
  for (const points of [1, 2, 3]) {
    await ours.vendor.gql(ESTIMATE, { input: { mutationId: randomUUID(), storyId, points } });
    const after = await backlog();
    expect(after.stories.edges[0]?.node.estimate).toBe(points);
    expect(after.seq).toBe(before.seq + points);
  }
});

test('two people who ask the same get each their own answer', async () => {
  await createStory();
  expect((await backlog()).me.name).toBe(ours.client.name);
  expect((await backlog(ours.vendor)).me.name).toBe(ours.vendor.name);
  expect((await backlog()).me.name).toBe(ours.client.name);
});

test('a removed member gets NOT_FOUND at once for what they read a moment ago', async () => {
  const { person, memberId } = await ours.join('CLIENT', 'MEMBER');
  await backlog(person);
  await backlog(person);
  await ours.client.gql(REMOVE, { input: { mutationId: randomUUID(), memberId } });
  expect(await person.codeOf(BACKLOG, { slug: ours.slug })).toBe('NOT_FOUND');
});

test('invitations, which time alone changes, are read each time', async () => {
  const INVITE = 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { invitation { id } } }';
  const STATES = 'query ($slug: String!) { partnership(slug: $slug) { invitations { state } } }';
  const { clientPartyId, slug } = ours;
  await ours.client.gql(INVITE, { input: { mutationId: randomUUID(), partyId: clientPartyId, role: 'MEMBER' } });
  const states = async () =>
    (await ours.client.gql<{ partnership: { invitations: { state: string }[] } }>(STATES, { slug })).partnership
      .invitations[0]?.state;
  expect(await states()).toBe('OPEN');
  server.clock.move(8 * DAY_MS);
  expect(await states()).toBe('EXPIRED');
});
