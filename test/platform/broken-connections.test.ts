import { execFileSync } from 'node:child_process';
import { statement } from '@tandem/api/platform/db/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../kit/server.ts';

/** More than the pool has places. */
const BREAKS = 12;
/** Ends a backend of ours from outside: this process does not come to read that it is gone. */
const TERMINATE = `
  const client = new (require('pg').Client)(process.argv[1]);
  client.connect().then(() => client.query('select pg_terminate_backend($1)', [process.argv[2]])).then(() => client.end());`;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
// Hangs for ever when a place was not given back.
afterAll(() => server.close(), 20_000);

const backend = (): Promise<number> =>
  server.services.orm.em
    .fork()
    .transactional((em) => em.execute<{ pid: number }[]>('select pg_backend_pid() as pid'))
    .then(([row]) => row?.pid ?? 0);

test('writes go on after more connections broke inside a transaction than the pool has places', async () => {
  const { orm } = server.services;
  for (let n = 0; n < BREAKS; n++) {
    const broken = orm.em.fork().transactional(async (em) => {
      const [own] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
      await server.database.query('select pg_terminate_backend($1)', own?.pid);
      await em.execute('select 1');
    });
    await expect(broken).rejects.toThrow();
  }
  expect(await backend()).toBeGreaterThan(0);
}, 20_000);

test('so do they after connections broke before their transaction began', async () => {
  for (let n = 0; n < BREAKS; n++) {
    const pid = await backend();
    execFileSync(process.execPath, ['-e', TERMINATE, server.database.url, String(pid)]);
    await expect(backend()).rejects.toThrow();
  }
  expect(await backend()).toBeGreaterThan(0);
}, 30_000);

test('one that breaks between two statements of a transaction fails that transaction, and ends nothing else', async () => {
  const pid = statement<{ pid: number }>('own_pid', 'select pg_backend_pid() as pid');
  const broken = server.services.sql.transaction(async (tx) => {
    const [own] = await tx.rows(pid);
    await server.database.query('select pg_terminate_backend($1, 5000)', own?.pid);
    await tx.rows(pid);
  });
  await expect(broken).rejects.toThrow();
  expect(await server.services.sql.rows(pid)).toHaveLength(1);
});
