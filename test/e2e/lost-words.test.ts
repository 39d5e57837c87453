import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStage, type Stage } from '../kit/browser.ts';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { type SpawnedServer, spawnServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { StoryPage } from './story-page.ts';

let database: TestDatabase;
let partnership: TestPartnership;
let place: string;
let server: SpawnedServer;
let stage: Stage;
let client: StoryPage;
let vendor: StoryPage;
let letCommitsGoOn: () => Promise<void>;

beforeAll(async () => {
  database = await freshDatabase();
  server = await spawnServer({ DATABASE_URL: database.url });
  partnership = await partnershipWithTwoParties(server);
  stage = await openStage(() => server.url);
});
afterAll(async () => {
  await stage?.close();
  await partnership?.close();
  await server?.stop();
  await database?.drop();
});
afterEach(({ task }) => stage.clear(task));

/** Both parties see words of the client's that are not durable, and the vendor writes on from them. */
beforeEach(async () => {
  const { id, key } = await createStory(partnership.client, partnership.id, { narrative: 'Buses:' });
  place = `/p/${partnership.slug}/stories/${key}`;
  client = await new StoryPage(await stage.open(partnership.client, place)).ready();
  vendor = await new StoryPage(await stage.open(partnership.vendor, place)).ready();
  letCommitsGoOn = await database.holdCommits(id);
  await client.narrative.focus();
  await client.page.keyboard.press('Control+End');
  // In one edit: a page sends one push at a time, and none is acknowledged now.
  await client.page.keyboard.insertText(' late ones');
  await eventually('the vendor reads it', async () => (await vendor.words()).endsWith('late ones'));
  await vendor.type(vendor.narrative, ' first');
});

/** The API and what it was about to store are gone, and the client's page and browser with them. */
async function crash(): Promise<void> {
  const { port } = new URL(server.url);
  await server.kill();
  await client.page.context().close();
  await database.breakConnections();
  await letCommitsGoOn();
  server = await spawnServer({ DATABASE_URL: database.url, PORT: port });
}

async function expectWhole(): Promise<void> {
  await vendor.saved(30_000);
  const reader = await new StoryPage(await stage.open(partnership.client, place)).ready();
  expect([await reader.words(), await vendor.words()]).toEqual(['Buses: late ones first', 'Buses: late ones first']);
}

test('words that a crash took, of a writer who never returns, are saved by the page that saw them', async () => {
  await crash();
  await expectWhole();
});

test('so are they when that page itself was loaded again before the server came back', async () => {
  const { page } = vendor;
  await eventually('the page counts its edits', async () => ((await vendor.unsaved()) ?? 0) > 0);
  await page.context().setOffline(true);
  await crash();
  await page.goto('about:blank');
  await page.context().setOffline(false);
  await page.goto(`${server.url}${place}`);
  await vendor.ready();
  await expectWhole();
});
