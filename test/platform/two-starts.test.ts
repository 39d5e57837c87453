import { expect, test } from 'vitest';
import { freshDatabase } from '../kit/database.ts';
import { spawnServer } from '../kit/server.ts';

test('two nodes that start at once on an empty database migrate it once and make one sample', async () => {
  const database = await freshDatabase();
  await database.query('drop schema public cascade');
  await database.query('create schema public');
  const nodes = await Promise.all([1, 2].map(() => spawnServer({ DATABASE_URL: database.url })));
  const samples = await database.query<{ stories: number }>(
    'select (select count(*)::int from story s where s.partnership_id = p.id) as stories from partnership p',
  );
  expect(samples).toHaveLength(1);
  expect(samples[0]?.stories).toBeGreaterThan(50);
  expect(await Promise.all(nodes.map((node) => node.stop()))).toEqual([0, 0]);
  await database.drop();
});
