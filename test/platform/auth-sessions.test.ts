import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../kit/clock.ts';
import { GraphQLClient } from '../kit/graphql-client.ts';
import { PASSWORD, partnershipWithTwoParties, signInAgain, signUp } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { createSignInLink } from '@tandem/api/platform/auth/sign-in-link';
import type { PersonId } from '@tandem/schema/ids';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

type Sessions = { viewer: { sessions: { id: string; current: boolean; lastSeenAt: string; expiresAt: string }[] } };
const SESSIONS = '{ viewer { sessions { id current lastSeenAt expiresAt userAgent } } }';
const VIEWER = '{ viewer { person { name } } }';
const SIGN_OUT = 'mutation { signOut { signedOut } }';
const SIGN_OUT_SESSION = 'mutation ($input: SignOutSessionInput!) { signOutSession(input: $input) { signedOut } }';
const CHANGE_PASSWORD =
  'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { viewer { sessions { current } } } }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { person { name } } } }';
const WITH_LINK =
  'mutation ($input: SignInWithLinkInput!) { signInWithLink(input: $input) { viewer { person { name } } } }';
const CHANGES = 'subscription ($id: ID!) { changes(partnershipId: $id) { seq } }';
const NODE = 'query ($id: ID!) { node(id: $id) { id } }';

const sessionsOf = async (who: GraphQLClient) => (await who.gql<Sessions>(SESSIONS)).viewer.sessions;

test('signing out ends the session for good, also for a copy of its cookie', async () => {
  const ama = await signUp(server);
  const copy = new GraphQLClient(server.url);
  copy.takeSessionOf(ama);
  expect(await ama.gql(SIGN_OUT)).toEqual({ signOut: { signedOut: true } });
  expect(ama.cookie).toBe('');
  for (const who of [ama, copy]) expect(await who.gql(VIEWER)).toEqual({ viewer: null });
  expect(await ama.gql(SIGN_OUT)).toEqual({ signOut: { signedOut: false } });
});

test('a person lists their sessions and ends one of them, and nobody else’s', async () => {
  const ama = await signUp(server);
  const phone = await signInAgain(server, ama);
  const sessions = await sessionsOf(ama);
  expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
  const other = sessions.find(({ current }) => !current)?.id ?? '';
  const sam = await signUp(server, 'Sam Stranger');
  for (const sessionId of [other, 'none']) {
    expect(await sam.codeOf(SIGN_OUT_SESSION, { input: { sessionId } })).toBe('NOT_FOUND');
    expect(await sam.codeOf(NODE, { id: sessionId })).toBe('NOT_FOUND');
  }
  expect(await ama.codeOf(NODE, { id: other })).toBe(null);
  await ama.gql(SIGN_OUT_SESSION, { input: { sessionId: other } });
  expect(await phone.gql(VIEWER)).toEqual({ viewer: null });
  expect(await sessionsOf(ama)).toHaveLength(1);
  expect(await ama.codeOf(SIGN_OUT_SESSION, { input: { sessionId: other } })).toBe('NOT_FOUND');
});

test('an account is its owner’s alone', async () => {
  const [ama, sam] = [await signUp(server), await signUp(server, 'Sam Stranger')];
  expect(await ama.codeOf(NODE, { id: ama.id })).toBe(null);
  expect(await sam.codeOf(NODE, { id: ama.id })).toBe('NOT_FOUND');
  expect(await new GraphQLClient(server.url).codeOf(NODE, { id: ama.id })).toBe('UNAUTHENTICATED');
});

test('an open socket closes with 4403 within two seconds of its session’s end', async () => {
  const ours = await partnershipWithTwoParties(server);
  const tab = await signInAgain(server, ours.client);
  const stream = tab.subscribe(CHANGES, { id: ours.id });
  await stream.next();
  const id = (await sessionsOf(tab)).find(({ current }) => current)?.id ?? '';
  await ours.client.gql(SIGN_OUT_SESSION, { input: { sessionId: id } });
  await expect(stream.until(() => false, 2_000)).rejects.toMatchObject({ code: 4403 });
  await ours.close();
});

test('an open socket closes when its session is ended by another process', async () => {
  const ours = await partnershipWithTwoParties(server);
  const stream = ours.client.subscribe(CHANGES, { id: ours.id });
  await stream.next();
  const [session] = await sessionsOf(ours.client);
  await server.database.query('update session set revoked_at = now() where id = $1', session?.id);
  await expect(stream.until(() => false, 2_500)).rejects.toMatchObject({ code: 4403 });
  await ours.close();
});

test('a session lasts 30 days from its last use, which is written at most once a minute', async () => {
  const ama = await signUp(server);
  const [fresh] = await sessionsOf(ama);
  server.clock.move(MINUTE_MS / 2);
  expect((await sessionsOf(ama))[0]?.lastSeenAt).toBe(fresh?.lastSeenAt);
  server.clock.move(29 * DAY_MS);
  const [used] = await sessionsOf(ama);
  expect(Date.parse(used?.lastSeenAt ?? '')).toBeGreaterThan(Date.parse(fresh?.lastSeenAt ?? '') + 28 * DAY_MS);
  server.clock.move(29 * DAY_MS);
  expect(await ama.gql(VIEWER)).toMatchObject({ viewer: { person: {} } });
  server.clock.move(31 * DAY_MS);
  expect(await ama.gql(VIEWER)).toEqual({ viewer: null });
});

test.each(['', 'short', 'x'.repeat(43), 'é'.repeat(43), 'x'.repeat(10_000)])(
  'a cookie that is no session’s signs nobody in (%#)',
  async (token) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `tandem_session=${encodeURIComponent(token)}` },
      body: JSON.stringify({ query: VIEWER }),
    });
    expect(await response.json()).toEqual({ data: { viewer: null } });
  },
);

test('a new password renews this session, ends the others and shuts every open sign-in link', async () => {
  const ama = await signUp(server);
  const phone = await signInAgain(server, ama);
  const token = (await createSignInLink(server.services, ama.id as PersonId)).split('#')[1];
  const before = ama.cookie;
  const change = { currentPassword: PASSWORD, newPassword: 'quite another password' };
  const wrong = await ama.ask(CHANGE_PASSWORD, { input: { ...change, currentPassword: 'not this one' } });
  expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'currentPassword' });
  expect(await ama.codeOf(CHANGE_PASSWORD, { input: { newPassword: change.newPassword } })).toBe('BAD_USER_INPUT');
  await ama.gql(CHANGE_PASSWORD, { input: change });
  expect(ama.cookie).not.toBe(before);
  expect(await sessionsOf(ama)).toMatchObject([{ current: true }]);
  expect(await phone.gql(VIEWER)).toEqual({ viewer: null });
  const guest = new GraphQLClient(server.url);
  expect(await guest.codeOf(WITH_LINK, { input: { token } })).toBe('CONFLICT');
  expect(await guest.codeOf(SIGN_IN, { input: { email: ama.email, password: PASSWORD } })).toBe('UNAUTHENTICATED');
  expect(await guest.codeOf(SIGN_IN, { input: { email: ama.email, password: change.newPassword } })).toBe(null);
});

test('who came by link alone sets a first password without an old one', async () => {
  const ama = await signUp(server);
  await server.database.query('update person set password_hash = null where id = $1', ama.id);
  const guest = new GraphQLClient(server.url);
  expect(await guest.codeOf(SIGN_IN, { input: { email: ama.email, password: PASSWORD } })).toBe('UNAUTHENTICATED');
  expect(await ama.codeOf(CHANGE_PASSWORD, { input: { newPassword: 'a first password' } })).toBe(null);
  expect(await guest.codeOf(SIGN_IN, { input: { email: ama.email, password: 'a first password' } })).toBe(null);
});

test('sessions and links that ended long ago are forgotten when their person signs in again', async () => {
  const ama = await signUp(server);
  await createSignInLink(server.services, ama.id as PersonId);
  server.clock.move(61 * DAY_MS);
  await signInAgain(server, ama);
  await createSignInLink(server.services, ama.id as PersonId);
  for (const table of ['session', 'sign_in_link'])
    expect(await server.database.query(`select id from ${table} where person_id = $1`, ama.id)).toHaveLength(1);
});
