import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../kit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: unknown, headers: Record<string, string> = JSON_TYPE): Promise<Response> =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** A refusal is 4xx, quick, and tells nothing of the inside. */
async function expectRefused(answer: Promise<Response>, status = 400): Promise<void> {
  const started = performance.now();
  const response = await answer;
  const text = await response.text();
  expect(response.status, text.slice(0, 300)).toBe(status);
  expect(text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/);
  expect(performance.now() - started).toBeLessThan(1_000);
}

const many = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');
const nested = (depth: number): string => `${'{ viewer '.repeat(depth)}{ __typename }${' }'.repeat(depth)}`;

const BOMBS: [what: string, query: string][] = [
  ['a hundred thousand aliases', `{ ${many(100_000, (index) => `a${index}: __typename`)} }`],
  ['a few hundred aliases', `{ ${many(300, (index) => `a${index}: __typename`)} }`],
  ['ten thousand directives', `{ viewer ${'@include(if: true) '.repeat(10_000)}{ __typename } }`],
  [
    'a hundred directives',
    `{ viewer { ${many(100, (index) => `... @include(if: ${index % 2 === 0}) { __typename }`)} } }`,
  ],
  ['a document of a million tokens', `{ ${many(200_000, () => '__typename id')} }`],
  ['five hundred levels', nested(500)],
  ['ten thousand levels', nested(10_000)],
  [
    'levels hidden in fragments',
    `{ viewer { memberships { ...f0 } } } ${many(60, (n) => `fragment f${n} on Member { partnership { me { ...f${n + 1} } } }`)} fragment f60 on Member { id }`,
  ],
  [
    'fragments that double one another',
    `{ viewer { memberships { ...f0 } } } ${many(40, (n) => `fragment f${n} on Member { partnership { me { ...f${n + 1} } } ...f${n + 1} }`)} fragment f40 on Member { id }`,
  ],
  ['a circle of fragments', '{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }'],
  ['a field that does not exist', '{ secrets }'],
  ['no operation', 'fragment a on Viewer { person { id } }'],
  ['a syntax error', '{ viewer { '],
];

test.each(BOMBS)('%s is refused in milliseconds', async (_what, query) => {
  await expectRefused(post({ query }), query.length > 2 * 1024 * 1024 ? 413 : 400);
});

test('levels that multiply through lists are refused', async () => {
  const query = `{ viewer { memberships { ${'partnership { members { '.repeat(7)} id ${' } }'.repeat(7)} } } }`;
  await expectRefused(post({ query }));
});

test('pages that multiply one another are refused', async () => {
  const page = (inner: string): string => `partnership { stories(first: 500) { edges { node { ${inner} } } } }`;
  await expectRefused(post({ query: `{ viewer { memberships { ${page(page('title'))} } } }` }));
});

test('the standard introspection query is answered: the contract is public', async () => {
  const { getIntrospectionQuery } = await import('graphql');
  expect((await post({ query: getIntrospectionQuery() })).status).toBe(200);
});

test('a batch of operations is refused', () => expectRefused(post([{ query: '{ viewer { __typename } }' }])));

test('a mutation by GET is not allowed', async () => {
  const query = encodeURIComponent('mutation { signOut { signedOut } }');
  await expectRefused(
    fetch(`${server.url}/graphql?query=${query}`, { headers: { 'apollo-require-preflight': '1' } }),
    405,
  );
});

test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
  'a post of %s, which any page can send, is refused',
  async (type) => {
    const response = await post('query=%7B__typename%7D', { 'content-type': type });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  },
);

test('a body over the limit is refused with 413', () =>
  expectRefused(post({ query: `# ${'x'.repeat(3 * 1024 * 1024)}` }), 413));

test.each([
  ['not JSON', '{'],
  ['a number', '1'],
  ['null', 'null'],
  ['nothing', ''],
  ['a query that is a number', '{"query":1}'],
  ['variables that are a list', '{"query":"{ viewer { __typename } }","variables":[]}'],
])('a body that is %s is refused', async (_what, body) => {
  await expectRefused(post(body));
});

test('a request from another origin is refused', () =>
  expectRefused(
    post({ query: '{ viewer { __typename } }' }, { ...JSON_TYPE, origin: 'https://elsewhere.example' }),
    403,
  ));

test('U+0000 in an argument is bad input, not a fault', async () => {
  const query = 'query ($slug: String!) { partnership(slug: $slug) { id } }';
  const response = await post({ query, variables: { slug: 'a\u0000b' } });
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  expect(errors[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|UNAUTHENTICATED|NOT_FOUND)$/);
});

test('an unknown path under the workspace answers with the workspace, and a missing file with 404', async () => {
  expect((await fetch(`${server.url}/assets/none.js`)).status).toBe(404);
});

test('every answer carries the headers that keep pages apart', async () => {
  const { headers } = await fetch(`${server.url}/healthz`);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('x-powered-by')).toBeNull();
});
