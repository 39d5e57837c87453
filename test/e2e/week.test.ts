import { iterationWeekOf, nextWeek } from '@tandem/schema/iteration/iso-week';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { committedWeek, plannedWeek, propose, readWeek } from '../iteration/commitment-kit.ts';
import { change } from '../iteration/iteration-kit.ts';
import { violations } from '../kit/axe.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { createReadyStory, criteriaOf, makeReady } from '../kit/ready-stories.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { StoryPage, wordsOf } from './story-page.ts';

/** Two browsers through a whole week, on a machine that may be busy. */
const WEEK_MS = 120_000;

let server: TestServer;
let stage: Stage;
let p: TestPartnership;
let isoWeek: string;

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
  isoWeek = nextWeek(iterationWeekOf(server.clock.now().toISOString().slice(0, 10), 1));
  return () => p.close();
});
afterEach(({ task }) => stage.clear(task));

const weekPlace = (): string => `/p/${p.slug}/weeks/${isoWeek}`;
const panel = (page: Page) => page.getByRole('region', { name: 'Commitment' });
const dialog = (page: Page) => page.getByRole('dialog');
const button = (where: Page | ReturnType<typeof panel>, name: string | RegExp) => where.getByRole('button', { name });
const both = (place: string): Promise<[Page, Page]> =>
  Promise.all([stage.open(p.client, place), stage.open(p.vendor, place)]);
/** Both agree to the story's criterion once these are the words that the server reads. */
async function agreedAs(story: { id: string }, text: string): Promise<void> {
  await eventually('the words are rows', async () => (await criteriaOf(p.client, story.id))[0]?.text === text);
  await makeReady(p, story);
}

test('a week from its first word to a signed commitment, and a change of its scope that the other side sees', {
  timeout: WEEK_MS,
}, async () => {
  const story = await createStory(p.client, p.id, { title: 'Late bus', criteria: ['A late bus'] });
  const [clientStory, vendorStory] = await both(`/p/${p.slug}/stories/${story.key}`);
  const [client, vendor] = [await new StoryPage(clientStory).ready(), await new StoryPage(vendorStory).ready()];
  await client.type(client.narrative, 'Dispatchers see a late bus before its passengers do.');
  await vendor.type(vendor.criteria.first(), ' turns amber');
  await eventually(
    'the criterion has crossed',
    async () => (await wordsOf(client.criteria.first())) === 'A late bus turns amber',
  );
  await agreedAs(story, 'A late bus turns amber');

  const { id } = await change(p.client, 'planIteration', { partnershipId: p.id, isoWeek });
  const [mine, theirs] = await both(weekPlace());
  await panel(theirs).getByText('No story is planned for it').waitFor();
  await panel(theirs).getByText('The vendor has not set its capacity').waitFor();
  await button(mine, new RegExp(`^Plan ${story.key} for week`)).click();
  await change(p.vendor, 'setCapacity', { iterationId: id, points: 5 });

  // One party proposes what it reads, and signs.
  await button(panel(theirs), 'Propose and sign for Fieldnote Software').click();
  await dialog(theirs).getByText('A late bus turns amber').waitFor();
  await button(dialog(theirs), 'Propose and sign for Fieldnote Software').click();
  await dialog(theirs).waitFor({ state: 'detached' });
  await panel(mine).getByText('Proposed', { exact: true }).waitFor();

  // A change in between: nobody signs what no longer holds.
  await button(panel(mine), /^Read and sign for Meridian/).click();
  await dialog(mine).getByText('A late bus turns amber').waitFor();
  await vendor.type(vendor.criteria.first(), ' at once');
  await vendor.saved();
  await dialog(mine).getByText('The week has changed since').waitFor();
  expect(await button(dialog(mine), /^Sign for Meridian/).isDisabled()).toBe(true);
  await button(dialog(mine), 'Not yet').click();
  const overtaken = mine.getByRole('region', { name: 'Changed since it was proposed' });
  await overtaken.getByText('at once').waitFor();
  expect(await overtaken.locator('ins').first().textContent()).toContain('at once');

  // Agreed and proposed again, then signed by the other side.
  await agreedAs(story, 'A late bus turns amber at once');
  await button(panel(theirs), 'Propose it as it stands').click();
  await button(dialog(theirs), 'Propose and sign for Fieldnote Software').click();
  await button(panel(mine), /^Read and sign for Meridian/).click();
  await dialog(mine).getByText('A late bus turns amber at once').waitFor();
  await dialog(mine).getByText('the hash fits').waitFor();
  await button(dialog(mine), /^Sign for Meridian/).click();
  for (const page of [mine, theirs]) {
    await panel(page).getByText('Signed by both').waitFor();
    await page.getByText('Every word and every point is as both parties signed it.').waitFor();
  }
  const signed = await readWeek(p.client, id);
  expect(signed.commitment?.signatures.map(({ party }) => party.kind)).toEqual(['VENDOR', 'CLIENT']);
  expect(signed.stories.map(({ story: { state } }) => state)).toEqual(['COMMITTED']);
  await vendorStory.getByText(/^Committed in W\d+/).waitFor();

  // What changes from here on is in the ledger, with who asked and why.
  await button(mine, /^Change the scope of week/).click();
  await mine.getByRole('menuitem', { name: /^Re-estimate a story/ }).click();
  await button(dialog(mine), 'Re-estimate it').click();
  await dialog(mine).getByText('Enter a number').waitFor();
  await dialog(mine).getByLabel('New points').fill('8');
  await dialog(mine).getByLabel('Who asked for it?').selectOption({ label: 'Tomás Herrera (Fieldnote Software)' });
  await dialog(mine).getByLabel('Why?').fill('The depot’s radios answer late.');
  await button(dialog(mine), 'Re-estimate it').click();
  const ledger = theirs.getByRole('region', { name: /^Scope ledger/ });
  await ledger.getByText('“The depot’s radios answer late.”').waitFor();
  await ledger.getByText('3 → 8').waitFor();
  await ledger.getByText('3 points signed, 8 now').waitFor();
  await theirs.getByText('8 of 5 points').waitFor();
  await ledger.getByText('Tomás Herrera asked; Priya Raman entered it').waitFor();
  await theirs.getByText('Changed since signed').first().waitFor();
});

test('the ledger’s other changes: a story comes in, one leaves, one is split', { timeout: WEEK_MS }, async () => {
  const week = await committedWeek(p, isoWeek, [3, 5]);
  const [first, second] = week.stories;
  const ready = await createReadyStory(p, { title: 'Drivers confirm a diversion', estimate: 2 });
  const page = await stage.open(p.vendor, weekPlace());
  const ledger = page.getByRole('region', { name: /^Scope ledger/ });
  const choose = async (item: RegExp) => {
    await button(ledger, /^Change the scope of week/).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: item }).click();
    await dialog(page).getByLabel('Why?').fill('The regulator asked for it.');
  };
  await choose(/^Add a story/);
  await button(dialog(page), 'Add it').click();
  await ledger.getByText(`${ready.key} Drivers confirm a diversion`).waitFor();

  await choose(/^Take a story out/);
  await dialog(page)
    .getByLabel('Story to take out')
    .selectOption(second?.id ?? '');
  await button(dialog(page), 'Take it out').click();
  await ledger.getByText(`${second?.key} Story 2`).waitFor();

  await choose(/^Split a story/);
  await dialog(page)
    .getByLabel('Story to split')
    .selectOption(first?.id ?? '');
  await dialog(page).getByLabel('The new story’s title').fill('The dispatcher’s call');
  await button(dialog(page), 'Split it').click();
  await dialog(page).getByText('Choose at least one criterion').waitFor();
  await dialog(page).getByLabel('The dispatcher calls the driver in one action').check();
  await dialog(page).getByLabel('Points of what stays').fill('2');
  await button(dialog(page), 'Split it').click();
  await ledger.getByText('The dispatcher’s call').waitFor();
  expect((await readWeek(p.client, week.id)).scopeChanges.map(({ kind }) => kind)).toEqual(['ADD', 'REMOVE', 'SPLIT']);
});

test.each([1440, 390])('%i px wide, no state of a commitment has a violation', { timeout: WEEK_MS }, async (width) => {
  const fine = async (page: Page, what: string): Promise<void> => {
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], [class*="skeleton"]'));
    expect(await violations(page), what).toBe('');
    const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await page.evaluate(over), what).toBeLessThanOrEqual(0);
  };
  const week = await plannedWeek(p, isoWeek);
  const page = await stage.open(p.client, weekPlace(), { width });
  await button(panel(page), /^Propose and sign/).click();
  await dialog(page).getByText('A late bus turns amber').first().waitFor();
  await fine(page, 'proposing');
  await button(dialog(page), 'Not yet').click();
  await propose(p.vendor, week);
  await button(panel(page), /^Read and sign/).click();
  await dialog(page).getByText('the hash fits').waitFor();
  await fine(page, 'signing');
  await button(dialog(page), 'Not yet').click();
  await change(p.vendor, 'setCapacity', { iterationId: week.id, points: 9 });
  await page.getByRole('region', { name: 'Changed since it was proposed' }).waitFor();
  await fine(page, 'overtaken');
});

test.each([1440, 390])('%i px wide, a committed week has no violation', { timeout: WEEK_MS }, async (width) => {
  await committedWeek(p, isoWeek, [3, 5]);
  const page = await stage.open(p.vendor, weekPlace(), { width });
  await panel(page).getByText('Signed by both').waitFor();
  expect(await violations(page)).toBe('');
  await button(page, /^Change the scope of week/).click();
  await page.getByRole('menuitem', { name: /^Split a story/ }).click();
  await dialog(page).getByLabel('Why?').waitFor();
  expect(await violations(page)).toBe('');
});
