import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { violations } from '../kit/axe.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { agreeToAll } from '../kit/ready-stories.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { StoryPage } from './story-page.ts';

let server: TestServer;
let stage: Stage;
let partnership: TestPartnership;

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

async function bothOpen(): Promise<[client: StoryPage, vendor: StoryPage]> {
  const story = await createStory(partnership.client, partnership.id, {
    title: 'Dispatcher sees a late bus',
    criteria: ['A bus more than three minutes late turns amber', 'The driver is called in one action'],
    estimate: 3,
  });
  const place = `/p/${partnership.slug}/stories/${story.key}`;
  const pages = await Promise.all([stage.open(partnership.client, place), stage.open(partnership.vendor, place)]);
  const [client, vendor] = await Promise.all(pages.map((page) => new StoryPage(page).ready()));
  if (!client || !vendor) throw new Error('Two pages were to open.');
  return [client, vendor];
}

const readiness = ({ page }: StoryPage) => page.getByRole('region', { name: 'Readiness' });
const agreement = ({ page }: StoryPage, criterion: number) =>
  page.getByRole('group', { name: `criterion ${criterion}: agreement` });

/** What a screen reader is told politely from now on, all of it: a later sentence takes an earlier one's place. */
async function listen({ page }: StoryPage): Promise<() => Promise<string>> {
  const said = await page.evaluateHandle(() => {
    const all: string[] = [];
    for (const region of document.querySelectorAll('[aria-live="polite"]'))
      new MutationObserver(() => all.push(region.textContent ?? '')).observe(region, { childList: true });
    return all;
  });
  return async () => (await said.jsonValue()).join('\n');
}

test('both agree, the other edits, and the agreement drops with what has changed in view', async () => {
  const [client, vendor] = await bothOpen();
  await readiness(client).getByText('Not ready yet').waitFor();

  // By keyboard: the button goes with what it was for, and the focus to the list’s heading.
  const all = client.page.getByRole('button', { name: /^Agree to all 2/ });
  await all.focus();
  await client.page.keyboard.press('Enter');
  await agreement(client, 2)
    .getByRole('button', { name: /^Take back/ })
    .waitFor();
  await agreement(client, 2)
    .getByRole('button', { name: /^Take back/ })
    .waitFor();
  expect(await client.page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Acceptance criteria/);
  await agreement(vendor, 1).getByText('Priya Raman').waitFor();
  for (const criterion of [1, 2])
    await agreement(vendor, criterion)
      .getByRole('button', { name: /^Agree for/ })
      .click();
  for (const page of [client, vendor]) await readiness(page).getByText('Ready', { exact: true }).waitFor();

  const heard = await listen(client);
  // In two goes, so that what has changed moves on while it is in view.
  for (const [words, since] of [
    [' on the', 'on the'],
    [' map', 'on the map'],
  ] as const) {
    await vendor.type(vendor.criteria.first(), words);
    for (const page of [client, vendor])
      await agreement(page, 1).getByRole('insertion').filter({ hasText: since }).waitFor();
  }
  for (const page of [client, vendor]) {
    await readiness(page).getByText('1 of 2 criteria agreed').waitFor();
  }
  await eventually('the client hears of it', async () =>
    (await heard()).includes('Criterion 1 has changed since Meridian Transit and Fieldnote Software agreed to it'),
  );

  // Each says yes to the new words, and it is ready again.
  for (const page of [client, vendor])
    await agreement(page, 1)
      .getByRole('button', { name: /^Agree for/ })
      .click();
  for (const page of [client, vendor]) await readiness(page).getByText('Ready', { exact: true }).waitFor();
  await agreement(client, 2)
    .getByRole('button', { name: /^Take back/ })
    .click();
  await readiness(vendor).getByText('1 of 2 criteria agreed').waitFor();
});

test('a question is asked of the other party, holds the story back, and is answered', async () => {
  const [client, vendor] = await bothOpen();
  await client.page.getByRole('button', { name: 'Ask a question' }).click();
  const words = client.page.getByRole('textbox', { name: 'What do you need to know?' });
  await client.page.getByRole('button', { name: 'Ask', exact: true }).click();
  await client.page.getByText('The question is missing; write at least one word.').waitFor();
  await words.fill('How late is late at night?');
  await client.page.getByRole('button', { name: 'Ask', exact: true }).click();
  await client.page.getByText('Waits for Fieldnote Software').waitFor();
  await words.waitFor({ state: 'detached' });

  const asked = vendor.page.getByRole('listitem').filter({ hasText: 'How late is late at night?' });
  await asked.getByRole('button', { name: 'Answer' }).click();
  await readiness(vendor).getByText('1 open question').waitFor();
  const answer = vendor.page.getByRole('textbox', { name: 'Answer for Fieldnote Software' });
  expect(await answer.evaluate((field) => field === document.activeElement)).toBe(true);
  await answer.fill('Five minutes, as the depot agreement says.');
  await vendor.page.getByRole('button', { name: 'Give this answer' }).click();
  await client.page.getByText('Five minutes, as the depot agreement says.').waitFor();
  for (const page of [client, vendor]) await readiness(page).getByText('no open question').waitFor();
});

test('a story is split, and both halves say where they come from', async () => {
  const [client, vendor] = await bothOpen();
  await client.page.getByRole('button', { name: 'Split this story' }).click();
  const dialog = client.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'The new story’s title' }).fill('The driver is called from the map');
  await dialog.getByRole('button', { name: 'Split the story' }).click();
  await dialog.getByText('Choose at least one criterion for the new story.').waitFor();
  await dialog.getByRole('checkbox', { name: 'The driver is called in one action' }).check();
  await dialog.getByRole('button', { name: 'Split the story' }).click();
  await dialog.waitFor({ state: 'detached' });
  await vendor.page.getByText(/^Split into MT-\d+$/).waitFor();
  await eventually('the criterion is gone on both sides', async () => (await vendor.criteria.count()) === 1);
  await client.page.getByRole('button', { name: /^Open MT-/ }).click();
  await client.page.getByText(/^Split from MT-\d+/).waitFor();
  await eventually('the new story has the criterion', async () => (await client.criteria.count()) === 1);
});

test.each([1440, 390])(
  'marks, a dropped agreement, open forms and the split have no violation at %i px',
  async (width) => {
    const story = await createStory(partnership.client, partnership.id, {
      criteria: ['It is seen within a minute', 'It is seen on the wall display'],
    });
    for (const person of [partnership.client, partnership.vendor]) await agreeToAll(person, story.id);
    const page = await stage.open(partnership.client, `/p/${partnership.slug}/stories/${story.key}`, {
      width,
    });
    const open = await new StoryPage(page).ready();
    await open.type(open.criteria.first(), ', at night too');
    await agreement(open, 1).getByRole('insertion').waitFor();
    await page.getByRole('button', { name: 'Ask a question' }).click();
    await page.getByRole('textbox', { name: 'What do you need to know?' }).fill('How dark is night?');
    await page.getByRole('combobox', { name: 'Who answers?' }).selectOption('Meridian Transit');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await page.getByRole('button', { name: 'Ask a question' }).click();
    expect(await violations(page)).toBe('');
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Split this story' }).click();
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    expect(await violations(page)).toBe('');
  },
);
