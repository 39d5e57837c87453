import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { livesIn, post } from '../iteration/standup-kit.ts';
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
  p = await partnershipWithTwoParties(server);
  await createStory(p.client, p.id, { title: 'Dispatcher sees a late bus' });
});
afterAll(async () => {
  await stage?.close();
  await server?.close();
});
afterEach(({ task }) => stage.clear(task));

const dayIn = (timeZone: string, at: Date): string => {
  const [day, month, year] = new Intl.DateTimeFormat('en-GB', { timeZone }).format(at).split('/');
  return `${year}-${month}-${day}`;
};
const mine = (page: Page) => page.getByRole('region', { name: 'Your stand-up' });
const cardOf = (page: Page, name: string) => page.getByRole('article', { name: `${name}’s stand-up` });

test('what one types is saved by itself, and the other side reads it as it comes, with its stories as links', async () => {
  const place = `/p/${p.slug}/standup`;
  const [page, theirs] = await Promise.all([stage.open(p.client, place), stage.open(p.vendor, place)]);
  await mine(page).getByRole('textbox', { name: 'Done' }).fill('MT-101 with the night dispatchers');
  await mine(page).getByText('Saved').waitFor();
  const card = cardOf(theirs, 'Priya Raman');
  await card.getByRole('link', { name: 'MT-101' }).waitFor();
  await card.getByText('here now').waitFor();
  // An edit of what was posted comes with the change itself.
  await mine(page).getByRole('textbox', { name: 'Concern' }).fill('No test data for the depot tablet');
  await card.getByText('No test data for the depot tablet').waitFor();
  await theirs.getByText('Meridian Transit').first().waitFor();
  expect(await theirs.getByText('1 of 1 posted').count()).toBe(1);
  await card.getByRole('link', { name: 'MT-101' }).click();
  await theirs.waitForURL(/\/stories\/MT-101$/);
});

test('offline, what is typed is kept on this device over a reload, and sent when the server is back', async () => {
  const page = await stage.open(p.vendor, `/p/${p.slug}/standup`);
  const next = mine(page).getByRole('textbox', { name: 'Next' });
  await next.waitFor();
  const cut = (request: { abort(): Promise<void> }) => request.abort();
  await page.route('**/graphql', cut);
  await next.fill('The red state, on the train');
  await mine(page).getByText('Kept on this device').waitFor();
  await page.unroute('**/graphql', cut);
  await page.reload();
  await mine(page).getByText('Saved').waitFor();
  expect(await next.inputValue()).toBe('The red state, on the train');
  const elsewhere = await stage.open(p.client, `/p/${p.slug}/standup`);
  await cardOf(elsewhere, 'Tomás Herrera').getByText('The red state, on the train').waitFor();
});

test('the day before is a key away, and what was next then begins today’s', async () => {
  const { person } = await p.join('VENDOR', 'MEMBER', 'Mei-Ling Zhao');
  server.clock.move(-DAY_MS);
  await post(person, { partnershipId: p.id, done: 'Radio feed', next: 'The wall display' });
  server.clock.move(DAY_MS);
  const page = await stage.open(person, `/p/${p.slug}/standup`);
  await mine(page).getByRole('button', { name: 'Start from this' }).click();
  expect(await mine(page).getByRole('textbox', { name: 'Done' }).inputValue()).toBe('The wall display');
  await mine(page).getByText('Saved').waitFor();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('[');
  await page.waitForURL(new RegExp(`/standup/${dayIn('Europe/London', new Date(Date.now() - DAY_MS))}$`));
  await cardOf(page, 'Mei-Ling Zhao').getByText('Radio feed').waitFor();
  expect(await mine(page).count()).toBe(0);
  await page.keyboard.press(']');
  await mine(page).waitFor();
});

test('where it is another day already or still, each has their own stand-up open, and the others’ is told as such', async () => {
  const { person: east } = await p.join('CLIENT', 'MEMBER', 'Kiri Tāmati');
  const { person: west } = await p.join('VENDOR', 'MEMBER', 'Leilani Akana');
  await livesIn(east, 'Pacific/Kiritimati');
  await livesIn(west, 'Pacific/Pago_Pago');
  // The line islands are 25 hours ahead of Samoa: they never share a day.
  const [hers, theirs] = await Promise.all([
    stage.open(east, `/p/${p.slug}/standup`),
    stage.open(west, `/p/${p.slug}/standup`),
  ]);
  await mine(hers).waitFor();
  await mine(theirs).waitFor();
  expect(hers.url()).toMatch(new RegExp(`${dayIn('Pacific/Kiritimati', new Date())}$`));
  expect(theirs.url()).toMatch(new RegExp(`${dayIn('Pacific/Pago_Pago', new Date())}$`));
  await hers.goto(theirs.url());
  await hers.getByText('Leilani Akana').first().waitFor();
  expect(await mine(hers).count()).toBe(0);
});

test('an observer reads and has nothing to type in; a day that does not exist says so', async () => {
  const { person } = await p.join('CLIENT', 'OBSERVER', 'Olu Observer');
  const page = await stage.open(person, `/p/${p.slug}/standup`);
  await page.getByRole('heading', { name: 'Meridian Transit' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'Done' }).count()).toBe(0);
  await page.goto(`${server.url}/p/${p.slug}/standup/2026-02-31`);
  await page.getByText('There is no day 2026-02-31').waitFor();
});
