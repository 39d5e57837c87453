import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR_MS } from '../kit/clock.ts';
import { GraphQLClient } from '../kit/graphql-client.ts';
import { PASSWORD, type Person, signInAgain, signUp } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { createSignInLink } from '@tandem/api/platform/auth/sign-in-link';
import type { PersonId } from '@tandem/schema/ids';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const SIGN_UP =
  'mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { person { name email timeZone } } } }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { person { name } } } }';
const WITH_LINK =
  'mutation ($input: SignInWithLinkInput!) { signInWithLink(input: $input) { viewer { person { name } } } }';
const VIEWER = '{ viewer { person { name } sessions { id current userAgent } } }';

const account = { name: 'Ama Okafor', email: 'Ama@Example.org', password: PASSWORD, timeZone: 'Europe/London' };
const visitor = (): GraphQLClient => new GraphQLClient(server.url);

test('signing up signs in, and the same address in any case has an account from then on', async () => {
  const ama = visitor();
  expect(await ama.gql(SIGN_UP, { input: { ...account, timeZone: 'Asia/Kolkata' } })).toMatchObject({
    signUp: { viewer: { person: { name: 'Ama Okafor', email: 'Ama@Example.org' } } },
  });
  expect(await ama.gql(VIEWER)).toMatchObject({ viewer: { person: { name: 'Ama Okafor' } } });
  const taken = await visitor().ask(SIGN_UP, { input: { ...account, email: 'ama@example.ORG' } });
  expect(taken.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', field: 'email' });
  expect(await visitor().codeOf(SIGN_IN, { input: { email: ' AMA@example.org', password: PASSWORD } })).toBe(null);
});

test('two people who sign up with one address at once: one gets it', async () => {
  const input = { ...account, email: 'both@example.org' };
  const codes = await Promise.all([visitor().codeOf(SIGN_UP, { input }), visitor().codeOf(SIGN_UP, { input })]);
  expect(codes.sort()).toEqual(['CONFLICT', null].sort());
});

test.each([
  ['name', { name: '' }],
  ['name', { name: '\u202e\u200b' }],
  ['name', { name: 'a\u0000b' }],
  ['name', { name: 'half \ud800' }],
  ['name', { name: 'x'.repeat(81) }],
  ['email', { email: 'ama' }],
  ['email', { email: 'ama@example' }],
  ['email', { email: 'ama@exam ple.org' }],
  ['email', { email: 'ama@example.org\u0000' }],
  ['email', { email: `${'x'.repeat(250)}@example.org` }],
  ['password', { password: 'too short' }],
  ['password', { password: 'ababababababab' }],
  ['password', { password: 'Password123!' }],
  ['password', { password: 'x1y2z3'.repeat(40) }],
  ['timeZone', { timeZone: 'London' }],
])('a wrong %s is refused by its name: %j', async (field, wrong) => {
  const answer = await visitor().ask(SIGN_UP, { input: { ...account, email: 'fresh@example.org', ...wrong } });
  expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
});

test('a field that is not asked for, such as a role, is an error', async () => {
  const answer = await visitor().ask(SIGN_UP, { input: { ...account, email: 'x@example.org', role: 'LEAD' } });
  expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('an unknown address and a wrong password get the same answer', async () => {
  const ama = await signUp(server);
  const wrong = await visitor().ask(SIGN_IN, { input: { email: ama.email, password: 'not the password' } });
  const unknown = await visitor().ask(SIGN_IN, { input: { email: 'nobody@example.org', password: PASSWORD } });
  const strange = await visitor().ask(SIGN_IN, { input: { email: 'a\u0000b', password: PASSWORD } });
  expect(wrong.errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
  for (const answer of [unknown, strange]) expect(answer.errors).toEqual(wrong.errors);
});

test('an unknown address takes as long as a wrong password', async () => {
  const slow = await startServer({ passwordCost: { memoryCost: 19_456, timeCost: 2, parallelism: 1 } });
  try {
    const ama = await signUp(slow);
    const guess = new GraphQLClient(slow.url);
    const timed = async (email: string): Promise<number> => {
      const started = performance.now();
      await guess.ask(SIGN_IN, { input: { email, password: 'not the password' } });
      return performance.now() - started;
    };
    await timed('warm@example.org');
    const [known, unknown] = [[] as number[], [] as number[]];
    for (let i = 0; i < 5; i++) {
      known.push(await timed(ama.email));
      unknown.push(await timed(`nobody${i}@example.org`));
    }
    // Without a hash to check it would be a tenth.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
  } finally {
    await slow.close();
  }
});

test('signing in gives a new token and ends the session the browser had before', async () => {
  const ama = await signUp(server);
  const before = visitor();
  before.takeSessionOf(ama);
  await ama.gql(SIGN_IN, { input: { email: ama.email, password: PASSWORD } });
  expect(ama.cookie).not.toBe(before.cookie);
  expect(await before.gql(VIEWER)).toEqual({ viewer: null });
  expect(await ama.gql<{ viewer: { sessions: object[] } }>(VIEWER)).toMatchObject({
    viewer: { sessions: [{ current: true }] },
  });
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SIGN_UP, variables: { input: { ...account, email: 'cookie@example.org' } } }),
  });
  const [cookie] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^tandem_session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
});

test('on https the cookie is for https alone', async () => {
  const secure = await startServer({ publicUrl: 'https://tandem.example.org' });
  try {
    const response = await fetch(`${secure.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: SIGN_UP, variables: { input: account } }),
    });
    expect(response.headers.getSetCookie()[0]).toContain('; Secure');
  } finally {
    await secure.close();
  }
});

test('a socket, which can carry no cookie, signs nobody in and leaves a link unused', async () => {
  const ama = await signUp(server);
  const token = await linkFor(ama);
  await expect(ama.overSocket(WITH_LINK, { input: { token } })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await visitor().codeOf(WITH_LINK, { input: { token } })).toBe(null);
  await ama.close();
});

const linkFor = async ({ id }: Person): Promise<string> =>
  (await createSignInLink(server.services, id as PersonId)).split('#')[1] ?? '';

test('a sign-in link carries its token in the fragment and works once, also when used twice at once', async () => {
  const ama = await signUp(server, 'Ama Okafor');
  expect(await createSignInLink(server.services, ama.id as PersonId)).toMatch(/\/sign-in#[\w-]{43}$/);
  const token = await linkFor(ama);
  const codes = await Promise.all([0, 1].map(() => visitor().codeOf(WITH_LINK, { input: { token } })));
  expect(codes.sort()).toEqual(['CONFLICT', null].sort());
  expect(await visitor().codeOf(WITH_LINK, { input: { token } })).toBe('CONFLICT');
  expect(await visitor().codeOf(WITH_LINK, { input: { token: 'unknown\u0000' } })).toBe('NOT_FOUND');
});

test('a sign-in link expires after 24 hours', async () => {
  const ama = await signUp(server);
  const [early, late] = [await linkFor(ama), await linkFor(ama)];
  server.clock.move(23 * HOUR_MS);
  expect(await visitor().codeOf(WITH_LINK, { input: { token: early } })).toBe(null);
  server.clock.move(2 * HOUR_MS);
  expect(await visitor().codeOf(WITH_LINK, { input: { token: late } })).toBe('CONFLICT');
});

test('no password, token or hash of a token stands readable in the database', async () => {
  const ama = await signInAgain(server, await signUp(server));
  const token = await linkFor(ama);
  const tables = ['person', 'session', 'sign_in_link'];
  const rows = await Promise.all(tables.map((table) => server.database.query(`select t::text from ${table} t`)));
  const stored = JSON.stringify(rows);
  for (const secret of [PASSWORD, token, ama.cookie.split('=')[1] ?? '']) expect(stored).not.toContain(secret);
});
