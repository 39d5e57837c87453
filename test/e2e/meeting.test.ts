import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { committedWeek } from '../iteration/commitment-kit.ts';
import { serverAt } from '../iteration/iteration-kit.ts';
import { violations } from '../kit/axe.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { MINUTE_MS } from '../kit/clock.ts';
import { partnershipWithTwoParties } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { move } from '../meeting/demo-kit.ts';
import {
  act,
  currentOf,
  deliver,
  type MeetingNode,
  type MeetingWorld,
  NOW,
  opened,
  readMeeting,
  scheduled,
  stageOf,
  WEEK,
} from '../meeting/meeting-kit.ts';
import { pressNext } from './meeting-page.ts';

let server: TestServer;
let world: Pick<MeetingWorld, 'server' | 'p'>;
let stage: Stage;
let meeting: MeetingNode;

beforeAll(async () => {
  server = await serverAt(NOW);
  stage = await openStage(() => server.url);
});
afterAll(async () => {
  await stage?.close();
  await server?.close();
});
beforeEach(async () => {
  const p = await partnershipWithTwoParties(server);
  const { stories } = await committedWeek(p, WEEK, [3, 3, 3]);
  for (const { id } of stories.slice(0, 2)) await deliver(p.vendor, id);
  world = { server, p };
  return () => p.close();
});
afterEach(({ task }) => stage.clear(task));

const place = (search = ''): string => `/p/${world.p.slug}/meetings/1${search}`;
const open = (who: 'client' | 'vendor', search = '', view: Parameters<Stage['open']>[2] = {}): Promise<Page> =>
  stage.open(world.p[who], place(search), view);
const both = (): Promise<[Page, Page]> => Promise.all([open('client'), open('vendor')]);
/** The stage that a screen shows, by its name. */
const at = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const agenda = (page: Page) => page.getByRole('navigation', { name: 'Agenda' });
const read = (): Promise<MeetingNode> => readMeeting(world.p.client, world.p);
const goTo = (name: string): Promise<MeetingNode> =>
  read().then((now) =>
    act(world.p.client, 'goToStage', {
      ...{ meetingId: now.id, stageId: stageOf(now, name).id, fromStageId: now.currentStageId },
    }),
  );

const decision = (page: Page) => page.getByRole('textbox', { name: 'What was decided?' });

/** Holds the first answer to an operation back, made as it is by then. */
async function holdAnswer(page: Page, operation: string) {
  const [made, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let asked = 0;
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes(`"${operation}"`)) return route.continue();
    asked += 1;
    if (asked > 1) return route.continue();
    const response = await route.fetch();
    made.resolve();
    await letGo.promise;
    await route.fulfill({ response });
  });
  return { made: made.promise, letGo: letGo.resolve, asked: () => asked };
}

test.each([
  ['reading', 'MeetingPage'],
  ['acting', 'CheckIn'],
])('an answer to %s that was made before a step and comes after it takes no screen back', async (_what, operation) => {
  await opened(world);
  const [mine, theirs] = await both();
  await Promise.all([mine, theirs].map((page) => at(page, 'Check-in').waitFor()));
  const answer = await holdAnswer(theirs, operation);
  if (operation === 'CheckIn') await theirs.getByRole('button', { name: 'I’m here' }).click();
  else {
    const shown = (await read()).stages.find(({ kind }) => kind === 'DEMO')?.story?.key;
    const [story] = await server.database.query<{ id: string }>(
      'select id from story where partnership_id = $1 and key = $2',
      ...[world.p.id, shown],
    );
    // What is returned stays on the agenda: the page reads its facts again.
    await move(world.p.client, story?.id ?? '', 'RETURNED', 'Not as agreed');
  }
  await answer.made;
  await pressNext(mine);
  await at(theirs, 'Promises').waitFor();
  answer.letGo();
  await eventually('it is asked again', () => answer.asked() > 1);
  await at(theirs, 'Promises').waitFor();
  await pressNext(mine);
  await at(theirs, 'Goals').waitFor();
});

test('one press begins it, and every screen goes where it goes, without reading anything again', async () => {
  meeting = await scheduled(world);
  const [mine, theirs] = await both();
  const asked: string[] = [];
  await theirs.getByRole('heading', { name: /Wednesday 18 November/ }).waitFor();
  await mine.getByRole('button', { name: 'Start the meeting' }).click();
  await theirs.getByRole('heading', { name: 'Who is here?' }).waitFor();
  await theirs.getByRole('button', { name: 'I’m here' }).press('Enter');
  await mine.getByText('2 people checked in').waitFor();
  theirs.on('request', (request) => {
    const { operationName } = (request.postDataJSON() ?? {}) as { operationName?: string };
    if (operationName === 'MeetingPage') asked.push(operationName);
  });
  const held = agenda(theirs).getByRole('link', { name: /^Goals/ });
  await held.focus();
  await pressNext(mine);
  await at(theirs, 'Promises').waitFor();
  await mine.getByRole('button', { name: /^Next: Goals/ }).click();
  await at(theirs, 'Goals').waitFor();
  await theirs.getByRole('status').filter({ hasText: 'The meeting is at Goals, 3 of 9' }).waitFor();
  expect(await held.evaluate((link) => link === document.activeElement)).toBe(true);
  expect(asked).toEqual([]);
});

test('who looks elsewhere stays there until they rejoin with one press, or bring everybody', async () => {
  await opened(world);
  const [mine, theirs] = await both();
  await agenda(theirs)
    .getByRole('link', { name: /^Concerns/ })
    .press('Enter');
  await at(theirs, 'Concerns').getByText('The meeting is at Check-in', { exact: true }).waitFor();
  await pressNext(mine);
  await at(theirs, 'Concerns').getByText('The meeting is at Promises', { exact: true }).waitFor();
  await at(theirs, 'Concerns').getByRole('button', { name: 'Rejoin' }).click();
  await at(theirs, 'Promises').waitFor();
  expect(new URL(theirs.url()).search).toBe('');
  // Waiting at a stage until the meeting comes is following it again.
  await agenda(theirs)
    .getByRole('link', { name: /^Goals/ })
    .click();
  await at(theirs, 'Goals').waitFor();
  await pressNext(mine);
  await theirs.getByRole('button', { name: 'Rejoin' }).waitFor({ state: 'detached' });
  await agenda(theirs)
    .getByRole('link', { name: /^Pulse/ })
    .click();
  await at(theirs, 'Pulse').getByRole('button', { name: 'Bring everybody here' }).click();
  await at(mine, 'Pulse').waitFor();
});

test('half-typed words keep their page where it is, also after a reload, and nothing of them is lost', async () => {
  await opened(world);
  const page = await open('vendor');
  await decision(page).fill('Ask the depot');
  await goTo('PROMISES');
  await page.getByText('You were typing, so this page stayed. The meeting is at Promises').waitFor();
  await decision(page).press('End');
  await page.keyboard.type(' again');
  await page.reload();
  // A fresh page opens where the meeting is, says where the words are, and still does not go on past them.
  await at(page, 'Promises').waitFor();
  await goTo('CONCERNS');
  await at(page, 'Promises')
    .getByText(/^You were typing, so this page stayed/)
    .waitFor();
  await agenda(page)
    .getByRole('link', { name: /Check-in.*not sent/ })
    .click();
  expect(await decision(page).inputValue()).toBe('Ask the depot again');
  await at(page, 'Check-in').getByRole('button', { name: 'Rejoin' }).click();
  await at(page, 'Concerns').waitFor();
  await agenda(page)
    .getByRole('link', { name: /Check-in.*not sent/ })
    .waitFor();
});

test('a shared screen follows whatever happens on it', async () => {
  await opened(world);
  const page = await open('vendor');
  await decision(page).fill('Ask the depot');
  await page.getByRole('link', { name: 'Show on a shared screen' }).click();
  expect(await page.getByRole('navigation', { name: 'Workspace' }).isVisible()).toBe(false);
  await goTo('GOALS');
  await at(page, 'Goals').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('navigation', { name: 'Workspace' }).waitFor();
});

test('two who press “next” at once go one stage on', async () => {
  await opened(world);
  const [mine, theirs] = await both();
  // Both presses are under way before either is answered, however slow the machine.
  const pressed: (() => void)[] = [];
  for (const page of [mine, theirs])
    await page.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('AdvanceMeeting')) return route.continue();
      await new Promise<void>((go) => {
        pressed.push(go);
        if (pressed.length === 2) for (const release of pressed) release();
      });
      return route.continue();
    });
  const answers = [mine, theirs].map((page) =>
    page.waitForResponse((response) => response.request().postData()?.includes('AdvanceMeeting') ?? false),
  );
  await Promise.all([mine, theirs].map((page) => page.getByRole('button', { name: /^Next: Promises/ }).click()));
  await Promise.all(answers);
  await Promise.all([mine, theirs].map((page) => page.getByRole('button', { name: /^Next: Goals/ }).waitFor()));
  expect(currentOf(await read())).toBe('PROMISES');
});

test('facilitation is handed over, and taken over only once the facilitator’s page is gone', async () => {
  await opened(world);
  const [mine, theirs] = await both();
  await theirs.getByText('Priya Raman facilitates').waitFor();
  await mine.getByRole('button', { name: /^You facilitate/ }).click();
  await mine.getByRole('menuitem', { name: 'Tomás Herrera' }).click();
  await theirs.getByRole('button', { name: /^You facilitate/ }).waitFor();
  await mine.getByText('Tomás Herrera facilitates').waitFor();
  expect(await mine.getByRole('button', { name: 'Take over' }).count()).toBe(0);
  await theirs.close();
  await mine.getByText('is not here any more').waitFor();
  await mine.keyboard.press('f');
  await mine.getByRole('button', { name: /^You facilitate/ }).waitFor();
});

test('who comes late or reloads is where the meeting is; a stage that is removed lets nobody stay', async () => {
  meeting = await opened(world);
  await goTo('CONCERNS');
  const page = await open('vendor');
  await at(page, 'Concerns').waitFor();
  await page.reload();
  await at(page, 'Concerns').waitFor();
  await agenda(page)
    .getByRole('link', { name: /^Pulse/ })
    .click();
  await at(page, 'Pulse').waitFor();
  await act(world.p.client, 'removeStage', { meetingId: meeting.id, stageId: stageOf(meeting, 'PULSE').id });
  await at(page, 'Concerns').waitFor();
  await act(world.p.client, 'removeStage', { meetingId: meeting.id, stageId: stageOf(meeting, 'CONCERNS').id });
  await at(page, 'Next iteration').waitFor();
});

test('the time is the server’s, says when it is over, and is extended from now on', async () => {
  meeting = await opened(world);
  server.clock.move(5 * MINUTE_MS);
  const page = await open('vendor');
  await page.getByText(/^2:\d\d$/).waitFor();
  await page.getByRole('timer', { name: '2 minutes over the time, of 3' }).waitFor();
  await page.getByRole('button', { name: /over: give Check-in more time/ }).click();
  await page.getByRole('menuitem', { name: '2 minutes', exact: true }).click();
  await page.getByText('left of 8 min').waitFor();
  await eventually('it is kept', async () => stageOf(await read(), 'CHECK_IN').minutes === 8);
});

test('“ready” and “need more time” are counted by party, and taken back by a second press', async () => {
  await opened(world);
  const [mine, theirs] = await both();
  await at(theirs, 'Check-in').waitFor();
  await theirs.keyboard.press('i');
  await mine.getByText('2 people checked in').waitFor();
  await theirs.keyboard.press('y');
  const vendors = mine.getByText('Fieldnote Software: 1 of 1 ready');
  await vendors.waitFor();
  await mine.getByRole('button', { name: 'Ready', exact: true }).click();
  await theirs.getByText('Everybody is ready').waitFor();
  await theirs.keyboard.press('m');
  await mine.getByText('1 needs more time').waitFor();
  await theirs.keyboard.press('m');
  await mine.getByText('needs more time').waitFor({ state: 'detached' });
});

test('the agenda is changed while the meeting runs, by keyboard, and everybody sees it', async () => {
  meeting = await opened(world);
  const [mine, theirs] = await both();
  const names = (page: Page) => agenda(page).getByRole('link').allInnerTexts();
  await agenda(theirs).getByRole('button', { name: 'Add', exact: true }).press('Enter');
  const dialog = theirs.getByRole('dialog');
  await dialog.getByLabel('What do you want to talk about?').fill('Who answers the depot');
  await dialog.getByLabel('When?').selectOption('Right after what is on now');
  await theirs.keyboard.press('Enter');
  await agenda(mine)
    .getByRole('link', { name: /^Who answers the depot/ })
    .waitFor();
  expect((await names(mine))[1]).toContain('Who answers the depot');
  const menu = agenda(mine).getByRole('button', { name: 'Change Who answers the depot on the agenda' });
  await menu.press('Enter');
  await mine.getByRole('menuitem', { name: 'One down' }).press('Enter');
  await eventually('it is moved for both', async () => (await names(theirs))[2]?.includes('Who answers the depot'));
  await menu.press('Enter');
  await mine.getByRole('menuitem', { name: /^Park it/ }).press('Enter');
  await agenda(theirs)
    .getByRole('link', { name: /^Who answers the depot.*parked for the next meeting/ })
    .waitFor();
  // What is parked is passed by.
  await goTo('PROMISES');
  await mine.getByRole('button', { name: /^Next: Goals/ }).waitFor();
});

test('the usual time is set, a meeting scheduled, moved and cancelled, all on the page of meetings', async () => {
  const list = `/p/${world.p.slug}/meetings`;
  const [mine, theirs] = await Promise.all([stage.open(world.p.client, list), stage.open(world.p.vendor, list)]);
  await mine.getByRole('button', { name: 'Say when you meet' }).click();
  await mine.getByLabel('Minutes', { exact: true }).fill('7');
  await mine.getByRole('button', { name: 'Set it' }).click();
  await mine.getByText('A meeting lasts 15 to 240 minutes.').waitFor();
  await mine.getByLabel('Minutes', { exact: true }).fill('45');
  await mine.getByRole('button', { name: 'Set it' }).click();
  await theirs.getByText('Every Thursday, 14:00').waitFor();
  // The week's meeting comes into the calendar by itself.
  await server.runDue();
  await theirs.getByRole('heading', { name: 'Thursday 19 November, 14:00' }).waitFor();
  await theirs.getByRole('button', { name: 'Another time' }).click();
  await theirs.getByLabel('It begins').fill('2026-11-19T15:30');
  await theirs.getByRole('button', { name: 'Move it' }).click();
  await mine.getByRole('heading', { name: 'Thursday 19 November, 15:30' }).waitFor();
  await mine.getByRole('button', { name: 'Move Promises down' }).click();
  await eventually('the order is another', async () => (await read()).stages[1]?.kind === 'GOALS');
  await mine.getByRole('button', { name: 'Cancel it' }).click();
  await mine.getByLabel('Why does it not take place?').fill('Everybody is at the depot');
  await mine.getByRole('button', { name: 'Cancel the meeting' }).click();
  await theirs.getByText('Cancelled: Everybody is at the depot').waitFor();
});

test.each([1440, 390])('the frame has no violation %i px wide, nor anything wider than the screen', async (width) => {
  meeting = await scheduled(world);
  const page = await open('vendor', '', { width });
  await page.getByRole('heading', { name: /Wednesday 18 November/ }).waitFor();
  await isSound(page);
  await act(world.p.client, 'startMeeting', { meetingId: meeting.id });
  await page.getByRole('heading', { name: 'Who is here?' }).waitFor();
  await isSound(page);
  await agenda(page)
    .getByRole('link', { name: /^Concerns/ })
    .click();
  await page.getByRole('button', { name: 'Rejoin' }).waitFor();
  await isSound(page);
  await page.goto(`${server.url}/p/${world.p.slug}/meetings`);
  await page.getByRole('link', { name: 'Join the meeting' }).waitFor();
  await isSound(page);
});

async function isSound(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  expect(await violations(page)).toBe('');
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
}
