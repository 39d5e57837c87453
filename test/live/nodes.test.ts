import { setImmediate as turn } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from './example-client.ts';
import { has, testNodes, titleOf, write } from './nodes-kit.ts';
import { refusalOf } from './refusal.ts';

const nodes = testNodes();

/** Holds a document's row, so that no node's commit on it ends before `release`. */
async function holdCommits(storyId: string) {
  const holder = new pg.Client(nodes.database.url);
  await holder.connect();
  await holder.query('begin');
  await holder.query('select 1 from document where id = $1 for update', [storyId]);
  return {
    waiting: async (): Promise<number> =>
      (
        await nodes.database.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
      ).length,
    release: async (): Promise<void> => {
      await holder.query('rollback');
      await holder.end();
    },
  };
}

test('[LP31] people on two nodes type into one document at once: everybody and the server hold the same, each word once', async () => {
  const id = await nodes.newStory();
  const typists = await Promise.all([
    nodes.open(nodes.a, 'client', id),
    nodes.open(nodes.a, 'vendor', id),
    nodes.open(nodes.b, 'client', id),
    nodes.open(nodes.b, 'vendor', id),
  ]);
  const words = typists.flatMap((_, i) => Array.from({ length: 50 }, (_word, n) => `${'pqrs'[i]}${n} `));
  await Promise.all(
    typists.map(async (typist, i) => {
      for (let n = 0; n < 50; n++) {
        write(typist, `${'pqrs'[i]}${n} `);
        if (n % 3) await turn();
        else await typist.saved();
      }
      await typist.saved();
    }),
  );
  const stored = await nodes.storedTitle(id);
  expect(stored.match(/\S+ /g)?.sort()).toEqual(words.sort());
  for (const typist of typists) await eventually('it holds the same', () => titleOf(typist) === stored);
  for (const typist of typists) expect(typist.writers.size).toBe(4);
});

test('[LP31] words are shown on the other node before they are durable, and what is built on them there is saved after them', async () => {
  const id = await nodes.newStory();
  const [priya, tomas] = [await nodes.open(nodes.a, 'client', id), await nodes.open(nodes.b, 'vendor', id)];
  const held = await holdCommits(id);
  write(priya, 'late bus');
  await has(tomas, 'late bus');
  write(tomas, 'very ', 5);
  await has(priya, 'late very bus');
  await eventually('only the first node is at the log', async () => (await held.waiting()) === 1);
  await held.release();
  await Promise.all([priya.saved(), tomas.saved()]);
  expect(tomas.seq).toBeGreaterThan(priya.seq);
  expect(await nodes.storedTitle(id)).toBe('late very bus');
});

test('[LP31] a node dies before its commit: the others open again with what is durable, and its writer’s page brings the words', async () => {
  const id = await nodes.newStory('bus');
  let dying = await nodes.spawn();
  const { port } = new URL(dying.url);
  const [priya, tomas] = [await nodes.open(dying, 'client', id), await nodes.open(nodes.b, 'vendor', id)];
  const held = await holdCommits(id);
  write(priya, 'late ');
  await has(tomas, 'late bus');
  write(tomas, 'very ', 5);
  const refused = refusalOf(tomas.saved());
  await eventually('the commit is under way', async () => (await held.waiting()) === 1);
  await dying.kill();
  await nodes.database.query(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'`);
  await eventually('his stream ends', () => tomas.endedWith, 6_000);
  expect([tomas.endedWith, await refused]).toEqual(['RESYNC', 'RESYNC']);
  await held.release();
  expect(await nodes.storedTitle(id)).toBe('bus');
  const reader = await nodes.open(nodes.b, 'client', id);
  expect(titleOf(reader)).toBe('bus');
  dying = await nodes.spawn({ PORT: port });
  await Promise.all([tomas.resume(), priya.resume()]);
  await Promise.all([priya.saved(), tomas.saved()]);
  for (const client of [priya, tomas, reader]) await has(client, 'late very bus');
  expect(await nodes.storedTitle(id)).toBe('late very bus');
  await dying.stop();
}, 60_000);

test('[LP32] without a bus, or while it is away, the other node’s words come within two seconds', async () => {
  const id = await nodes.newStory();
  const [priya, kwame] = [await nodes.open(nodes.a, 'client', id), await nodes.open(nodes.alone, 'vendor', id)];
  write(priya, 'there ');
  await priya.saved();
  await eventually('there', () => titleOf(kwame).includes('there'), 2_000);
  write(kwame, 'back ');
  await kwame.saved();
  await eventually('back', () => titleOf(priya).includes('back'), 2_000);
  expect(titleOf(priya)).toBe(titleOf(kwame));
});

test('[LP32] a push that builds on words in the log which its node has not seen is taken at once', async () => {
  const id = await nodes.newStory();
  const [priya, kwame] = [await nodes.open(nodes.a, 'client', id), await nodes.open(nodes.alone, 'vendor', id)];
  write(priya, 'one ');
  await priya.saved();
  // She comes back to another node, which learns of her words from the log only, with more of them.
  const moved = new ExampleClient(await nodes.on(nodes.alone, nodes.partnership.client), id);
  await moved.open();
  write(moved, 'two ', 4);
  await moved.saved();
  await has(kwame, 'one two ');
  expect(await nodes.storedTitle(id)).toBe('one two ');
});
