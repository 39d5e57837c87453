import { gathered } from '@tandem/api/platform/db/gathered';
import { type SqlRunner, statement } from '@tandem/api/platform/db/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../kit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const HALVES = statement<{ n: number; half: number }, [number[]]>(
  'test_halves',
  'select n, 12 / n as half from unnest($1::int[]) as asked(n)',
);
const halves = async (sql: SqlRunner, ns: number[]) =>
  new Map((await sql.rows(HALVES, ns)).map(({ n, half }) => [n, half]));

test('all who ask in one turn are answered by one statement, each with their own, and the next turn asks again', async () => {
  const asked: number[][] = [];
  const half = gathered((sql, ns: number[]) => {
    asked.push(ns);
    return halves(sql, ns);
  });
  const { sql } = server.services;
  expect(await Promise.all([2, 3, 2].map((n) => half(sql, n)))).toEqual([6, 4, 6]);
  expect(await half(sql, 4)).toBe(3);
  expect(asked).toEqual([[2, 3], [4]]);
});

test('what one of them breaks fails for all of that turn, and for nobody later', async () => {
  const half = gathered(halves);
  const { sql } = server.services;
  const outcomes = await Promise.allSettled([half(sql, 0), half(sql, 2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await half(sql, 2)).toBe(6);
});
