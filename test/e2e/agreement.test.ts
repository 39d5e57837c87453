import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { violations } from '../kit/axe.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { readAgreement, sign, written, propose } from '../partnership/agreement-kit.ts';
import { wordsOf } from './story-page.ts';

let server: TestServer;
let stage: Stage;
let ours: TestPartnership;
beforeAll(async () => {
  server = await startServer();
  stage = await openStage(() => server.url);
});
afterAll(async () => {
  await stage?.close();
  await server?.close();
});
beforeEach(async () => {
  ours = await partnershipWithTwoParties(server);
  return () => ours.close();
});
afterEach(({ task }) => stage.clear(task));

const part = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
async function both(): Promise<[priya: Page, tomas: Page]> {
  const place = `/p/${ours.slug}/agreement`;
  const pages = [await stage.open(ours.client, place), await stage.open(ours.vendor, place)] as const;
  for (const page of pages) await part(page, 'How we work').and(page.locator('[contenteditable="true"]')).waitFor();
  return [pages[0], pages[1]];
}
async function type(page: Page, name: string, words: string): Promise<void> {
  await part(page, name).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words, { delay: 3 });
}

test('two parties write the agreement together, and a lead of each signs the same words', async () => {
  const [priya, tomas] = await both();
  await type(priya, 'How we work', 'We meet every Tuesday.');
  await type(tomas, 'What Fieldnote Software takes on', 'Bad news comes on the day.');
  await eventually(
    'each reads the other',
    async () =>
      (await wordsOf(part(tomas, 'How we work'))).includes('every Tuesday') &&
      (await wordsOf(part(priya, 'What Fieldnote Software takes on'))).includes('on the day'),
  );
  for (const page of [priya, tomas]) await page.locator('[data-state="saved"]').waitFor();
  await priya.getByRole('button', { name: 'Propose and sign' }).click();
  const words = priya.getByRole('region', { name: 'The words to sign' });
  expect(await words.textContent()).toContain('Bad news comes on the day.');
  await priya.getByRole('button', { name: 'Sign for Meridian Transit' }).click();
  await priya.getByText('Version 1 waits for Fieldnote Software').waitFor();
  // The other browser is told without a reload.
  await tomas.getByRole('button', { name: 'Read and sign' }).click();
  expect(await violations(tomas)).toBe('');
  await tomas.getByRole('button', { name: 'Sign for Fieldnote Software' }).click();
  await Promise.all([priya, tomas].map((page) => page.getByText('Version 1 is in force').waitFor()));
  const signed = priya.getByRole('region', { name: 'Version 1, in force' });
  expect(await signed.textContent()).toMatch(/Priya Raman.*Tomás Herrera/);
});

test('an edit after the signatures shows as an unsigned change with its words, and a proposal edited since cannot be signed', async () => {
  await written(ours.client, ours.slug, 'HOW_WE_WORK', 'We meet every Tuesday.');
  const { proposal } = await propose(ours.client, ours);
  await sign(ours.vendor, proposal ?? { id: '', hash: '' });
  const [priya, tomas] = await both();
  await type(priya, 'How we work', ' At ten.');
  await tomas.getByText('1 unsigned change').waitFor();
  await tomas.getByText('Show what changed').click();
  await tomas.locator('ins').filter({ hasText: 'At ten' }).waitFor();
  await propose(ours.vendor, ours);
  await priya.getByRole('button', { name: 'Read and sign' }).click();
  await type(tomas, 'How we work', ' Sharp.');
  await eventually(
    'the edit is read',
    async () => (await readAgreement(ours.client, ours.slug)).sections[0]?.text.includes('Sharp') ?? false,
  );
  await priya.getByRole('button', { name: 'Sign for Meridian Transit' }).click();
  await priya.getByRole('alert').filter({ hasText: '“How we work” was edited' }).waitFor();
  await priya.keyboard.press('Escape');
  await priya.getByText('It was edited since version 2 was proposed').waitFor();
});

test('a lead sets the ladder by keyboard and mouse; both see its steps', async () => {
  const [priya, tomas] = await both();
  await priya.getByRole('button', { name: 'Change the ladder' }).click();
  await priya.getByRole('spinbutton', { name: 'Working days without an answer before step 1' }).fill('0.5');
  await priya.getByRole('button', { name: 'Add a step' }).click();
  expect(await violations(priya)).toBe('');
  await priya.getByRole('button', { name: 'Set the ladder' }).click();
  await priya.getByRole('alert').filter({ hasText: 'people of both parties' }).waitFor();
  const step = priya.getByRole('group', { name: 'Who is asked on step 3' });
  for (const name of ['Priya Raman', 'Tomás Herrera']) await step.getByRole('checkbox', { name }).check();
  await priya.getByRole('button', { name: 'Set the ladder' }).click();
  await tomas.getByText('after 0.5 working days without an answer').waitFor();
});
