import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { setStoryState } from '../iteration/committed.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';

let server: TestServer;
let stage: Stage;
let p: TestPartnership;
/** Keys of four stories by rank; the last one is committed to. */
let keys: string[];

beforeAll(async () => {
  server = await startServer();
  stage = await openStage(() => server.url);
});
afterAll(async () => {
  await stage?.close();
  await server?.close();
});
beforeEach(async () => {
  p = await partnershipWithTwoParties(server);
  keys = [];
  for (const title of [
    'Dispatcher sees a late bus',
    'Driver reports a fault',
    'Passenger finds an umbrella',
    'Begun',
  ]) {
    const { id, key } = await createStory(p.client, p.id, { title, estimate: 3 });
    keys.push(key);
    if (title === 'Begun') await setStoryState(server, id, 'COMMITTED');
  }
  return () => p.close();
});
afterEach(({ task }) => stage.clear(task));

const DRAFTS = /^Draft/;
const STORIES = 'Stories';
const row = (page: Page, list: string | RegExp, key = '') =>
  page.getByRole('grid', { name: list }).getByRole('row', { name: new RegExp(key && `^${key} `) });
const draggable = (page: Page, list: string | RegExp, key = '') =>
  row(page, list, key).and(page.locator('[draggable="true"]'));
const inOrder = (page: Page, list: string | RegExp, wanted: (string | undefined)[]) =>
  eventually('the rows are in order', async () => {
    const seen = await row(page, list).allTextContents();
    return seen.map((text) => /MT-\d+/.exec(text)?.[0]).join() === wanted.join();
  });

/** Playwright moves the mouse in real time, which a busy machine draws out. */
const DRAGS_MS = 60_000;

test('on the board a card is dragged to its rank and to its state', {
  timeout: DRAGS_MS,
}, async () => {
  const place = `/p/${p.slug}/board`;
  const [mine, theirs] = await Promise.all([stage.open(p.client, place), stage.open(p.vendor, place)]);
  await draggable(mine, DRAFTS, keys[0]).waitFor();
  await row(mine, DRAFTS, keys[2]).dragTo(row(mine, DRAFTS, keys[0]), { targetPosition: { x: 100, y: 6 } });
  await inOrder(theirs, DRAFTS, [keys[2], keys[0], keys[1]]);
  await draggable(mine, /^Committed/, keys[3]).waitFor();
  await row(mine, /^Committed/, keys[3]).dragTo(mine.getByRole('grid', { name: /^Building/ }));
  await row(theirs, /^Building/, keys[3]).waitFor();
});

test('by keyboard as well, with Enter on its grip', async () => {
  const place = `/p/${p.slug}/board`;
  const [mine, theirs] = await Promise.all([stage.open(p.client, place), stage.open(p.vendor, place)]);
  await draggable(mine, DRAFTS, keys[1]).waitFor();
  // Into the list, picked up by the grip, brought to the first place, dropped.
  await row(mine, DRAFTS, keys[0]).focus();
  await row(mine, DRAFTS, keys[1])
    .getByRole('button', { name: `Drag ${keys[1]}` })
    .press('Enter');
  await mine
    .getByRole('button', { name: /^Insert / })
    .first()
    .waitFor({ state: 'attached' });
  await mine.keyboard.press('Home');
  await mine.keyboard.press('Enter');
  await inOrder(theirs, DRAFTS, [keys[1], keys[0], keys[2]]);
});

test('on the page of stories a row is dragged to its rank, and a list of search results has nothing to drag', {
  timeout: DRAGS_MS,
}, async () => {
  const place = `/p/${p.slug}/stories`;
  const [mine, theirs] = await Promise.all([stage.open(p.client, place), stage.open(p.vendor, place)]);
  await draggable(mine, STORIES, keys[0]).waitFor();
  await row(mine, STORIES, keys[2]).dragTo(row(mine, STORIES, keys[0]), { targetPosition: { x: 300, y: 4 } });
  await inOrder(theirs, STORIES, [keys[2], keys[0], keys[1], keys[3]]);
  await mine.getByRole('searchbox').fill('umbrella');
  await inOrder(mine, STORIES, [keys[2]]);
  expect(await draggable(mine, STORIES).count()).toBe(0);
});

test('while what drags is on its way the rows are read and opened, and who is among them keeps their place', async () => {
  const page = await stage.open(p.client, `/p/${p.slug}/today`);
  const script = Promise.withResolvers<void>();
  await page.route('**/assets/DraggableList-*.js', async (route) => {
    await script.promise;
    await route.continue();
  });
  await page.getByRole('link', { name: 'Stories', exact: true }).click();
  const first = row(page, STORIES, keys[0]);
  await first.focus();
  script.resolve();
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /DraggableList-/.test(name)),
  );
  await page.keyboard.press('ArrowDown');
  expect(await row(page, STORIES, keys[1]).evaluate((node) => node === document.activeElement)).toBe(true);
  expect(await draggable(page, STORIES).count()).toBe(0);
  // Once they are out of it, the list is the one that drags.
  await page.getByRole('link', { name: 'Stories', exact: true }).focus();
  await draggable(page, STORIES, keys[0]).waitFor();
});
