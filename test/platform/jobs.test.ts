import type { DueWork } from '@tandem/api/platform/jobs/due';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '../kit/clock.ts';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';

let database: TestDatabase;
const servers: TestServer[] = [];
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await database.drop();
});

const start = async (jobs: boolean, ...dueWorks: DueWork[]): Promise<TestServer> => {
  const server = await startServer({ database, jobs, dueWorks });
  servers.push(server);
  return server;
};
/** What the worker's own cron does every minute. */
const nextMinute = (): Promise<object[]> =>
  database.query(`select graphile_worker.add_job('due', '{}', job_key := 'due', max_attempts := 1)`);
const jobsLeft = async (): Promise<number> => (await database.query('select 1 from graphile_worker.jobs')).length;

const listening = async (): Promise<number> =>
  (
    await database.query(
      `select 1 from pg_stat_activity where datname = current_database() and application_name = 'tandem jobs' and query like 'LISTEN%'`,
    )
  ).length;

interface Door {
  opened: Promise<void>;
  open(): void;
}
function door(): Door {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test('runDue runs each work once at the time of the clock, and says how many things each did', async () => {
  const at: number[] = [];
  const noon: DueWork = {
    name: 'noon',
    async run({ clock }) {
      at.push(clock.now().getTime());
      return 2;
    },
  };
  const server = await start(false, noon, { name: 'nothing', run: async () => 0 });
  expect(await server.runDue()).toEqual({ noon: 2, nothing: 0 });
  server.clock.move(DAY_MS);
  expect(await server.runDue()).toEqual({ noon: 2, nothing: 0 });
  expect(at).toHaveLength(2);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(DAY_MS);
});

test('a work that fails keeps nothing from the others, and a test is told of it', async () => {
  let reached = 0;
  const server = await start(
    false,
    { name: 'broken', run: () => Promise.reject(new Error('out of order')) },
    { name: 'next', run: async () => ++reached },
  );
  await expect(server.runDue()).rejects.toThrow('out of order');
  expect(reached).toBe(1);
});

test('what is due when a node starts is done at once, and then each minute, though a work fails', async () => {
  let runs = 0;
  await start(
    true,
    { name: 'broken', run: () => Promise.reject(new Error('out of order')) },
    { name: 'count', run: async () => ++runs },
  );
  await eventually('it ran at the start', () => runs === 1);
  await eventually('its job is done', async () => (await jobsLeft()) === 0);
  await nextMinute();
  await eventually('it ran in the next minute', () => runs === 2);
  const [cron] = await database.query<{ identifier: string }>(
    'select identifier from graphile_worker._private_known_crontabs',
  );
  expect(cron).toEqual({ identifier: 'due' });
});

test('two nodes on one database never do it at the same instant, and do each thing once', async () => {
  const done: string[] = [];
  let inside = 0;
  let most = 0;
  const take = (node: string): DueWork => ({
    name: 'take',
    async run({ sql }) {
      inside += 1;
      most = Math.max(most, inside);
      const taken = await sql.rows(
        {
          name: 'take_thing',
          text: 'update thing set taken_by = $1 where taken_by is null returning id',
        } as { name: string; text: string; row?: { id: number }; params?: [string] },
        node,
      );
      done.push(...taken.map(() => node));
      inside -= 1;
      return taken.length;
    },
  });
  await database.query('create table thing (id int primary key, taken_by text)');
  await database.query('insert into thing select i, null from generate_series(1, 100) i');
  await Promise.all([start(true, take('first')), start(true, take('second'))]);
  for (let round = 0; round < 20; round++) {
    await nextMinute();
    await database.query('insert into thing select max(id) + 1, null from thing');
  }
  await nextMinute();
  await eventually('all is taken', async () => {
    const [left] = await database.query<{ n: number }>('select count(*)::int n from thing where taken_by is null');
    return left?.n === 0;
  });
  expect(done).toHaveLength(120);
  expect(most).toBe(1);
});

test('another node does nothing while one is at it, even when that one’s job is no longer known', async () => {
  const under = door();
  const first = door();
  let second = 0;
  await start(true, {
    name: 'slow',
    async run() {
      first.open();
      await under.opened;
      return 1;
    },
  });
  await first.opened;
  await start(true, { name: 'quick', run: async () => ++second });
  await eventually('the second node’s job was passed over', async () => (await jobsLeft()) === 1);
  expect(second).toBe(0);
  under.open();
  await eventually('the first is done', async () => (await jobsLeft()) === 0);
  await nextMinute();
  await nextMinute();
});

test('when its connections are lost, it goes on with new ones', async () => {
  let runs = 0;
  await start(true, { name: 'count', run: async () => ++runs });
  await eventually('it ran at the start', () => runs === 1);
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await eventually('it listens again', async () => (await listening()) > 0);
  await nextMinute();
  await eventually('it runs again', () => runs === 2);
});

test('a server that closes lets the work under way end, and begins no other', async () => {
  const under = door();
  const begun = door();
  let ended = false;
  const server = await startServer({
    ...{ database, jobs: true },
    dueWorks: [
      {
        name: 'slow',
        async run() {
          begun.open();
          await under.opened;
          ended = true;
          return 1;
        },
      },
    ],
  });
  await begun.opened;
  const closed = server.close().then(() => ended);
  under.open();
  expect(await closed).toBe(true);
  expect(await jobsLeft()).toBe(0);
});
