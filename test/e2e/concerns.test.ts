import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { act, raise } from '../iteration/concern-kit.ts';
import { post } from '../iteration/standup-kit.ts';
import { violations } from '../kit/axe.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { DAY_MS } from '../kit/clock.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';

let server: TestServer;
let stage: Stage;
let p: TestPartnership;

beforeAll(async () => {
  server = await startServer();
  stage = await openStage(() => server.url);
});
afterAll(async () => {
  await stage?.close();
  await server?.close();
});
afterEach(({ task }) => stage.clear(task));

const path = (place: string): string => `/p/${p.slug}/${place}`;
const said = (page: Page) => page.getByRole('list', { name: 'What was said and done' });
const send = async (page: Page, label: string, words: string, button: string): Promise<void> => {
  await page.getByRole('textbox', { name: label }).fill(words);
  await page.getByRole('button', { name: button, exact: true }).click();
};

test('raised by a key, answered, escalated, resolved and closed, each side sees what the other does as it does it', async () => {
  p = await partnershipWithTwoParties(server);
  await createStory(p.client, p.id, { title: 'Driver swaps a shift' });
  const theirs = await stage.open(p.client, path('concerns'));
  await theirs.getByText('Nothing worries anybody').waitFor();
  const page = await stage.open(p.vendor, path('today'));
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();

  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Raise a concern' });
  await dialog.getByRole('textbox', { name: 'What worries you?' }).fill('No test data for the depot tablet');
  await dialog.getByRole('textbox', { name: /^Story/ }).fill('MT-999');
  await page.keyboard.press('Enter');
  await dialog.getByText('There is no story MT-999 here').waitFor();
  await dialog.getByRole('textbox', { name: /^Story/ }).fill('mt-101');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByRole('heading', { level: 1, name: 'No test data for the depot tablet' }).waitFor();

  // The other side's list and its rail have it, with the clock in their own calendar.
  await theirs.getByText('2 working days left').waitFor();
  await theirs.getByText('in Meridian Transit’s calendar').waitFor();
  await theirs.getByRole('link', { name: 'Concerns 1 open' }).waitFor();
  await theirs.getByRole('link', { name: 'No test data for the depot tablet' }).click();
  await send(theirs, 'What is your answer, for Meridian Transit?', 'Some day', 'Send the answer');
  await said(page).getByText('Some day').waitFor();

  await page.getByRole('button', { name: 'Escalate' }).click();
  await send(page, 'What does the answer leave open?', 'It does not say when', 'Take it to step 1');
  await said(theirs).getByText('takes it up to step 1').waitFor();
  expect(await theirs.locator('[aria-current="step"]').textContent()).toContain('Step 1');

  await theirs.getByRole('button', { name: 'Resolve', exact: true }).click();
  await theirs.getByRole('textbox', { name: 'What was done?' }).fill('It is loaded');
  await theirs.getByRole('button', { name: 'Resolve it' }).click();
  await theirs.getByText('Say what keeps it from coming back').waitFor();
  await send(theirs, 'What keeps it from coming back?', 'A nightly copy', 'Resolve it');
  await said(page).getByText('A nightly copy').waitFor();
  await page.getByRole('button', { name: 'Close it' }).click();
  await said(theirs).getByText('closes it').waitFor();
  await theirs.getByRole('link', { name: 'Concerns', exact: true }).first().waitFor();
});

test('what is half typed stays when the clock climbs meanwhile, and the page tells that it did', async () => {
  p = await partnershipWithTwoParties(server);
  await raise(p.vendor, p, 'CLIENT');
  const page = await stage.open(p.client, path('concerns/C-1'));
  const answer = page.getByRole('textbox', { name: 'What is your answer, for Meridian Transit?' });
  await answer.fill('Operations has it, and');
  server.clock.move(9 * DAY_MS);
  onTestFinished(() => server.clock.move(-9 * DAY_MS));
  await server.runDue();
  await said(page).getByText('Time was up:').first().waitFor();
  expect(await answer.inputValue()).toBe('Operations has it, and');
  // It climbs two steps at once, each told by itself: the page may have read between them.
  await page.locator('[aria-current="step"]').filter({ hasText: 'On the last step' }).waitFor();
});

test('a concern of a stand-up gets an owner, and each leads to the other', async () => {
  p = await partnershipWithTwoParties(server);
  await createStory(p.client, p.id);
  await post(p.vendor, {
    partnershipId: p.id,
    concern: 'The radio feed drops in the tunnel. MT-101 then shows a ghost.',
  });
  const page = await stage.open(p.client, path('standup'));
  const card = page.getByRole('article', { name: 'Tomás Herrera’s stand-up' });
  await card.getByRole('button', { name: 'Raise it with an owner' }).click();
  const dialog = page.getByRole('dialog', { name: 'Raise a concern' });
  expect(await dialog.getByRole('textbox', { name: 'What worries you?' }).inputValue()).toBe(
    'The radio feed drops in the tunnel',
  );
  expect(await dialog.getByRole('textbox', { name: /^Story/ }).inputValue()).toBe('MT-101');
  expect(await violations(page)).toBe('');
  await dialog.getByRole('button', { name: 'Raise it' }).click();
  await card.getByRole('link', { name: 'C-1' }).click();
  await page.getByRole('link', { name: /^Tomás Herrera’s stand-up of/ }).click();
  await card.waitFor();
});

test('the list is as its address says, and a recurrence leads to what it repeats', async () => {
  p = await partnershipWithTwoParties(server);
  const first = await raise(p.vendor, p, 'CLIENT', { title: 'Late import' });
  await act(p.vendor, 'closeConcern', { concernId: first.id, reason: 'It came' });
  await raise(p.client, p, 'VENDOR', { title: 'Late import again', recurrenceOfId: first.id });
  await raise(p.vendor, p, 'CLIENT', { title: 'Nobody on the night shift knows' });
  const page = await stage.open(p.client, path(`concerns?owner=${p.clientPartyId}`));
  await page.getByRole('link', { name: 'Nobody on the night shift knows' }).waitFor();
  await page.getByText('2 concerns').waitFor();
  await page.getByRole('combobox', { name: 'State' }).selectOption('Closed');
  await page.waitForURL(/state=CLOSED/);
  await page.getByText('1 concern', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('link', { name: 'Late import again' }).click();
  await page.getByRole('link', { name: 'C-1 Late import' }).click();
  await page.getByRole('link', { name: 'C-2 Late import again' }).waitFor();
  await page.goto(`${server.url}${path('concerns/C-99')}`);
  await page.getByText('There is no concern C-99 here').waitFor();
});

test('an observer reads, and has nothing to press', async () => {
  p = await partnershipWithTwoParties(server);
  await raise(p.vendor, p, 'CLIENT');
  const { person } = await p.join('CLIENT', 'OBSERVER');
  const page = await stage.open(person, path('concerns/C-1'));
  await page.getByText('It waits for Meridian Transit to answer.').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await page.keyboard.press('r');
  expect(await page.getByRole('dialog').count()).toBe(0);
});
