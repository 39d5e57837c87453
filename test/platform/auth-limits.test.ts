import { afterEach, beforeEach, expect, test } from 'vitest';
import { GraphQLClient } from '../kit/graphql-client.ts';
import { PASSWORD, signUp } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';

// A server for each test: the limits count over all its visitors.
let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { person { name } } } }';
const WITH_LINK =
  'mutation ($input: SignInWithLinkInput!) { signInWithLink(input: $input) { viewer { person { name } } } }';
const PREVIEW = 'query ($token: String!) { invitation(token: $token) { state } }';
const ACCEPT = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { member { id } } }';
const CHANGE_PASSWORD =
  'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { viewer { person { name } } } }';

const codesOf = async (times: number, ask: (n: number) => Promise<string | null>): Promise<(string | null)[]> => {
  const codes: (string | null)[] = [];
  for (let n = 0; n < times; n++) codes.push(await ask(n));
  return codes;
};

test('after ten wrong passwords the right one is not tried either, and the answer says when to come back', async () => {
  const ama = await signUp(server);
  const guest = new GraphQLClient(server.url);
  const wrong = { input: { email: ama.email, password: 'not the password' } };
  expect(new Set(await codesOf(10, () => guest.codeOf(SIGN_IN, wrong)))).toEqual(new Set(['UNAUTHENTICATED']));
  const limited = await guest.ask(SIGN_IN, { input: { email: ama.email.toUpperCase(), password: PASSWORD } });
  expect(limited.errors[0]?.extensions.code).toBe('RATE_LIMITED');
  expect(limited.errors[0]?.extensions.retryAfterSeconds).toBeGreaterThan(800);
  const other = await signUp(server, 'Sam Stranger');
  expect(await guest.codeOf(SIGN_IN, { input: { email: other.email, password: PASSWORD } })).toBe(null);
});

test('fifty guesses at once are not more than ten', async () => {
  const ama = await signUp(server);
  const guest = new GraphQLClient(server.url);
  const wrong = { input: { email: ama.email, password: 'not the password' } };
  const codes = await Promise.all(Array.from({ length: 50 }, () => guest.codeOf(SIGN_IN, wrong)));
  expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(10);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(40);
});

test('right passwords do not count', async () => {
  const ama = await signUp(server);
  const guest = new GraphQLClient(server.url);
  const right = { input: { email: ama.email, password: PASSWORD } };
  expect(new Set(await codesOf(30, () => guest.codeOf(SIGN_IN, right)))).toEqual(new Set([null]));
});

test('one address guessing over many accounts is stopped', async () => {
  const guest = new GraphQLClient(server.url);
  const guess = (n: number) => guest.codeOf(SIGN_IN, { input: { email: `p${n}@example.org`, password: 'guess' } });
  const codes = await codesOf(101, guess);
  expect(codes.indexOf('RATE_LIMITED')).toBe(100);
});

test('guesses at sign-in links and at invitations share one limit of thirty', async () => {
  const ama = await signUp(server);
  const token = 'x'.repeat(43);
  const codes = [
    ...(await codesOf(10, () => ama.codeOf(WITH_LINK, { input: { token } }))),
    ...(await codesOf(10, () => ama.codeOf(PREVIEW, { token }))),
    ...(await codesOf(10, () => ama.codeOf(ACCEPT, { input: { token, mutationId: crypto.randomUUID() } }))),
  ];
  expect(codes).not.toContain('RATE_LIMITED');
  expect(await ama.codeOf(PREVIEW, { token })).toBe('RATE_LIMITED');
});

test('the current password cannot be guessed through a change of password', async () => {
  const ama = await signUp(server);
  const input = { currentPassword: 'not the password', newPassword: 'quite another password' };
  const codes = await codesOf(11, () => ama.codeOf(CHANGE_PASSWORD, { input }));
  expect(codes.at(9)).toBe('BAD_USER_INPUT');
  expect(codes.at(10)).toBe('RATE_LIMITED');
});

test('over HTTP the answer to too much is 429 with Retry-After, and a proxy on this machine is believed about whom it asks for', async () => {
  const guess = (address: string) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.1, ${address}` },
      body: JSON.stringify({ query: PREVIEW, variables: { token: 'a'.repeat(43) } }),
    });
  for (let n = 0; n < 30; n++) await guess('198.51.100.7');
  const limited = await guess('198.51.100.7');
  expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect((await guess('198.51.100.8')).status).toBe(200);
});

test('an invitation’s secret is not read from a query string', async () => {
  const ask = (query: string) =>
    fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`, { headers: { 'apollo-require-preflight': '1' } });
  const named = await ask('{ invitation(token: "secret") { state } }');
  expect([named.status, named.headers.get('allow')]).toEqual([405, 'POST']);
  expect((await ask('{ ...hidden } fragment hidden on Query { invitation(token: "s") { state } }')).status).toBe(405);
  expect((await ask('{ __typename }')).status).toBe(200);
});
