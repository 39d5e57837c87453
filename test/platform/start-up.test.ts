import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { partnershipWithTwoParties, signUp } from '../kit/people.ts';
import { type SpawnedServer, spawnServer, startServer } from '../kit/server.ts';

let database: TestDatabase;
let folder: string;
let running: SpawnedServer | null = null;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tandem-start-'));
  database = await freshDatabase();
  // Somebody's partnership, so that the sample is not written again for each start.
  const first = await startServer({ database });
  await (await partnershipWithTwoParties(first)).close();
  await first.close();
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await running?.stop();
  running = null;
});

/** The one sentence that a start with these settings ends with. */
async function sentenceOf(env: Record<string, string>): Promise<string> {
  const error = await spawnServer(env).then(
    (server) => {
      running = server;
      return new Error('It started.');
    },
    (refusal: Error) => refusal,
  );
  const said = error.message.split('\n').filter((line) => line !== '' && !/^\[\d\/\d\]/.test(line));
  expect(said).toHaveLength(1);
  return said[0] ?? '';
}

test('a start says each step and where the workspace is, and Ctrl-C ends it cleanly', async () => {
  running = await spawnServer({ DATABASE_URL: database.url });
  expect(running.output()).toMatch(/\[3\/6\].*\n(.*\n)*\[6\/6\]/);
  expect(running.output()).not.toContain(new URL(database.url).password);
  expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
  expect(await running.stop()).toBe(0);
  running = null;
});

test('after kill -9 the next start recovers by itself', async () => {
  const first = await spawnServer({ DATABASE_URL: database.url });
  const person = await signUp(first);
  await first.kill();
  running = await spawnServer({ DATABASE_URL: database.url });
  const again = await fetch(`${running.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: person.cookie },
    body: JSON.stringify({ query: '{ viewer { person { name } } }' }),
  });
  expect(await again.json()).toEqual({ data: { viewer: { person: { name: person.name } } } });
});

test('a taken port', async () => {
  const holder: Server = createServer();
  const port = await new Promise<number>((resolve) => {
    holder.listen(0, '127.0.0.1', () => {
      const address = holder.address();
      resolve(address && typeof address === 'object' ? address.port : 0);
    });
  });
  try {
    expect(await sentenceOf({ DATABASE_URL: database.url, PORT: String(port) })).toBe(
      `Port ${port} is taken by another program; stop that one, or start Tandem on another with PORT=${port + 1} npm start.`,
    );
  } finally {
    holder.close();
  }
});

test('a DATABASE_URL that does not answer, without its password', async () => {
  const said = await sentenceOf({ DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/tandem' });
  expect(said).toMatch(/^No database answers at 127\.0\.0\.1:1\/tandem; start it or correct DATABASE_URL/);
  expect(said).not.toContain('secret');
});

test('a DATABASE_URL with the wrong password', async () => {
  const url = new URL(database.url);
  url.password = 'guessed';
  expect(await sentenceOf({ DATABASE_URL: url.href })).toMatch(
    /refuses this user or password; correct them in DATABASE_URL/,
  );
});

test('a data folder that is a file', async () => {
  const place = path.join(folder, 'file');
  await writeFile(place, '');
  expect(await sentenceOf({ DATA_DIR: place })).toMatch(
    /cannot be read and written \(E\w+\); correct its permissions, or set DATA_DIR/,
  );
});

test.each([
  ['PORT', 'four thousand', /^PORT is “four thousand”; set it to a number/],
  ['REDIS_URL', 'localhost:6379', /^REDIS_URL is not a URL that starts with redis:\/\/ or rediss:\/\/; correct it/],
  ['DATABASE_URL', 'mysql://localhost/tandem', /^DATABASE_URL is not a URL that starts with postgres/],
  ['PUBLIC_URL', 'tandem.example', /^PUBLIC_URL is not a URL that starts with http/],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL is “loud”; set it to one of/],
])('a %s that cannot be used', async (name, value, sentence) => {
  expect(await sentenceOf({ DATABASE_URL: database.url, [name]: value })).toMatch(sentence);
});

test('a Node that is too old', () => {
  const prepare = fileURLToPath(new URL('../../api/launch/prepare.cjs', import.meta.url));
  const old = `Object.defineProperty(process.versions, 'node', { value: '18.19.0' }); Object.defineProperty(process, 'version', { value: 'v18.19.0' }); require(${JSON.stringify(prepare)})`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', old], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr.trim()).toBe(
    'Tandem needs Node 20 or later, and this is v18.19.0. Install a newer one from https://nodejs.org and start again.',
  );
});
