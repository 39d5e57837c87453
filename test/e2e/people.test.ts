import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { violations } from '../kit/axe.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { wordsOf } from './story-page.ts';

let server: TestServer;
let stage: Stage;
let ours: TestPartnership;
beforeAll(async () => {
  server = await startServer();
  stage = await openStage(() => server.url);
  ours = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await ours?.close();
  await stage?.close();
  await server?.close();
});
afterEach(({ task }) => stage.clear(task));

test('a lead sets the calendar, and the other party sees when somebody answers', async () => {
  const tomas = await stage.open(ours.vendor, `/p/${ours.slug}/people`);
  const priya = await stage.open(ours.client, `/p/${ours.slug}/people`);
  await priya.getByText('Now in London').first().waitFor();
  await tomas.getByRole('link', { name: 'About Fieldnote Software' }).click();
  await tomas.getByRole('button', { name: 'Change the calendar' }).click();
  await tomas.getByRole('combobox', { name: 'By the clock in' }).selectOption('Asia/Tokyo');
  await tomas.getByRole('button', { name: 'Add a holiday' }).click();
  await tomas.getByRole('button', { name: 'Save the calendar' }).click();
  await tomas.getByRole('alert').filter({ hasText: 'A day is written as' }).waitFor();
  await tomas.getByLabel('Day of holiday 1').fill('2030-01-15');
  await tomas.getByLabel('Name of holiday 1').fill('Coming of Age Day');
  expect(await violations(tomas)).toBe('');
  await tomas.getByRole('button', { name: 'Save the calendar' }).click();
  await tomas.getByText('Coming of Age Day').waitFor();
  await priya.getByText('Now in Tokyo').waitFor();
  // Nobody changes the other side's.
  await priya.getByRole('link', { name: 'About Fieldnote Software' }).click();
  await priya.getByText('Coming of Age Day').waitFor();
  expect(await priya.getByRole('button', { name: 'Change the calendar' }).count()).toBe(0);
});

test('both parties write what they know of one of them', async () => {
  const place = `/p/${ours.slug}/people/party/${ours.clientPartyId}`;
  const [priya, tomas] = [await stage.open(ours.client, place), await stage.open(ours.vendor, place)];
  const part = (page: typeof priya) => page.getByRole('textbox', { name: 'How they measure success' });
  for (const page of [priya, tomas]) await part(page).and(page.locator('[contenteditable="true"]')).waitFor();
  await part(tomas).focus();
  await tomas.keyboard.type('Passengers who wait less.', { delay: 3 });
  await eventually('the other side reads it', async () => (await wordsOf(part(priya))).includes('who wait less'));
});

test('a person says how to work with them, and notes a stay with the other side', async () => {
  const tomas = await stage.open(ours.vendor, `/p/${ours.slug}/settings`);
  await tomas.getByLabel('Working with me').fill('Mornings. Write first, call when it burns.');
  await tomas.getByLabel('What I want to learn').fill('Timetabling');
  await tomas.locator('#profile').getByRole('button', { name: 'Save' }).click();
  await tomas.getByText('Your profile is saved').waitFor();
  await tomas.goto(`${server.url}/p/${ours.slug}/people`);
  await tomas.getByRole('link', { name: 'Tomás Herrera' }).click();
  await tomas.getByText('Write first, call when it burns.').waitFor();
  await tomas.getByLabel('With Meridian Transit from').fill('2030-01-14');
  await tomas.getByLabel('to', { exact: true }).fill('2030-01-10');
  await tomas.getByRole('button', { name: 'Add a stay' }).click();
  await tomas.getByText('The stay ends before it starts').waitFor();
  await tomas.getByLabel('to', { exact: true }).fill('2030-01-18');
  await tomas.getByRole('button', { name: 'Add a stay' }).click();
  const remove = tomas.getByRole('button', { name: /Remove the stay/ });
  await remove.waitFor();
  expect(await violations(tomas)).toBe('');
  await remove.click();
  await tomas.getByText('No stay is planned.').waitFor();
});
