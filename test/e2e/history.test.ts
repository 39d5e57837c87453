import type {} from '@tandem/api/live/engine';
import type { DocumentId, MemberId } from '@tandem/schema/ids';
import { narrativeOf, titleOf } from '@tandem/schema/story/document';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { violations } from '../kit/axe.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { StoryPage } from './story-page.ts';

let server: TestServer;
let stage: Stage;
let partnership: TestPartnership;
let place: string;

beforeAll(async () => {
  server = await startServer();
  stage = await openStage(() => server.url);
  partnership = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await stage?.close();
  await server?.close();
});
afterEach(({ task }) => stage.clear(task));

/** A story that both parties wrote in three sittings. */
async function writtenStory(): Promise<void> {
  const story = await createStory(partnership.client, partnership.id, {
    title: 'Dispatcher sees a late bus',
    narrative: 'So that nobody waits without knowing why.\nThe control room calls the driver today.',
    criteria: ['It is shown within a minute', 'It is shown to the right people'],
  });
  place = `/p/${partnership.slug}/stories/${story.key}`;
  const edit = (memberId: string, minute: number, write: (doc: Y.Doc) => void): Promise<number> => {
    const at = new Date(server.clock.now().getTime() - 600 * 60_000 + minute * 60_000);
    return server.services.live.edit(story.id as DocumentId, memberId as MemberId, write, at);
  };
  const line = (doc: Y.Doc) => (narrativeOf(doc).get(1) as Y.XmlElement).get(0) as Y.XmlText;
  await server.database.query(
    `update document_update set at = at - interval '10 hours' where document_id = $1`,
    story.id,
  );
  await edit(partnership.vendorMemberId, 30, (doc) => titleOf(doc).insert(16, 'at once '));
  await edit(partnership.vendorMemberId, 31, (doc) => line(doc).insert(line(doc).length, ' We can read its radio.'));
  await edit(partnership.clientMemberId, 90, (doc) => {
    titleOf(doc).delete(0, 'Dispatcher'.length);
    titleOf(doc).insert(0, 'Controller');
  });
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: /^History of/ });

async function openHistory(page: Page): Promise<void> {
  await new StoryPage(page).ready();
  await page.getByRole('button', { name: 'History' }).click();
  await dialogOf(page).getByRole('region', { name: 'The words at this moment' }).waitFor();
}

test('a version is found by keyboard, compared and restored, and the other party has the words at once', async () => {
  await writtenStory();
  const [page, theirs] = await Promise.all([
    stage.open(partnership.client, place),
    stage.open(partnership.vendor, place),
  ]);
  const vendor = await new StoryPage(theirs).ready();
  await openHistory(page);
  const dialog = dialogOf(page);
  await dialog.getByRole('radio').nth(2).waitFor();
  expect(await dialog.getByRole('radio').count()).toBe(3);

  // One stop for Tab, then the arrows: the version before this one.
  await dialog.getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowDown');
  await dialog.getByRole('heading', { name: 'Dispatcher sees at once a late bus' }).waitFor();
  // Reaching a person shows which words are theirs, and only those.
  await dialog.getByRole('button', { name: /^Tomás Herrera \d+%$/ }).focus();
  await dialog.locator('mark').filter({ hasText: 'at once' }).waitFor();
  expect(await dialog.locator('mark').allTextContents()).toEqual(['at once ', ' We can read its radio.']);

  await dialog.getByRole('button', { name: 'Changes' }).click();
  await dialog.getByRole('insertion').filter({ hasText: 'at once' }).waitFor();
  expect(page.url()).toMatch(/v=3.*diff=1|diff=1.*v=3/);

  await dialog.getByRole('button', { name: 'Restore these words' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click();
  const restored = 'Dispatcher sees at once a late bus';
  await eventually('the vendor reads the old words', async () => (await vendor.title.inputValue()) === restored);
  await eventually('a fourth version', async () => (await dialog.getByRole('radio').count()) === 4);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Words');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await new StoryPage(page).title.inputValue()).toBe(restored);
});

test('the slider replays how a story was written, and a moment gets a name', async () => {
  await writtenStory();
  const page = await stage.open(partnership.client, place);
  await openHistory(page);
  const dialog = dialogOf(page);
  const slider = dialog.getByRole('slider', { name: 'Moment' });
  await slider.focus();
  await page.keyboard.press('Home');
  await dialog.getByRole('heading', { name: 'Dispatcher sees a late bus' }).waitFor();
  expect(await slider.getAttribute('aria-valuetext')).toMatch(/^Edit 1 of 4, /);
  await page.keyboard.press('ArrowRight');
  await dialog.getByRole('heading', { name: 'Dispatcher sees at once a late bus' }).waitFor();
  await dialog.getByRole('button', { name: 'Name this version' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Before the demo');
  await page.getByRole('button', { name: 'Save the name' }).click();
  await dialog.getByRole('radio', { name: /Before the demo/ }).waitFor();
  await dialog.getByRole('button', { name: 'Replay how it was written' }).click();
  await dialog.getByRole('heading', { name: 'Controller sees at once a late bus' }).waitFor();
});

test.each([1440, 390])('the history has no violation at %i px', async (width) => {
  await writtenStory();
  const page = await stage.open(partnership.client, place, { width });
  await openHistory(page);
  expect(await violations(page)).toBe('');
  await page.goto(`${server.url}${place}?v=4&diff=1`);
  await dialogOf(page).getByRole('insertion').first().waitFor();
  for (const beside of [false, true]) {
    if (beside) await page.getByRole('switch', { name: 'Side by side' }).click();
    expect(await violations(page)).toBe('');
  }
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
});
