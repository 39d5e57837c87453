import { isoWeekOf, nextWeek } from '@tandem/schema/iteration/iso-week';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { change, type IterationNode, readIteration } from '../iteration/iteration-kit.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { wordsOf } from './story-page.ts';

let server: TestServer;
let stage: Stage;
let p: TestPartnership;
let isoWeek: string;
let week: IterationNode;
/** Keys of the stories of 3, 5 and 8 points. */
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
  isoWeek = nextWeek(isoWeekOf(server.clock.now().toISOString().slice(0, 10)));
  week = await change(p.client, 'planIteration', { partnershipId: p.id, isoWeek });
  await change(p.vendor, 'setCapacity', { iterationId: week.id, points: 10 });
  keys = [];
  for (const estimate of [3, 5, 8])
    keys.push((await createStory(p.client, p.id, { title: `A story of ${estimate}`, estimate })).key);
  return () => p.close();
});
afterEach(({ task }) => stage.clear(task));

const place = (): string => `/p/${p.slug}/weeks/${isoWeek}`;
const backlog = (page: Page) => page.getByRole('grid', { name: /^Backlog/ });
const inWeek = (page: Page) => page.getByRole('grid', { name: /^Planned for/ });
const card = (where: ReturnType<typeof backlog>, key = '') => where.getByRole('row', { name: new RegExp(`^${key} `) });
const planned = async (): Promise<string[]> =>
  ((await readIteration(p.client, p.slug, isoWeek))?.stories ?? []).map(({ story }) => story.key);
const both = async (): Promise<[Page, Page]> => {
  const [one, other] = await Promise.all([stage.open(p.client, place()), stage.open(p.vendor, place())]);
  await Promise.all([one, other].map((page) => card(backlog(page), keys[2]).waitFor()));
  return [one, other];
};

/** Playwright moves the mouse in real time, three times here, which a busy machine draws out. */
const DRAGS_MS = 60_000;

test('a story that is dragged into the week is there for both, and the points add up', {
  timeout: DRAGS_MS,
}, async () => {
  const [mine, theirs] = await both();
  await card(backlog(mine), keys[1]).dragTo(inWeek(mine));
  await card(inWeek(theirs), keys[1]).waitFor();
  await theirs.getByText('5 of 10 points').waitFor();
  // Dropped on the upper half of the story that is there, the next one goes before it.
  await card(backlog(mine), keys[0]).dragTo(card(inWeek(mine), keys[1]), { targetPosition: { x: 200, y: 6 } });
  await eventually('both are planned', async () => (await planned()).join() === [keys[0], keys[1]].join());
  await theirs.getByText('2 points to spare').waitFor();
  // And back again.
  await card(inWeek(mine), keys[1]).dragTo(backlog(mine), { targetPosition: { x: 100, y: 180 } });
  await card(backlog(theirs), keys[1]).waitFor();
  expect(await planned()).toEqual([keys[0]]);
});

test('all of it goes by keyboard: the arrow, the menu, and the drag itself', async () => {
  const [mine, theirs] = await both();
  // The arrow.
  await mine.getByRole('button', { name: new RegExp(`^Plan ${keys[0]} for week`) }).focus();
  await mine.keyboard.press('Enter');
  await card(inWeek(theirs), keys[0]).waitFor();
  // Who works by keyboard is not thrown out of the list.
  const inside = () => document.activeElement?.closest('[role="grid"]') !== null;
  await card(backlog(mine), keys[0]).waitFor({ state: 'detached' });
  await mine.waitForFunction(inside);
  // The menu.
  await mine.getByRole('button', { name: `Plan ${keys[1]}…` }).focus();
  await mine.keyboard.press('Enter');
  await mine.getByRole('menuitem', { name: /^First in W/ }).waitFor();
  await mine.keyboard.press('ArrowDown');
  await mine.keyboard.press('Enter');
  await eventually('it is the first', async () => (await planned()).join() === [keys[1], keys[0]].join());
  // The drag: Enter on the grip picks up and goes to the week, the arrow to its first place, Enter drops.
  await card(backlog(mine), keys[2])
    .getByRole('button', { name: `Drag ${keys[2]}` })
    .focus();
  await mine.keyboard.press('Enter');
  await mine.getByRole('button', { name: /^Drop on/ }).waitFor({ state: 'attached' });
  await mine.keyboard.press('ArrowDown');
  await mine.keyboard.press('Enter');
  await card(inWeek(theirs), keys[2]).waitFor();
  await theirs.getByText('16 of 10 points').waitFor();
  await theirs.getByText('6 points over capacity').waitFor();
  expect(await planned()).toEqual([keys[2], keys[1], keys[0]]);
});

test('a story is declined with a reason that the other side reads, and taken back', async () => {
  const { id } = await createStory(p.client, p.id, { title: 'A story too many', estimate: 13 });
  await change(p.client, 'planStory', { iterationId: week.id, storyId: id });
  const [client, vendor] = await both();
  const key = (await planned())[0];
  await card(inWeek(vendor), key)
    .getByRole('button', { name: `Plan ${key}…` })
    .click();
  await vendor.getByRole('menuitem', { name: /^Decline for Fieldnote Software/ }).click();
  await vendor.getByRole('dialog').getByRole('button', { name: 'Decline it' }).click();
  await vendor.getByText('Write a sentence, so that the other party knows why.').waitFor();
  await vendor.getByRole('textbox', { name: /^Why does Fieldnote/ }).fill('Not before the depot has moved.');
  await vendor.getByRole('dialog').getByRole('button', { name: 'Decline it' }).click();
  await client.getByText('“Not before the depot has moved.”').waitFor();
  expect(await client.getByRole('button', { name: `Take ${key} after all` }).count()).toBe(0);
  await vendor.getByRole('button', { name: `Take ${key} after all` }).click();
  await card(inWeek(client), key).waitFor();
});

test('both write the week’s goals at once, and each calls them for its party', async () => {
  isoWeek = isoWeekOf(server.clock.now().toISOString().slice(0, 10));
  week = await change(p.client, 'planIteration', { partnershipId: p.id, isoWeek });
  const [client, vendor] = await both();
  await client.getByRole('button', { name: 'Add a goal' }).click();
  await client.keyboard.type('Dispatchers see every late bus', { delay: 5 });
  const goal = vendor.getByRole('textbox', { name: 'Goal 1' });
  await goal.waitFor();
  await eventually('the words have arrived', async () => (await wordsOf(goal)) === 'Dispatchers see every late bus');
  await goal.focus();
  await vendor.keyboard.press('Control+End');
  await Promise.all([
    client.getByTestId('writing').filter({ hasText: 'Tomás Herrera is writing in goal 1' }).waitFor(),
    vendor.keyboard.type(' by night too', { delay: 5 }),
  ]);
  await vendor.getByRole('button', { name: /^Call it for Fieldnote Software/ }).click();
  await vendor.getByRole('radio', { name: 'Partly met' }).check();
  await vendor.getByRole('dialog').getByRole('button', { name: 'Call it' }).click();
  await client.getByText('Partly met').waitFor();
  const row = await eventually('the goal is a row', async () => {
    const [first] = (await readIteration(p.client, p.slug, isoWeek))?.goals ?? [];
    return first?.text === 'Dispatchers see every late bus by night too' ? first : null;
  });
  expect(row.outcomes).toEqual([
    { party: { kind: 'VENDOR' }, outcome: 'PARTLY', note: '', member: { name: 'Tomás Herrera' } },
  ]);
});
