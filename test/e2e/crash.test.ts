import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../kit/browser.ts';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { type SpawnedServer, spawnServer, startServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { StoryPage, wordsOf } from './story-page.ts';

let database: TestDatabase;
let partnership: TestPartnership;
let place: string;
let server: SpawnedServer;
let stage: Stage;

beforeAll(async () => {
  database = await freshDatabase();
  const first = await startServer({ database });
  partnership = await partnershipWithTwoParties(first);
  const { key } = await createStory(partnership.client, partnership.id, { criteria: ['Seen'] });
  place = `/p/${partnership.slug}/stories/${key}`;
  await partnership.close();
  await first.close();
  server = await spawnServer({ DATABASE_URL: database.url });
  stage = await openStage(() => server.url);
});
afterAll(async () => {
  await stage?.close();
  await server?.stop();
  await database?.drop();
});
afterEach(({ task }) => stage.clear(task));

/** Types numbered words until told to stop, and notes up to which one the page has said “saved”. */
function typist(
  story: StoryPage,
  where: Locator,
  letter: string,
): { acknowledged(): string[]; stop(): Promise<string[]> } {
  const typed: string[] = [];
  let safe = 0;
  let stopping = false;
  const typing = (async () => {
    while (!stopping) {
      const word = `${letter}${typed.length + 1}`;
      await story.type(where, `${word} `, 3);
      typed.push(word);
      const before = typed.length;
      if ((await story.unsaved()) === 0) safe = before;
    }
  })();
  return {
    acknowledged: () => typed.slice(0, safe),
    async stop() {
      stopping = true;
      await typing;
      return typed;
    },
  };
}

test('kill -9 while both type: every acknowledged word is there after the restart, and the rest arrives', {
  timeout: 120_000,
}, async () => {
  const [client, vendor] = (await Promise.all(
    [partnership.client, partnership.vendor].map(async (person) =>
      new StoryPage(await stage.open(person, place)).ready(),
    ),
  )) as [StoryPage, StoryPage];
  // Each in a part of their own: letters that two people type at one place may interleave.
  const one = typist(client, client.narrative, 'c');
  const other = typist(vendor, vendor.criteria.first(), 'v');
  await eventually(
    'both have words acknowledged',
    () => one.acknowledged().length > 3 && other.acknowledged().length > 3,
    60_000,
  );
  const port = new URL(server.url).port;
  const safe = { client: one.acknowledged(), vendor: other.acknowledged() };
  await server.kill();
  const typed = [...(await one.stop()), ...(await other.stop())];

  // The writers' pages stay away at first, so that only what the server kept is read.
  await Promise.all([client, vendor].map(({ page }) => page.context().setOffline(true)));
  server = await spawnServer({ DATABASE_URL: database.url, PORT: port });
  const reader = await new StoryPage(await stage.open(partnership.client, place)).ready();
  expect(await reader.words()).toContain(safe.client.join(' '));
  expect(await wordsOf(reader.criteria.first())).toContain(safe.vendor.join(' '));

  await Promise.all([client, vendor].map(({ page }) => page.context().setOffline(false)));
  await Promise.all([client.saved(30_000), vendor.saved(30_000)]);
  const read = await eventually('all three read the same', async () => {
    const texts = await Promise.all(
      [client, vendor, reader].map(async (page) => `${await page.words()}${await wordsOf(page.criteria.first())}`),
    );
    return new Set(texts).size === 1 ? texts[0] : null;
  });
  expect(typed.filter((word) => !read.includes(word))).toEqual([]);
});
