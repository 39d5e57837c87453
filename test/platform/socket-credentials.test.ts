import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { DAY_MS } from '../kit/clock.ts';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { signUp } from '../kit/people.ts';
import { type SpawnedServer, spawnServer, startServer, type TestServer } from '../kit/server.ts';

const SECRET = 'S3cret'.repeat(7);

let server: TestServer;
let database: TestDatabase;
let talkative: SpawnedServer;
beforeAll(async () => {
  server = await startServer();
  database = await freshDatabase();
  talkative = await spawnServer({ DATABASE_URL: database.url, LOG_LEVEL: 'debug' });
});
afterAll(async () => {
  await server?.close();
  await talkative?.stop();
  await database?.drop();
});

test('a session that expires closes its sockets with 4403 within two seconds', async () => {
  const person = await signUp(server);
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie: person.cookie },
  });
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(2_000) });
  server.clock.move(31 * DAY_MS);
  expect((await closed)[0]).toBe(4403);
});

test('credentials in a query string are refused, and stand in no log', async () => {
  const socket = new WebSocket(
    `${talkative.url.replace('http', 'ws')}/graphql?token=${SECRET}`,
    'graphql-transport-ws',
  );
  socket.on('error', () => undefined);
  const [, refused] = await once(socket, 'unexpected-response');
  expect(refused.statusCode).toBe(400);
  await fetch(`${talkative.url}/graphql?token=${SECRET}`);
  await fetch(`${talkative.url}/health?token=${SECRET}`, {
    headers: { authorization: `Bearer ${SECRET}`, cookie: `tandem_session=${SECRET}` },
  });
  expect(talkative.output()).not.toContain(SECRET);
});
