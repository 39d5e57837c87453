import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../kit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.close());

// Apollo Server takes a GET only from those who could not be a page's form: they say so with a header that makes a browser ask first.
const audits = serverAudits({
  url: () => `${server.url}/graphql`,
  fetchFn: (url: string, init?: RequestInit) =>
    fetch(url, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init?.headers)), 'apollo-require-preflight': '1' },
    }),
});

test('graphql-http audits all of GraphQL over HTTP', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s: %s', async (_id, _name, audit) => {
  const result = await audit.fn();
  expect(result.status === 'ok' ? null : `${result.status}: ${result.reason}`).toBeNull();
});
