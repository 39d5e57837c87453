import { Polls } from '@tandem/api/platform/db/polls';
import { type SqlRunner, statement } from '@tandem/api/platform/db/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const TWICE = statement<{ twice: number }, [number[]]>(
  'test_twice',
  'select n * 2 as twice from unnest($1::int[]) as asked(n) where n < 10 order by n',
);
const SAYS = statement<{ id: string; at: number }, [string, number]>(
  'test_says',
  'select $1::text as id, $2::int as at',
);
const BROKEN = statement<never, [number]>('test_broken', 'select 1 / $1::int as never');

test('what is looked for at the same time is asked in one statement, and each gets its own rows', async () => {
  const statements: string[] = [];
  const sql = {
    rows: (query: Parameters<SqlRunner['rows']>[0], ...params: unknown[]) => {
      statements.push(query.name);
      return server.services.sql.rows(query, ...params);
    },
  } as unknown as SqlRunner;
  const polls = new Polls(sql);
  const heard: unknown[] = [];
  const failures: unknown[] = [];
  const failed = (error: unknown): void => void failures.push(error);
  let divisor = 0;
  polls.every((together) => together.rows(TWICE, [3, 1, 50]).then((rows) => void heard.push(rows), failed));
  polls.every(async () => undefined);
  polls.every((together) => together.rows(SAYS, 'words $1', 7).then((rows) => void heard.push(rows), failed));
  const stop = polls.every((together) => together.rows(BROKEN, divisor).then(() => undefined, failed));
  try {
    await eventually('all are told of what broke it', () => failures.length === 3);
    divisor = 1;
    await eventually('the next look goes well', () => heard.length >= 2);
    expect(heard.slice(0, 2)).toEqual([[{ twice: 2 }, { twice: 6 }], [{ id: 'words $1', at: 7 }]]);
    expect(new Set(statements)).toEqual(new Set(['polls_0']));
    stop();
    const before = statements.length;
    await eventually('it goes on without the one that stopped', () => statements.length > before);
    expect(statements.at(-1)).toBe('polls_1');
  } finally {
    polls.close();
  }
});
