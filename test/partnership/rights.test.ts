import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GraphQLClient } from '../kit/graphql-client.ts';
import { partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import {
  ACCEPT,
  CHANGE_ROLE,
  INVITE,
  input,
  invite,
  NODE,
  newPartnership,
  READ,
  REMOVE,
  REVOKE,
  START,
  UPDATE_MEMBER,
  UPDATE_PARTNERSHIP,
  UPDATE_PERSON,
} from './operations.ts';

let server: TestServer;
let ours: TestPartnership;
let invitationId: string;
beforeAll(async () => {
  server = await startServer();
  ours = await partnershipWithTwoParties(server);
  invitationId = (await invite(ours.client, ours.clientPartyId, 'MEMBER')).invitation.id;
});
afterAll(async () => {
  await ours.close();
  await server.close();
});

const about = { name: 'Taken over', purpose: '', timeZone: 'UTC', firstIterationDay: 1 };
type Ids = Record<'partnershipId' | 'partyId' | 'memberId' | 'invitationId', string>;
/** Every operation that names an object of a partnership. */
const named = (ids: Ids): [string, string, object][] => [
  ['updatePartnership', UPDATE_PARTNERSHIP, input({ partnershipId: ids.partnershipId, ...about })],
  ['inviteMember', INVITE, input({ partyId: ids.partyId, role: 'MEMBER' })],
  ['revokeInvitation', REVOKE, input({ invitationId: ids.invitationId })],
  ['changeMemberRole', CHANGE_ROLE, input({ memberId: ids.memberId, role: 'OBSERVER' })],
  ['removeMember', REMOVE, input({ memberId: ids.memberId })],
  ['updateMember', UPDATE_MEMBER, input({ memberId: ids.memberId, title: '', expertise: '' })],
  ...Object.entries(ids).map(([what, id]): [string, string, object] => [`node of a ${what}`, NODE, { id }]),
];
const ofOurs = (): Ids => ({
  partnershipId: ours.id,
  partyId: ours.clientPartyId,
  memberId: ours.clientMemberId,
  invitationId,
});
const noWhere = (): Ids => ({
  partnershipId: randomUUID(),
  partyId: randomUUID(),
  memberId: randomUUID(),
  invitationId: randomUUID(),
});
const badIds: Ids = { partnershipId: 'x', partyId: '', memberId: "'; drop", invitationId: '\u0000' };

test('who is signed out is told so by everything, whether what they name exists or not', async () => {
  const visitor = new GraphQLClient(server.url);
  const rest: [string, string, object][] = [
    ['startPartnership', START, input(newPartnership)],
    ['acceptInvitation', ACCEPT, input({ token: 'x' })],
    ['updatePerson', UPDATE_PERSON, { input: { name: 'x', timeZone: 'UTC' } }],
    ['partnership', READ, { slug: ours.slug }],
    ['partnership that is not', READ, { slug: 'none' }],
  ];
  for (const [what, operation, variables] of [...named(ofOurs()), ...named(noWhere()), ...named(badIds), ...rest])
    expect([what, await visitor.codeOf(operation, variables)]).toEqual([what, 'UNAUTHENTICATED']);
});

test('to a stranger, what exists and what does not are one answer, word for word', async () => {
  const sam = await stranger(server);
  const answers = async (ids: Ids): Promise<unknown[]> => {
    const all: unknown[] = [];
    for (const [what, operation, variables] of named(ids))
      all.push([what, (await sam.ask(operation, variables)).errors]);
    return all;
  };
  const theirs = await answers(ofOurs());
  expect(await answers(noWhere())).toEqual(theirs);
  expect(await answers(badIds)).toEqual(theirs);
  expect(JSON.stringify(theirs).match(/NOT_FOUND/g)).toHaveLength(named(ofOurs()).length);
});

test('who writes but leads nobody changes only their own profile', async () => {
  for (const role of ['MEMBER', 'SPONSOR', 'OBSERVER'] as const) {
    const { person } = await ours.join('CLIENT', role);
    for (const [what, operation, variables] of named(ofOurs()).filter(([name]) => !name.startsWith('node')))
      expect([role, what, await person.codeOf(operation, variables)]).toEqual([role, what, 'FORBIDDEN']);
  }
});
