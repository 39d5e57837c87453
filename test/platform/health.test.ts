import { afterAll, beforeAll, expect, test } from 'vitest';
import { partnershipWithTwoParties } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.close());

test('the operator’s probes answer', async () => {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: 'ready' });
});

test('two parties meet in a partnership', async () => {
  const partnership = await partnershipWithTwoParties(server);
  const seen = await partnership.vendor.gql('query ($slug: String!) { partnership(slug: $slug) { id me { role } } }', {
    slug: partnership.slug,
  });
  expect(seen).toEqual({ partnership: { id: partnership.id, me: { role: 'LEAD' } } });
  await partnership.close();
});
