import { randomUUID } from 'node:crypto';
import type { DocumentId, GoalId, MemberId } from '@tandem/schema/ids';
import { addGoal } from '@tandem/schema/iteration/document';
import { isoWeekOf, nextWeek, weekAfter } from '@tandem/schema/iteration/iso-week';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { commitTo, setStoryState } from '../iteration/committed.ts';
import { change, readIteration } from '../iteration/iteration-kit.ts';
import { raise } from '../iteration/concern-kit.ts';
import { promised } from '../iteration/promise-kit.ts';
import { violations } from '../kit/axe.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { DAY_MS } from '../kit/clock.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';

let server: TestServer;
let stage: Stage;
let partnership: TestPartnership;
let storyKey: string;
let week: string;

beforeAll(async () => {
  server = await startServer();
  stage = await openStage(() => server.url);
  partnership = await partnershipWithTwoParties(server);
  for (const title of ['Dispatcher sees a late bus', 'Driver reports a fault', 'Passenger finds a lost umbrella'])
    ({ key: storyKey } = await createStory(partnership.client, partnership.id, {
      title,
      narrative: 'So that nobody waits without knowing why.',
      criteria: ['It is shown within a minute', 'It is shown to the right people'],
      estimate: 3,
    }));
  week = await planWeeks();
  await raise(partnership.client, partnership, 'VENDOR', { detail: 'The demo is on Thursday.' });
  await raise(partnership.vendor, partnership, 'CLIENT');
  const dueOn = new Date(server.clock.now().getTime() + 2 * DAY_MS).toISOString().slice(0, 10);
  for (const side of ['CLIENT', 'VENDOR'] as const) await promised(partnership.client, partnership, side, { dueOn });
});
afterAll(async () => {
  await stage?.close();
  await server?.close();
});
afterEach(({ task }) => stage.inspect(task));

/** This week committed to, and the next one planned, each with a goal, a capacity, a budget and a story. */
async function planWeeks(): Promise<string> {
  const { client, vendor, id, clientMemberId } = partnership;
  const thisWeek = isoWeekOf(server.clock.now().toISOString().slice(0, 10));
  for (const isoWeek of [thisWeek, nextWeek(thisWeek)]) {
    const { id: iterationId } = await change(client, 'planIteration', { partnershipId: id, isoWeek });
    await change(vendor, 'setCapacity', { iterationId, points: 5 });
    await change(client, 'setBudget', { iterationId, amount: 4_000, unit: 'MONEY', currency: 'GBP' });
    await change(vendor, 'recordSpend', { iterationId, amount: 3_600, note: 'Two test tablets' });
    const story = await createStory(client, id, { title: 'Inspector works without a signal', estimate: 8 });
    await change(client, 'planStory', { iterationId, storyId: story.id });
    await server.services.live.edit(iterationId as DocumentId, clientMemberId as MemberId, (doc) => {
      addGoal(doc, randomUUID() as GoalId, 'a0', 'Inspectors lose no note in a tunnel');
    });
    if (isoWeek !== thisWeek) continue;
    await eventually('the goal is a row', async () => {
      const week = await readIteration(client, partnership.slug, isoWeek);
      return week?.goals.length === 1;
    });
    await commitTo(server, iterationId, clientMemberId);
    await setStoryState(server, story.id, 'DELIVERED');
  }
  return thisWeek;
}

/** Loaded and laid out, with no skeleton left. */
async function atRest(page: Page): Promise<void> {
  await page
    .getByRole('heading', { level: 1 })
    .or(page.getByRole('textbox', { name: 'Title' }))
    .first()
    .waitFor();
  await page.waitForFunction(
    () => !document.querySelector('[aria-busy="true"], [class*="skeleton"]') && document.fonts.status === 'loaded',
  );
}

const ROUTES: [name: string, signedIn: boolean, place: () => string][] = [
  ['sign-in', false, () => '/sign-in'],
  ['sign-up', false, () => '/sign-up'],
  ['join, with a link that is not one', false, () => `/join#${'x'.repeat(43)}`],
  ['start', true, () => '/start'],
  ['today', true, () => `/p/${partnership.slug}/today`],
  ['board', true, () => `/p/${partnership.slug}/board`],
  ['stories', true, () => `/p/${partnership.slug}/stories`],
  ['story', true, () => `/p/${partnership.slug}/stories/${storyKey}`],
  ['a week that is committed to', true, () => `/p/${partnership.slug}/weeks/${week}`],
  ['a week that is planned', true, () => `/p/${partnership.slug}/weeks/${nextWeek(week)}`],
  ['a week that nobody has planned', true, () => `/p/${partnership.slug}/weeks/${weekAfter(week, 2)}`],
  ['stand-up', true, () => `/p/${partnership.slug}/standup`],
  ['concerns', true, () => `/p/${partnership.slug}/concerns`],
  ['concern', true, () => `/p/${partnership.slug}/concerns/C-1`],
  ['promises', true, () => `/p/${partnership.slug}/promises`],
  ['people', true, () => `/p/${partnership.slug}/people`],
  ['a party', true, () => `/p/${partnership.slug}/people/party/${partnership.vendorPartyId}`],
  ['a person', true, () => `/p/${partnership.slug}/people/${partnership.clientMemberId}`],
  ['agreement', true, () => `/p/${partnership.slug}/agreement`],
  ['settings', true, () => `/p/${partnership.slug}/settings`],
  ['inbox', true, () => `/p/${partnership.slug}/inbox`],
  ['nowhere', true, () => `/p/${partnership.slug}/nowhere`],
];

describe.each([1440, 390])('%i px wide', (width) => {
  // One page for a visitor and one for a member, which go from place to place as people do.
  let visitor: Page;
  let member: Page;
  beforeAll(async () => {
    visitor = await stage.open(null, '/sign-in', { width });
    member = await stage.open(partnership.client, '/start', { width });
  });

  test.each(ROUTES)('%s has no violation', async (_name, signedIn, place) => {
    const page = signedIn ? member : visitor;
    await page.goto(`${server.url}${place()}`);
    await atRest(page);
    expect(await violations(page)).toBe('');
    // Nothing may be wider than the screen.
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);
  });
});

test('the palette and the shortcut sheet have no violation', async () => {
  const page = await stage.open(partnership.client, `/p/${partnership.slug}/board`);
  await atRest(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  expect(await violations(page)).toBe('');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  expect(await violations(page)).toBe('');
});
