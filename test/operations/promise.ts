import { F, input, mutation, N, OK, READER, type Row, U, WRITER } from './row.ts';
import type { World } from './world.ts';

const MAKE = mutation('makePromise', 'promise { id key }');
const day = ({ server }: World, ahead: number): string =>
  new Date(server.clock.now().getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
const onPromise = (name: string, type: string): string =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { promise { id } } }`;

type By = 'lead' | 'otherParty';
/** A promise that the client owes: asked for by the vendor's lead, or made by the client's. */
async function made(world: World, by: By) {
  const { partnership } = world;
  const { makePromise } = await world.actors[by].gql<{ makePromise: { promise: { id: string; key: string } } }>(
    MAKE,
    input({
      partnershipId: partnership.id,
      text: 'Access',
      ownerPartyId: partnership.clientPartyId,
      dueOn: day(world, 3),
    }),
  );
  return makePromise.promise;
}

async function reported(world: World): Promise<string> {
  const { id } = await made(world, 'lead');
  await world.actors.lead.gql(onPromise('reportPromiseKept', 'PromiseInput'), input({ promiseId: id }));
  return id;
}

async function proposed(world: World): Promise<string> {
  const { id } = await made(world, 'lead');
  await world.actors.lead.gql(
    onPromise('proposeRenegotiation', 'ProposeRenegotiationInput'),
    input({ promiseId: id, dueOn: day(world, 5), reason: 'Ill' }),
  );
  return id;
}

/** Whoever writes for the client, who owes it here. */
const OWNERS: Row['outcomes'] = [U, N, N, F, F, OK, OK];
/** Whoever writes for the vendor, to whom it is owed here. */
const OTHERS: Row['outcomes'] = [U, N, N, F, OK, F, F];

export const promise: Record<string, Row> = {
  'Query.promise': {
    document: 'query ($slug: String!, $key: String!) { promise(slug: $slug, key: $key) { id } }',
    variables: async (world) => ({ slug: world.partnership.slug, key: (await made(world, 'lead')).key }),
    outcomes: READER,
  },
  'Mutation.makePromise': {
    document: MAKE,
    variables: (world) => input({ partnershipId: world.partnership.id, text: 'Access', dueOn: day(world, 3) }),
    outcomes: WRITER,
  },
  'Mutation.acceptPromise': {
    document: onPromise('acceptPromise', 'PromiseInput'),
    variables: async (world) => input({ promiseId: (await made(world, 'otherParty')).id }),
    outcomes: OWNERS,
  },
  'Mutation.declinePromise': {
    document: onPromise('declinePromise', 'PromiseReasonInput'),
    variables: async (world) => input({ promiseId: (await made(world, 'otherParty')).id, reason: 'Not ours' }),
    outcomes: OWNERS,
  },
  'Mutation.reportPromiseKept': {
    document: onPromise('reportPromiseKept', 'PromiseInput'),
    variables: async (world) => input({ promiseId: (await made(world, 'lead')).id }),
    outcomes: OWNERS,
  },
  'Mutation.confirmPromise': {
    document: onPromise('confirmPromise', 'PromiseInput'),
    variables: async (world) => input({ promiseId: await reported(world) }),
    outcomes: OTHERS,
  },
  'Mutation.disputePromise': {
    document: onPromise('disputePromise', 'PromiseReasonInput'),
    variables: async (world) => input({ promiseId: await reported(world), reason: 'Nothing came' }),
    outcomes: OTHERS,
  },
  'Mutation.proposeRenegotiation': {
    document: onPromise('proposeRenegotiation', 'ProposeRenegotiationInput'),
    variables: async (world) =>
      input({ promiseId: (await made(world, 'lead')).id, dueOn: day(world, 5), reason: 'Ill' }),
    outcomes: OWNERS,
  },
  'Mutation.consentToRenegotiation': {
    document: onPromise('consentToRenegotiation', 'ConsentToRenegotiationInput'),
    variables: async (world) => input({ promiseId: await proposed(world), dueOn: day(world, 5) }),
    outcomes: OTHERS,
  },
  'Mutation.refuseRenegotiation': {
    document: onPromise('refuseRenegotiation', 'PromiseReasonInput'),
    variables: async (world) => input({ promiseId: await proposed(world), reason: 'Too late' }),
    outcomes: OTHERS,
  },
};
