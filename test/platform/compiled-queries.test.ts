import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';

const CREATE = 'mutation ($input: CreateStoryInput!) { createStory(input: $input) { story { id key } } }';
/** Asked again and again: interpreted first, compiled then; `extensions` keep the kept answers out of it. */
const TIMES = 4;

let server: TestServer;
let ours: TestPartnership;
let story: { id: string; key: string };
beforeAll(async () => {
  server = await startServer();
  ours = await partnershipWithTwoParties(server);
  const input = {
    mutationId: randomUUID(),
    partnershipId: ours.id,
    title: 'Dispatcher sees a late bus',
    criteria: ['Amber after three minutes', 'Red after eight'],
    ownerIds: [ours.clientMemberId, ours.vendorMemberId],
    estimate: 3,
  };
  story = (await ours.client.gql<{ createStory: { story: { id: string; key: string } } }>(CREATE, { input }))
    .createStory.story;
});
afterAll(async () => {
  await ours.close();
  await server.close();
});

async function answers(query: string, variables: object): Promise<unknown[]> {
  const given: unknown[] = [];
  for (let n = 0; n < TIMES; n++) {
    const { data, errors } = await ours.client.ask(query, { ...variables });
    // Errors of fields that ran side by side come in any order.
    const byPath = (a: { path?: readonly unknown[] }, b: { path?: readonly unknown[] }) =>
      String(a.path).localeCompare(String(b.path));
    given.push({
      data,
      errors: errors
        .toSorted(byPath)
        .map(({ message, path, extensions }) => ({ message, path, code: extensions.code })),
    });
  }
  return given;
}

test.each([
  [
    'fragments, aliases, a union of types behind node and dates',
    `query ($id: ID!, $slug: String!) {
    node(id: $id) { __typename id ... on Story { key first: criteria { ...words } createdAt stateChangedAt owners { name party { kind } } } }
    partnership(slug: $slug) { stories(first: 2, filter: { states: [DRAFT] }) { totalCount pageInfo { hasNextPage } edges { node { key estimate } } } }
  } fragment words on Criterion { id text createdBy { name } }`,
  ],
  [
    '@skip and @include',
    `query ($id: ID!, $yes: Boolean = true) {
    node(id: $id) { id @skip(if: $yes) ... on Story @include(if: $yes) { key labels { name } } }
  }`,
  ],
  [
    'a field that fails beside one that does not',
    `query ($id: ID!, $slug: String!) {
    node(id: "00000000-0000-7000-8000-000000000000") { id } partnership(slug: $slug) { name changes(first: -1) { totalCount } } story: node(id: $id) { id }
  }`,
  ],
  ['introspection', '{ __schema { queryType { name } } __type(name: "Story") { kind fields { name } } }'],
])('a query that comes again is answered the same when it is compiled: %s', async (_what, query) => {
  const variables = {
    ...(query.includes('$id') && { id: story.id }),
    ...(query.includes('$slug') && { slug: ours.slug }),
  };
  const [first, ...again] = await answers(query, variables);
  expect(JSON.stringify(first)).toContain('data');
  for (const answer of again) expect(answer).toEqual(first);
});
