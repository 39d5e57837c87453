import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { promised } from '../iteration/promise-kit.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { DAY_MS } from '../kit/clock.ts';
import { commitStories } from '../kit/committed-stories.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { agreeToAll, createReadyStory } from '../kit/ready-stories.ts';
import { startServer, type TestServer } from '../kit/server.ts';

let server: TestServer;
let stage: Stage;
let p: TestPartnership;

beforeAll(async () => {
  server = await startServer();
  stage = await openStage(() => server.url);
  p = await partnershipWithTwoParties(server);
  // Planned for the week that runs, whichever day of it is today.
  await commitStories(
    p,
    [await createReadyStory(p, { title: 'Lost-property desk searches', estimate: 3 })],
    yesterday(),
  );
});
afterAll(async () => {
  await stage?.close();
  await server?.close();
});
afterEach(({ task }) => stage.clear(task));

const yesterday = (): Date => new Date(server.clock.now().getTime() - DAY_MS);
const day = (ahead: number): string =>
  new Date(server.clock.now().getTime() + ahead * DAY_MS).toISOString().slice(0, 10);
const group = (page: Page, title: string | RegExp) => page.getByRole('region', { name: title });

test('what one side does moves what waits on the other, with both pages open', async () => {
  const place = `/p/${p.slug}/today`;
  const [client, vendor] = await Promise.all([stage.open(p.client, place), stage.open(p.vendor, place)]);
  await group(client, 'The week at a glance').getByText('0 of 3').waitFor();
  await group(client, 'The week at a glance')
    .getByRole('img', { name: /committed/ })
    .waitFor();
  const { key } = await promised(p.client, p, 'VENDOR', { dueOn: day(1), ownerId: p.vendorMemberId });
  await group(client, /Waiting on Fieldnote/)
    .getByText(key)
    .waitFor();
  // The vendor promises it, keeps it; the client confirms: each with one press, and the row goes by itself.
  const mine = group(vendor, /Waiting on you/);
  await mine.getByRole('button', { name: `Promise it: ${key}` }).click();
  await mine.getByRole('button', { name: `It is kept: ${key}` }).click();
  await mine.getByText(key).waitFor({ state: 'detached' });
  await group(vendor, /Waiting on Meridian/)
    .getByText(key)
    .waitFor();
  await group(client, /Waiting on you/)
    .getByRole('button', { name: `Confirm: ${key}` })
    .press('Enter');
  await client.getByText('Confirm that it is kept').waitFor({ state: 'detached' });
  await vendor.getByText('Confirm that it is kept').waitFor({ state: 'detached' });
});

test('a row leads to where its thing is done, by keyboard, and is gone once it is', async () => {
  const story = await createStory(p.client, p.id, {
    title: 'Passenger hears the next stop',
    criteria: ['It is heard'],
  });
  await agreeToAll(p.client, story.id);
  const page = await stage.open(p.vendor, `/p/${p.slug}/today`);
  const row = page.getByRole('link', { name: 'Passenger hears the next stop', exact: true });
  await page.getByText('Agree to a criterion').waitFor();
  await row.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/stories/${story.key}$`));
  await agreeToAll(p.vendor, story.id);
  await page.goBack();
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
  await page.getByText('Agree to a criterion').waitFor({ state: 'detached' });
});

test('a promise is asked for, another day is agreed, all on the page of promises', async () => {
  const place = `/p/${p.slug}/promises`;
  const [client, vendor] = await Promise.all([stage.open(p.client, place), stage.open(p.vendor, place)]);
  await client.getByRole('button', { name: 'Make or ask for a promise' }).click();
  const dialog = client.getByRole('dialog');
  await dialog.getByText('Fieldnote Software').click();
  await dialog.getByLabel('What do you ask for?').fill('A recording of the demo');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await dialog.getByText('A day is written as year, month and day').waitFor();
  await dialog.getByLabel('By the end of').fill(day(4));
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  const row = vendor.getByRole('listitem').filter({ hasText: 'A recording of the demo' });
  await row.getByRole('button', { name: /^Promise it/ }).click();
  await row.getByRole('button', { name: /^Ask for another day/ }).click();
  const asking = vendor.getByRole('dialog');
  await asking.getByLabel(/^By when instead of/).fill(day(7));
  await asking.getByLabel('Why does it need another day?').fill('The studio is booked');
  await asking.getByRole('button', { name: 'Ask Meridian Transit' }).click();
  await client.getByRole('button', { name: /^Agree to the day/ }).click();
  const past = group(client, /What became of earlier ones/);
  await past.getByText(/^Another day: P-\d+$/).waitFor();
  for (const page of [client, vendor]) await page.getByText(/^was P-\d+$/).waitFor();
});
