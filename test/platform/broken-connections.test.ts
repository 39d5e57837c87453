import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../kit/server.ts';

/** More than the pool has places. */
const BREAKS = 12;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test('writes go on after more connections broke inside a transaction than the pool has places', async () => {
  const { orm } = server.services;
  for (let n = 0; n < BREAKS; n++) {
    const broken = orm.em.fork().transactional(async (em) => {
      const [backend] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
      await server.database.query('select pg_terminate_backend($1)', backend?.pid);
      await em.execute('select 1');
    });
    await expect(broken).rejects.toThrow();
  }
  const one = await orm.em.fork().transactional((em) => em.execute<{ one: number }[]>('select 1 as one'));
  expect(one).toEqual([{ one: 1 }]);
}, 20_000);
