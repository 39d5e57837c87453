import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SettingError } from '@tandem/api/platform/config';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@tandem/api/platform/db/embedded-postgres';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../kit/wait.ts';

const warnings: string[] = [];
const log = {
  ...{ info: () => undefined, error: () => undefined },
  warn: (...said: unknown[]) => void warnings.push(said.map(String).join(' ')),
};
let dir: string;
let running: EmbeddedPostgres[];
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'tandem-postgres-'));
  running = [];
  warnings.length = 0;
});
afterEach(async () => {
  await Promise.all(running.map((postgres) => postgres.stop()));
  await rm(dir, { recursive: true, force: true });
});

async function start(where = dir): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(where, log);
  running.push(postgres);
  return postgres;
}

async function ask<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const refusalOf = (starting: Promise<unknown>): Promise<Error> =>
  starting.then(
    () => {
      throw new Error('It started.');
    },
    (error: Error) => error,
  );

test('what was written is there after a stop and a start, and only the password opens it', async () => {
  const first = await start();
  await ask(first.url, 'create table kept as select 1 as one');
  expect(await ask(first.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  const wrong = new URL(first.url);
  wrong.password = 'guessed';
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password/);
  await first.stop();
  running = [];
  expect(await ask((await start()).url, 'select one from kept')).toEqual([{ one: 1 }]);
  expect((await stat(path.join(dir, 'postgres-password'))).mode & 0o077).toBe(0);
});

test('a server that is killed comes back by itself on the same port, with what was committed', async () => {
  const postgres = await start();
  await ask(postgres.url, 'create table kept as select 1 as one');
  const { pid } = postgres;
  process.kill(pid, 'SIGKILL');
  await eventually('it answers again', () => ask(postgres.url, 'select one from kept').catch(() => null));
  expect(postgres.pid).not.toBe(pid);
});

test('it comes back on its port when another program had taken that meanwhile, and let it go', async () => {
  const postgres = await start();
  const port = Number(new URL(postgres.url).port);
  process.kill(postgres.pid, 'SIGKILL');
  const other = await eventually(
    'the port is taken',
    () =>
      new Promise<Server | null>((resolve) => {
        const server = createServer()
          .once('error', () => resolve(null))
          .listen(port, '127.0.0.1', () => resolve(server));
      }),
  );
  await eventually('PostgreSQL has met it', () => warnings.some((warning) => /holds the port/.test(warning)));
  await new Promise((resolve) => other.close(resolve));
  await eventually('it answers again', () => ask(postgres.url, 'select 1 as one').catch(() => null));
});

test('a second one on the same folder is told so in one sentence, and the first goes on', async () => {
  const first = await start();
  const error = await refusalOf(start());
  expect(error).toBeInstanceOf(SettingError);
  expect(error.message).toMatch(
    /^Another Tandem \(process \d+\) uses .*; stop it, or give this one its own DATA_DIR and PORT\.$/,
  );
  expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a mark of a process that died does not keep the next one out', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('close', resolve));
  await writeFile(path.join(dir, 'tandem.pid'), `${child.pid} 1`);
  expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a creation that was cut off is begun again', async () => {
  await mkdir(path.join(dir, 'postgres.new'));
  await writeFile(path.join(dir, 'postgres.new', 'PG_VERSION'), '18');
  expect(await ask((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test.each([
  ['a file', async (place: string) => writeFile(place, '')],
  [
    'data of another version',
    async (place: string) => {
      await mkdir(path.join(place, 'postgres'), { recursive: true });
      await writeFile(path.join(place, 'postgres', 'PG_VERSION'), '15');
    },
  ],
  [
    'a folder of that name with something else in it',
    async (place: string) => {
      await mkdir(path.join(place, 'postgres'), { recursive: true });
      await writeFile(path.join(place, 'postgres', 'notes.txt'), 'mine');
    },
  ],
  [
    'the data of another PostgreSQL',
    async (place: string) => {
      await mkdir(place);
      await writeFile(path.join(place, 'PG_VERSION'), '18');
    },
  ],
])('%s where the data should be is left alone, and one sentence says what to do', async (_what, make) => {
  const place = path.join(dir, 'data');
  await make(place);
  const error = await refusalOf(start(place));
  expect(error).toBeInstanceOf(SettingError);
  expect(error.message).toMatch(/^[^\n]*(DATA_DIR|DATABASE_URL)[^\n]*\.$/);
  expect(await stat(place)).toBeTruthy();
});
