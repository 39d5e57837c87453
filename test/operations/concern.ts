import { randomUUID } from 'node:crypto';
import { F, input, ITS_LEAD, mutation, N, OK, READER, type Row, U, WRITER } from './row.ts';
import type { World } from './world.ts';

const RAISE = mutation('raiseConcern', 'concern { id key }');
const ANSWER = mutation('answerConcern', 'concern { id }');

/** A concern of the client's lead, for either party to answer. */
async function raised({ actors, partnership }: World, owner: 'client' | 'vendor') {
  const ownerPartyId = owner === 'client' ? partnership.clientPartyId : partnership.vendorPartyId;
  const { raiseConcern } = await actors.lead.gql<{ raiseConcern: { concern: { id: string; key: string } } }>(
    RAISE,
    input({ partnershipId: partnership.id, title: 'No test data', ownerPartyId }),
  );
  return raiseConcern.concern;
}

async function answered(world: World): Promise<string> {
  const { id } = await raised(world, 'vendor');
  await world.actors.otherParty.gql(ANSWER, input({ concernId: id, text: 'On its way' }));
  return id;
}

/** Whoever writes for the client, whose it is here to answer, or who raised it. */
const CLIENTS_WRITERS: Row['outcomes'] = [U, N, N, F, F, OK, OK];

export const concern: Record<string, Row> = {
  'Query.concern': {
    document: 'query ($slug: String!, $key: String!) { concern(slug: $slug, key: $key) { id } }',
    variables: async (world) => ({ slug: world.partnership.slug, key: (await raised(world, 'client')).key }),
    outcomes: READER,
  },
  'Mutation.raiseConcern': {
    document: RAISE,
    variables: ({ partnership }) =>
      input({ partnershipId: partnership.id, title: 'No test data', ownerPartyId: partnership.vendorPartyId }),
    outcomes: WRITER,
  },
  'Mutation.answerConcern': {
    document: ANSWER,
    variables: async (world) => input({ concernId: (await raised(world, 'client')).id, text: 'On its way' }),
    outcomes: CLIENTS_WRITERS,
  },
  'Mutation.escalateConcern': {
    document: mutation('escalateConcern', 'concern { id }'),
    variables: async (world) => input({ concernId: await answered(world), reason: 'It does not say when' }),
    outcomes: CLIENTS_WRITERS,
  },
  'Mutation.resolveConcern': {
    document: mutation('resolveConcern', 'concern { id }'),
    variables: async (world) =>
      input({ concernId: (await raised(world, 'client')).id, resolution: 'It is there', prevention: 'A script' }),
    outcomes: CLIENTS_WRITERS,
  },
  'Mutation.reopenConcern': {
    document: mutation('reopenConcern', 'concern { id }'),
    variables: async (world) => input({ concernId: await answered(world), reason: 'It is not there' }),
    outcomes: ITS_LEAD,
  },
  'Mutation.closeConcern': {
    document: mutation('closeConcern', 'concern { id }'),
    variables: async (world) => ({
      input: { mutationId: randomUUID(), concernId: await answered(world), reason: 'It came after all' },
    }),
    outcomes: ITS_LEAD,
  },
};
