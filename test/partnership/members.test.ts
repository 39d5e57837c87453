import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import {
  CHANGE_ROLE,
  CHANGES,
  HISTORY,
  input,
  NODE,
  READ,
  REMOVE,
  readPartnership,
  UPDATE_MEMBER,
  UPDATE_PERSON,
} from './operations.ts';

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

const codeOfBoth = async (who: TestPartnership['client'], memberId: string) => [
  await who.codeOf(CHANGE_ROLE, input({ memberId, role: 'OBSERVER' })),
  await who.codeOf(REMOVE, input({ memberId })),
];

test('leads run their own party’s members and nobody else’s', async () => {
  const mei = await ours.join('VENDOR', 'MEMBER');
  const ama = await ours.join('CLIENT', 'SPONSOR');
  expect(await codeOfBoth(ours.client, mei.memberId)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  expect(await codeOfBoth(ama.person, ours.clientMemberId)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  expect(await codeOfBoth(mei.person, mei.memberId)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  expect(await codeOfBoth(await stranger(server), mei.memberId)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  await ours.vendor.gql(CHANGE_ROLE, input({ memberId: mei.memberId, role: 'OBSERVER' }));
  expect((await readPartnership(mei.person, ours.slug)).me.role).toBe('OBSERVER');
});

test('the last lead of a party can be neither demoted nor removed, not even by themselves', async () => {
  expect(await codeOfBoth(ours.client, ours.clientMemberId)).toEqual(['CONFLICT', 'CONFLICT']);
  const ama = await ours.join('CLIENT', 'LEAD');
  await ours.client.gql(CHANGE_ROLE, input({ memberId: ours.clientMemberId, role: 'MEMBER' }));
  expect(await codeOfBoth(ama.person, ama.memberId)).toEqual(['CONFLICT', 'CONFLICT']);
});

test('two leads who demote each other at once leave one lead', async () => {
  const ama = await ours.join('CLIENT', 'LEAD');
  const codes = await Promise.all([
    ours.client.codeOf(CHANGE_ROLE, input({ memberId: ama.memberId, role: 'MEMBER' })),
    ama.person.codeOf(CHANGE_ROLE, input({ memberId: ours.clientMemberId, role: 'MEMBER' })),
  ]);
  expect(codes.filter((code) => code === null)).toHaveLength(1);
  const { members } = await readPartnership(ours.client, ours.slug);
  expect(members.filter(({ role, party }) => role === 'LEAD' && party.kind === 'CLIENT')).toHaveLength(1);
});

test('who is removed finds nothing of the partnership at once, and stays named in its record', async () => {
  const ama = await ours.join('CLIENT', 'MEMBER');
  const stream = ama.person.subscribe(CHANGES, { partnershipId: ours.id, after: 0 });
  await stream.next();
  await ours.client.gql(REMOVE, input({ memberId: ama.memberId }));
  await expect(stream.until(() => false, 2_000)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await ama.person.codeOf(READ, { slug: ours.slug })).toBe('NOT_FOUND');
  for (const id of [ours.id, ours.clientPartyId, ours.clientMemberId, ama.memberId])
    expect(await ama.person.codeOf(NODE, { id })).toBe('NOT_FOUND');
  expect(await ama.person.gql('{ viewer { person { name } memberships { id } } }')).toEqual({
    viewer: { person: { name: 'Ama Okafor' }, memberships: [] },
  });
  expect((await readPartnership(ours.client, ours.slug)).members.map(({ id }) => id)).not.toContain(ama.memberId);
  expect(await ours.client.gql(NODE, { id: ama.memberId })).toMatchObject({ node: { id: ama.memberId } });
});

test('removing somebody twice, or giving the role they have, changes nothing and adds no change', async () => {
  const ama = await ours.join('CLIENT', 'MEMBER');
  await ours.client.gql(CHANGE_ROLE, input({ memberId: ama.memberId, role: 'MEMBER' }));
  await ours.client.gql(REMOVE, input({ memberId: ama.memberId }));
  await ours.client.gql(REMOVE, input({ memberId: ama.memberId }));
  expect(await ours.client.codeOf(CHANGE_ROLE, input({ memberId: ama.memberId, role: 'LEAD' }))).toBe('CONFLICT');
  const { partnership } = await ours.client.gql<{ partnership: { changes: { edges: { node: { kind: string } }[] } } }>(
    HISTORY,
    { slug: ours.slug },
  );
  expect(partnership.changes.edges.map(({ node }) => node.kind)).toEqual([
    'partnership.started',
    'member.invited',
    'member.joined',
    'member.invited',
    'member.joined',
    'member.removed',
  ]);
});

test('members and a lead of their party write a profile, an observer their own too', async () => {
  const observer = await ours.join('CLIENT', 'OBSERVER');
  const profile = { memberId: observer.memberId, title: ' Head of\tcontrol ', expertise: 'Rosters' };
  await observer.person.gql(UPDATE_MEMBER, input(profile));
  await ours.client.gql(UPDATE_MEMBER, input({ ...profile, expertise: 'Rosters, unions' }));
  expect((await readPartnership(ours.vendor, ours.slug)).members.at(1)).toMatchObject({
    title: 'Head of control',
    expertise: 'Rosters, unions',
  });
  expect(await ours.vendor.codeOf(UPDATE_MEMBER, input(profile))).toBe('FORBIDDEN');
  expect(await observer.person.codeOf(UPDATE_MEMBER, input({ ...profile, memberId: ours.clientMemberId }))).toBe(
    'FORBIDDEN',
  );
  const wrong = await observer.person.ask(UPDATE_MEMBER, input({ ...profile, title: 'x'.repeat(81) }));
  expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'title' });
});

test('a new name shows in every partnership the person belongs to, as a change on the feed', async () => {
  const stream = ours.vendor.subscribe<{ changes: { changes: { kind: string; node: { id: string } }[] } }>(CHANGES, {
    partnershipId: ours.id,
  });
  await stream.next();
  await ours.client.gql(UPDATE_PERSON, { input: { name: 'Priya R. Raman', timeZone: 'Asia/Kolkata' } });
  const { changes } = await stream.next();
  expect(changes.changes).toMatchObject([{ kind: 'member.updated', node: { id: ours.clientMemberId } }]);
  expect((await readPartnership(ours.vendor, ours.slug)).members[0]).toMatchObject({ name: 'Priya R. Raman' });
});
