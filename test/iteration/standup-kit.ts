import { randomUUID } from 'node:crypto';
import type { Answer } from '../kit/graphql-client.ts';
import type { Person } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';

export interface EntryNode {
  id: string;
  on: string;
  timeZone: string;
  closesAt: string;
  done: string;
  next: string;
  concern: string;
  storyKeys: string[];
  member: { id: string; name: string };
  party: { kind: string };
}

export interface StandupNode {
  on: string;
  entries: EntryNode[];
  waiting: { member: { name: string }; day: string; localTime: string; works: boolean }[];
  previous: EntryNode | null;
}

const ENTRY = 'id on timeZone closesAt done next concern storyKeys member { id name } party { kind }';
const POST = `mutation ($input: PostStandupInput!) { postStandup(input: $input) { entry { ${ENTRY} } } }`;
const STANDUP = `query ($partnershipId: ID!, $on: Date!) { standup(partnershipId: $partnershipId, on: $on) {
  on entries { ${ENTRY} } waiting { member { name } day localTime works } previous { ${ENTRY} } } }`;

/** The entry after posting; its mutationId is new unless given. @throws RefusedError. */
export const post = async (by: Person, input: object): Promise<EntryNode> =>
  (await by.gql<{ postStandup: { entry: EntryNode } }>(POST, { input: { mutationId: randomUUID(), ...input } }))
    .postStandup.entry;

/** The first error of a posting that is to be refused. */
export const postRefusal = async (by: Person, input: object): Promise<Answer<unknown>['errors'][0] | null> =>
  (await by.ask(POST, { input: { mutationId: randomUUID(), ...input } })).errors[0] ?? null;

export const standup = async (by: Person, partnershipId: string, on: string): Promise<StandupNode> =>
  (await by.gql<{ standup: StandupNode }>(STANDUP, { partnershipId, on })).standup;

export const standupRefusal = async (by: Person, partnershipId: string, on: string): Promise<string | null> =>
  (await by.ask(STANDUP, { partnershipId, on })).errors[0]?.message ?? null;

/** Sets the server's clock to that instant; it runs on from there. */
export const setClock = ({ clock }: TestServer, instant: string): void =>
  clock.move(Date.parse(instant) - clock.now().getTime());

const MOVE = 'mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { person { id } } }';
export const livesIn = async (person: Person, timeZone: string): Promise<void> => {
  await person.gql(MOVE, { input: { name: person.name, timeZone } });
};
