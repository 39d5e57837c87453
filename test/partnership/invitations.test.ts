import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '../kit/clock.ts';
import { partnershipWithTwoParties, signUp, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import {
  ACCEPT,
  HISTORY,
  INVITE,
  input,
  invite,
  newPartnership,
  type PartnershipShape,
  PREVIEW,
  READ,
  REMOVE,
  REVOKE,
  readPartnership,
  START,
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

const startAlone = async () => {
  const priya = await signUp(server);
  const { startPartnership } = await priya.gql<{ startPartnership: { partnership: PartnershipShape } }>(
    START,
    input(newPartnership),
  );
  const [client, vendor] = startPartnership.partnership.parties;
  return { priya, slug: startPartnership.partnership.slug, clientId: client?.id ?? '', vendorId: vendor?.id ?? '' };
};

test('the first lead of the other party is invited once, and runs it from then on', async () => {
  const { priya, slug, vendorId } = await startAlone();
  expect(await priya.codeOf(INVITE, input({ partyId: vendorId, role: 'MEMBER' }))).toBe('BAD_USER_INPUT');
  const { token } = await invite(priya, vendorId, 'LEAD');
  expect(await priya.codeOf(INVITE, input({ partyId: vendorId, role: 'LEAD' }))).toBe('CONFLICT');
  const tomas = await signUp(server, 'Tomás Herrera');
  await tomas.gql(ACCEPT, input({ token }));
  expect(await priya.codeOf(INVITE, input({ partyId: vendorId, role: 'LEAD' }))).toBe('FORBIDDEN');
  const { token: second } = await invite(tomas, vendorId, 'MEMBER');
  const mei = await signUp(server, 'Mei Zhang');
  await mei.gql(ACCEPT, input({ token: second }));
  expect((await readPartnership(priya, slug)).members.map(({ name, role }) => [name, role])).toEqual([
    ['Priya Raman', 'LEAD'],
    ['Tomás Herrera', 'LEAD'],
    ['Mei Zhang', 'MEMBER'],
  ]);
});

test('two leads who invite the other party’s first lead at once make one invitation', async () => {
  const { priya, clientId, vendorId } = await startAlone();
  const ama = await signUp(server, 'Ama Okafor');
  await ama.gql(ACCEPT, input({ token: (await invite(priya, clientId, 'LEAD')).token }));
  const codes = await Promise.all(
    [priya, ama].map((lead) => lead.codeOf(INVITE, input({ partyId: vendorId, role: 'LEAD' }))),
  );
  expect(codes.sort()).toEqual(['CONFLICT', null].sort());
});

test('the same invitation sent twice at once is made once, and one of the answers carries its link', async () => {
  const { priya, vendorId } = await startAlone();
  const once = input({ partyId: vendorId, role: 'LEAD' });
  type Invited = { inviteMember: { url: string | null; invitation: { id: string } } };
  const both = await Promise.all([priya.gql<Invited>(INVITE, once), priya.gql<Invited>(INVITE, once)]);
  expect(new Set(both.map(({ inviteMember }) => inviteMember.invitation.id)).size).toBe(1);
  expect(both.filter(({ inviteMember }) => inviteMember.url !== null)).toHaveLength(1);
});

test('an expired invitation of the other party’s lead makes room for another', async () => {
  const { priya, vendorId } = await startAlone();
  await invite(priya, vendorId, 'LEAD');
  server.clock.move(8 * DAY_MS);
  expect(await priya.codeOf(INVITE, input({ partyId: vendorId, role: 'LEAD' }))).toBe(null);
});

test('only leads invite', async () => {
  for (const role of ['MEMBER', 'SPONSOR', 'OBSERVER'] as const) {
    const { person } = await ours.join('CLIENT', role);
    expect(await person.codeOf(INVITE, input({ partyId: ours.clientPartyId, role: 'MEMBER' }))).toBe('FORBIDDEN');
  }
  const sam = await stranger(server);
  expect(await sam.codeOf(INVITE, input({ partyId: ours.clientPartyId, role: 'MEMBER' }))).toBe('NOT_FOUND');
  expect(await sam.codeOf(INVITE, input({ partyId: randomUUID(), role: 'MEMBER' }))).toBe('NOT_FOUND');
  expect(await sam.codeOf(INVITE, input({ partyId: 'none', role: 'MEMBER' }))).toBe('NOT_FOUND');
});

test('the link is shown once: a repeat of the mutation answers with the invitation and without it', async () => {
  const once = input({ partyId: ours.clientPartyId, role: 'MEMBER' });
  type Invited = { inviteMember: { url: string | null; invitation: { id: string } } };
  const first = await ours.client.gql<Invited>(INVITE, once);
  const again = await ours.client.gql<Invited>(INVITE, once);
  expect(first.inviteMember.url).toMatch(/\/join#[\w-]{43}$/);
  expect(again.inviteMember).toEqual({ ...first.inviteMember, url: null });
});

test('a link is previewed without signing in, and tells what became of it', async () => {
  const { token } = await invite(ours.vendor, ours.vendorPartyId, 'OBSERVER');
  const visitor = await stranger(server);
  const preview = async () => (await visitor.gql<{ invitation: object | null }>(PREVIEW, { token })).invitation;
  expect(await preview()).toEqual({
    partnershipName: 'Meridian Transit × Fieldnote Software',
    partyName: 'Fieldnote Software',
    partyKind: 'VENDOR',
    role: 'OBSERVER',
    invitedBy: 'Tomás Herrera',
    state: 'OPEN',
  });
  server.clock.move(8 * DAY_MS);
  expect(await preview()).toMatchObject({ state: 'EXPIRED' });
  expect(await visitor.gql(PREVIEW, { token: 'unknown\u0000' })).toEqual({ invitation: null });
});

const reasonOf = async (who: TestPartnership['client'], token: string) =>
  (await who.ask(ACCEPT, input({ token }))).errors[0]?.extensions;

test('an invitation is used once: afterwards, for its user and for others, it says so', async () => {
  const { token } = await invite(ours.client, ours.clientPartyId, 'MEMBER');
  const ama = await signUp(server, 'Ama Okafor');
  await ama.gql(ACCEPT, input({ token }));
  expect(await reasonOf(ama, token)).toMatchObject({ code: 'CONFLICT', reason: 'ALREADY_MEMBER' });
  expect(await reasonOf(await stranger(server), token)).toMatchObject({ code: 'CONFLICT', reason: 'USED' });
  expect(await reasonOf(ama, 'unknown')).toMatchObject({ code: 'NOT_FOUND' });
});

test('two people who accept the same link at once: one joins', async () => {
  const { token } = await invite(ours.client, ours.clientPartyId, 'MEMBER');
  const people = [await signUp(server, 'Ama Okafor'), await signUp(server, 'Jonas Lindqvist')];
  const codes = await Promise.all(people.map((person) => person.codeOf(ACCEPT, input({ token }))));
  expect(codes.sort()).toEqual(['CONFLICT', null].sort());
  expect((await readPartnership(ours.client, ours.slug)).members).toHaveLength(3);
});

test('the same acceptance sent twice at once joins once and answers both', async () => {
  const { token } = await invite(ours.client, ours.clientPartyId, 'MEMBER');
  const ama = await signUp(server, 'Ama Okafor');
  const once = input({ token });
  const [first, second] = await Promise.all([ama.gql(ACCEPT, once), ama.gql(ACCEPT, once)]);
  expect(first).toEqual(second);
  const { partnership } = await ours.client.gql<{ partnership: { changes: { edges: { node: { kind: string } }[] } } }>(
    HISTORY,
    { slug: ours.slug },
  );
  expect(partnership.changes.edges.filter(({ node }) => node.kind === 'member.joined')).toHaveLength(2);
});

test('one person who accepts two invitations at once joins by one of them', async () => {
  const tokens = [0, 1].map(async () => (await invite(ours.client, ours.clientPartyId, 'MEMBER')).token);
  const ama = await signUp(server, 'Ama Okafor');
  const answers = await Promise.all((await Promise.all(tokens)).map((token) => reasonOf(ama, token)));
  expect(answers).toEqual(expect.arrayContaining([undefined, { code: 'CONFLICT', reason: 'ALREADY_MEMBER' }]));
});

test('an expired link, a revoked one, and one for another address let nobody in', async () => {
  const jonas = await signUp(server, 'Jonas Lindqvist');
  const revoked = await invite(ours.client, ours.clientPartyId, 'MEMBER');
  await ours.client.gql(REVOKE, input({ invitationId: revoked.invitation.id }));
  expect(await reasonOf(jonas, revoked.token)).toMatchObject({ code: 'CONFLICT', reason: 'REVOKED' });
  const addressed = await invite(ours.client, ours.clientPartyId, 'MEMBER', jonas.email.toUpperCase());
  expect(await reasonOf(await stranger(server), addressed.token)).toMatchObject({ code: 'FORBIDDEN' });
  const late = await invite(ours.client, ours.clientPartyId, 'MEMBER');
  expect(await jonas.codeOf(ACCEPT, input({ token: addressed.token }))).toBe(null);
  server.clock.move(8 * DAY_MS);
  expect(await reasonOf(await stranger(server), late.token)).toMatchObject({ code: 'CONFLICT', reason: 'EXPIRED' });
});

test('nobody is in a partnership twice, on one side or on both', async () => {
  const theirs = await invite(ours.client, ours.clientPartyId, 'MEMBER');
  expect(await reasonOf(ours.vendor, theirs.token)).toMatchObject({ code: 'CONFLICT', reason: 'ALREADY_MEMBER' });
  expect(
    await ours.client.codeOf(INVITE, input({ partyId: ours.clientPartyId, role: 'MEMBER', email: ours.vendor.email })),
  ).toBe('CONFLICT');
});

test('who left comes back as the member they were, and not on the other side', async () => {
  const ama = await ours.join('CLIENT', 'MEMBER');
  await ours.client.gql(REMOVE, input({ memberId: ama.memberId }));
  expect(await ama.person.codeOf(READ, { slug: ours.slug })).toBe('NOT_FOUND');
  const across = await invite(ours.vendor, ours.vendorPartyId, 'MEMBER');
  expect(await reasonOf(ama.person, across.token)).toMatchObject({ code: 'CONFLICT', reason: 'OTHER_PARTY' });
  const back = await invite(ours.client, ours.clientPartyId, 'SPONSOR');
  await ama.person.gql(ACCEPT, input({ token: back.token }));
  expect((await readPartnership(ama.person, ours.slug)).me).toMatchObject({
    id: ama.memberId,
    role: 'SPONSOR',
    leftAt: null,
  });
});

test('an open invitation is revoked by a lead of the party invited to or of the one that invited', async () => {
  const { priya, vendorId } = await startAlone();
  const first = await invite(priya, vendorId, 'LEAD');
  await priya.gql(REVOKE, input({ invitationId: first.invitation.id }));
  const { invitation } = await invite(ours.vendor, ours.vendorPartyId, 'MEMBER');
  const revoke = input({ invitationId: invitation.id });
  const member = await ours.join('VENDOR', 'MEMBER');
  expect(await ours.client.codeOf(REVOKE, revoke)).toBe('FORBIDDEN');
  expect(await member.person.codeOf(REVOKE, revoke)).toBe('FORBIDDEN');
  expect(await (await stranger(server)).codeOf(REVOKE, revoke)).toBe('NOT_FOUND');
  await ours.vendor.gql(REVOKE, revoke);
  expect(await ours.vendor.gql(REVOKE, revoke)).toMatchObject({
    revokeInvitation: { invitation: { state: 'REVOKED' } },
  });
  const { invitations } = await readPartnership(ours.client, ours.slug);
  expect(invitations.map(({ state }) => state)).toEqual(['ACCEPTED', 'REVOKED', 'ACCEPTED']);
  const accepted = (await readPartnership(ours.client, ours.slug)).invitations[0]?.id ?? '';
  expect(await ours.vendor.codeOf(REVOKE, input({ invitationId: accepted }))).toBe('CONFLICT');
});
