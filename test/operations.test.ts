import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RefusedError } from './kit/graphql-client.ts';
import { PASSWORD } from './kit/people.ts';
import { ACTORS, type Actor, makeWorld, type World } from './operations-world.ts';

type Outcome = 'ok' | 'UNAUTHENTICATED' | 'NOT_FOUND' | 'FORBIDDEN' | 'CONFLICT' | 'BAD_USER_INPUT';
interface Row {
  document: string;
  variables?: (world: World, actor: Actor) => object | Promise<object>;
  /** One outcome for each of ACTORS, in their order. */
  outcomes: readonly [Outcome, Outcome, Outcome, Outcome, Outcome, Outcome, Outcome];
  /** Sent over the socket, where its answer depends on a stream that is open there. */
  live?: true;
}

const [OK, U, N, F, C, B] = ['ok', 'UNAUTHENTICATED', 'NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'BAD_USER_INPUT'] as const;
/** Everybody, signed in or not. */
const ANYBODY = [OK, OK, OK, OK, OK, OK, OK] as const;
/** Whoever is signed in, wherever they belong. */
const ACCOUNT = [U, OK, OK, OK, OK, OK, OK] as const;
/** Members of either party, observers among them. */
const READER = [U, N, N, OK, OK, OK, OK] as const;
/** Members of either party but observers. */
const WRITER = [U, N, N, F, OK, OK, OK] as const;
/** A lead of the party that it is about: here the client's. */
const ITS_LEAD = [U, N, N, F, F, F, OK] as const;

const input = (fields: object): object => ({ input: { mutationId: randomUUID(), ...fields } });
/** A mutation with one input, answering with `selection`. */
const mutation = (name: string, selection: string): string =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} } }`;
const onStory = (name: string, outcomes: Row['outcomes'], fields: (world: World, actor: Actor) => object): Row => ({
  document: mutation(name, 'story { id }'),
  variables: (world, actor) => input({ storyId: world.storyId, ...fields(world, actor) }),
  outcomes,
});

const OPERATIONS: Record<string, Row> = {
  'Query.viewer': { document: '{ viewer { person { id } } }', outcomes: ANYBODY },
  'Query.node': {
    document: 'query ($id: ID!) { node(id: $id) { id } }',
    variables: ({ storyId }) => ({ id: storyId }),
    outcomes: READER,
  },
  'Query.partnership': {
    document: 'query ($slug: String!) { partnership(slug: $slug) { id members { email } } }',
    variables: ({ partnership }) => ({ slug: partnership.slug }),
    outcomes: READER,
  },
  'Query.story': {
    document: 'query ($slug: String!, $key: String!) { story(slug: $slug, key: $key) { id } }',
    variables: ({ partnership, storyKey }) => ({ slug: partnership.slug, key: storyKey }),
    outcomes: READER,
  },
  'Query.invitation': {
    document: 'query ($token: String!) { invitation(token: $token) { partyName } }',
    variables: async (world) => ({ token: (await world.invite()).token }),
    outcomes: ANYBODY,
  },
  'Mutation.updatePerson': {
    document: mutation('updatePerson', 'person { id }'),
    variables: () => ({ input: { name: 'Somebody', timeZone: 'Europe/London' } }),
    outcomes: ACCOUNT,
  },
  'Mutation.changePassword': {
    document: mutation('changePassword', 'viewer { person { id } }'),
    variables: () => ({ input: { currentPassword: 'not the password', newPassword: `${PASSWORD} 2` } }),
    outcomes: [U, B, B, B, B, B, B],
  },
  'Mutation.signOutSession': {
    document: mutation('signOutSession', 'signedOut'),
    variables: async (world) => ({ input: { sessionId: await world.spareSessionId() } }),
    outcomes: [U, N, N, N, N, N, OK],
  },
  'Mutation.startPartnership': {
    document: mutation('startPartnership', 'partnership { id }'),
    variables: () =>
      input({
        ...{ name: 'Another', purpose: 'Another', timeZone: 'UTC', firstIterationDay: 1, keyPrefix: 'AN' },
        ...{ clientName: 'One', vendorName: 'Two', side: 'VENDOR' },
      }),
    outcomes: ACCOUNT,
  },
  'Mutation.updatePartnership': {
    document: mutation('updatePartnership', 'partnership { id }'),
    variables: ({ partnership }) =>
      input({
        partnershipId: partnership.id,
        ...{ name: 'Renamed', purpose: 'Renamed', timeZone: 'UTC', firstIterationDay: 2 },
      }),
    outcomes: [U, N, N, F, OK, F, OK],
  },
  'Mutation.inviteMember': {
    document: mutation('inviteMember', 'invitation { id }'),
    variables: ({ partnership }) => input({ partyId: partnership.clientPartyId, role: 'MEMBER' }),
    outcomes: ITS_LEAD,
  },
  'Mutation.revokeInvitation': {
    document: mutation('revokeInvitation', 'invitation { id }'),
    variables: async (world) => input({ invitationId: (await world.invite()).invitationId }),
    outcomes: ITS_LEAD,
  },
  'Mutation.changeMemberRole': {
    document: mutation('changeMemberRole', 'member { id }'),
    variables: ({ spareMemberId }) => input({ memberId: spareMemberId, role: 'SPONSOR' }),
    outcomes: ITS_LEAD,
  },
  'Mutation.updateMember': {
    document: mutation('updateMember', 'member { id }'),
    variables: ({ spareMemberId }) => input({ memberId: spareMemberId, title: 'Dispatcher', expertise: 'Night buses' }),
    outcomes: ITS_LEAD,
  },
  'Mutation.createLabel': {
    document: mutation('createLabel', 'label { id }'),
    variables: ({ partnership }, actor) => input({ partnershipId: partnership.id, name: `Label of ${actor}` }),
    outcomes: WRITER,
  },
  'Mutation.createStory': {
    document: mutation('createStory', 'story { id }'),
    variables: ({ partnership }) => input({ partnershipId: partnership.id, title: 'A story' }),
    outcomes: WRITER,
  },
  'Mutation.estimateStory': onStory('estimateStory', WRITER, () => ({ points: 3 })),
  'Mutation.rankStory': onStory('rankStory', WRITER, ({ otherStoryId }) => ({ afterId: otherStoryId })),
  'Mutation.assignStory': onStory('assignStory', WRITER, ({ spareMemberId }) => ({ memberId: spareMemberId })),
  'Mutation.unassignStory': onStory('unassignStory', WRITER, ({ spareMemberId }) => ({ memberId: spareMemberId })),
  'Mutation.labelStory': onStory('labelStory', WRITER, ({ labelId }) => ({ labelId })),
  'Mutation.unlabelStory': onStory('unlabelStory', WRITER, ({ labelId }) => ({ labelId })),
  'Mutation.transitionStory': onStory('transitionStory', WRITER, (_world, actor) => ({
    to: { otherParty: 'READY', member: 'IN_PROGRESS' }[actor as string] ?? 'DELIVERED',
  })),
  'Mutation.nameVersion': onStory('nameVersion', WRITER, (_world, actor) => ({ name: `As ${actor} left it` })),
  'Mutation.restoreVersion': onStory('restoreVersion', WRITER, () => ({ seq: 1 })),
  'Mutation.pushUpdate': {
    document: mutation('pushUpdate', 'seq'),
    variables: async (world, actor) => ({ input: await world.edit(world.actors[actor]) }),
    outcomes: WRITER,
    live: true,
  },
  'Mutation.movePresence': {
    document: mutation('movePresence', 'moved'),
    variables: async (world, actor) => {
      const { documentId, connectionId } = await world.edit(world.actors[actor]);
      return { input: { documentId, connectionId, field: 'title' } };
    },
    outcomes: READER,
    live: true,
  },
  'Subscription.changes': {
    document: 'subscription ($id: ID!) { changes(partnershipId: $id, after: 0) { seq } }',
    variables: ({ partnership }) => ({ id: partnership.id }),
    outcomes: READER,
    live: true,
  },
  'Subscription.here': {
    document: 'subscription ($id: ID!) { here(partnershipId: $id, place: "today") { present { place } } }',
    variables: ({ partnership }) => ({ id: partnership.id }),
    outcomes: READER,
    live: true,
  },
  'Subscription.document': {
    document: 'subscription ($id: ID!) { document(documentId: $id) { ... on DocumentSync { seq } } }',
    variables: ({ storyId }) => ({ id: storyId }),
    outcomes: READER,
    live: true,
  },
  'Mutation.removeMember': {
    document: mutation('removeMember', 'member { id }'),
    variables: ({ spareMemberId }) => input({ memberId: spareMemberId }),
    outcomes: ITS_LEAD,
  },
  'Mutation.acceptInvitation': {
    document: mutation('acceptInvitation', 'member { id }'),
    variables: async (world) => input({ token: (await world.invite()).token }),
    outcomes: [U, OK, OK, C, C, C, C],
  },
  // From here on every actor becomes somebody else, or nobody.
  'Mutation.signUp': {
    document: mutation('signUp', 'viewer { person { id } }'),
    variables: () => ({
      input: { name: 'Nia New', email: `${randomUUID()}@example.com`, password: PASSWORD, timeZone: 'UTC' },
    }),
    outcomes: ANYBODY,
  },
  'Mutation.signIn': {
    document: mutation('signIn', 'viewer { person { id } }'),
    variables: ({ people }) => ({ input: { email: people.observer.email, password: PASSWORD } }),
    outcomes: ANYBODY,
  },
  'Mutation.signInWithLink': {
    document: mutation('signInWithLink', 'viewer { person { id } }'),
    variables: async (world) => ({ input: { token: await world.signInToken() } }),
    outcomes: ANYBODY,
  },
  'Mutation.signOut': { document: 'mutation { signOut { signedOut } }', outcomes: ANYBODY },
};

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(async () => {
  await Promise.all(Object.values(world.actors).map((actor) => actor.close()));
  await world.server.close();
});

test('no operation of the contract is missing from the table', () => {
  const schema = buildSchema(readFileSync(new URL('../schema/schema.graphql', import.meta.url), 'utf8'));
  const inContract = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((root) =>
    Object.keys(root?.getFields() ?? {}).map((field) => `${root?.name}.${field}`),
  );
  expect(Object.keys(OPERATIONS).toSorted()).toEqual(inContract.toSorted());
});

/** Its outcome for one actor. */
async function tryAs(actor: Actor, { document, variables, live }: Row): Promise<string> {
  const client = world.actors[actor];
  const values = await variables?.(world, actor);
  try {
    if (live) await client.overSocket(document, values);
    else await client.gql(document, values);
    return 'ok';
  } catch (error) {
    if (error instanceof RefusedError) return error.code;
    throw error;
  }
}

describe('what each may do', () => {
  test.each(Object.entries(OPERATIONS))('%s', async (_name, row) => {
    const seen: Record<string, string> = {};
    // One after another: what one actor does must not be in the way of the next.
    for (const actor of ACTORS) seen[actor] = await tryAs(actor, row);
    expect(seen).toEqual(Object.fromEntries(ACTORS.map((actor, index) => [actor, row.outcomes[index]])));
  });
});
