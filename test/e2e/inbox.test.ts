import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { violations } from '../kit/axe.ts';
import { openStage, type Stage } from '../kit/browser.ts';
import { createStory, partnershipWithTwoParties, type TestMember, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { tell } from '../partnership/inbox-kit.ts';
import { StoryPage } from './story-page.ts';

let server: TestServer;
let stage: Stage;
let ours: TestPartnership;
let mei: TestMember;
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
  mei = await ours.join('VENDOR', 'MEMBER');
});
afterEach(async ({ task }) => {
  await stage.clear(task);
  await ours.close();
});

test('typing @ offers the others by name; by keyboard alone somebody is mentioned, and told at once', async () => {
  const { key } = await createStory(ours.client, ours.id);
  const [writer, reader] = await Promise.all([
    stage.open(ours.client, `/p/${ours.slug}/stories/${key}`),
    stage.open(mei.person, `/p/${ours.slug}/people`),
  ]);
  await reader.getByRole('link', { name: 'Inbox' }).waitFor();
  const story = await new StoryPage(writer).ready();
  await story.type(story.narrative, 'Ask @');
  const list = writer.getByRole('listbox', { name: 'Mention somebody' });
  await list.waitFor();
  expect(await list.getByRole('option').allTextContents()).toEqual([
    expect.stringContaining('Mei Zhang'),
    expect.stringContaining('Tomás Herrera'),
  ]);
  expect(await violations(writer)).toBe('');
  await writer.keyboard.press('ArrowDown');
  const active = await story.narrative.getAttribute('aria-activedescendant');
  expect(await list.getByRole('option', { selected: true }).getAttribute('id')).toBe(active);
  await writer.keyboard.type('zha');
  await writer.keyboard.press('Enter');
  await list.waitFor({ state: 'detached' });
  await writer.keyboard.type('first');
  await eventually('the name is written', async () => (await story.words()) === 'Ask @Mei Zhang first');

  await reader.getByRole('link', { name: 'Inbox, 1 unread' }).click();
  const told = reader.getByRole('link', { name: /Priya Raman mentions you in/ });
  await told.waitFor();
  await told.click();
  await reader.waitForURL(`**/stories/${key}`);
  await reader.getByRole('link', { name: 'Inbox', exact: true }).waitFor();
});

test('a name is written by a click as well, in a title or a criterion; Escape leaves the @, and an address is none', async () => {
  const { key } = await createStory(ours.client, ours.id, { title: '', criteria: ['Shown'] });
  const page = await stage.open(ours.client, `/p/${ours.slug}/stories/${key}`);
  const story = await new StoryPage(page).ready();
  const list = page.getByRole('listbox', { name: 'Mention somebody' });
  await story.type(story.title, 'For @tom');
  await list.waitFor();
  await page.keyboard.press('Tab');
  await eventually('the title has the name', async () => (await story.title.inputValue()) === 'For @Tomás Herrera ');
  await story.type(story.criteria.first(), ' to @');
  await list.getByRole('option', { name: /Mei Zhang/ }).click();
  await page.keyboard.type('first');
  await eventually('the criterion has the name', async () =>
    (await story.criteria.first().textContent())?.startsWith('Shown to @Mei Zhang first'),
  );
  await story.type(story.narrative, 'Write to @');
  await list.waitFor();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await page.keyboard.type('m');
  expect(await list.count()).toBe(0);
  await page.keyboard.type(' or priya@m');
  expect(await list.count()).toBe(0);
  expect(await story.words()).toBe('Write to @m or priya@m');
});

test('what is read on one page is read on the other; all is read at once, and the list says so', async () => {
  for (const text of ['Priya asks Fieldnote: which depots?', 'The commitment waits for your signature'])
    await tell(server, ours, [mei.memberId], { text, actorId: ours.clientMemberId });
  const place = `/p/${ours.slug}/inbox`;
  const [here, there] = await Promise.all([stage.open(mei.person, place), stage.open(mei.person, place)]);
  for (const page of [here, there]) await page.getByRole('link', { name: 'Inbox, 2 unread' }).waitFor();
  await here.getByRole('button', { name: /^Mark as read: The commitment/ }).click();
  await there.getByRole('link', { name: 'Inbox, 1 unread' }).waitFor();
  await there.getByRole('button', { name: /^Mark as read: The commitment/ }).waitFor({ state: 'detached' });
  await there.getByRole('button', { name: 'Unread (1)' }).click();
  await there.getByRole('button', { name: 'Mark all as read' }).click();
  await there.getByText('You have read everything').waitFor();
  await here.getByRole('link', { name: 'Inbox', exact: true }).waitFor();
  await tell(server, ours, [mei.memberId], { text: 'One more thing' });
  await there.getByRole('link', { name: /One more thing/ }).waitFor();
});

test('what is chosen in the settings holds, without a save button', async () => {
  const page = await stage.open(mei.person, `/p/${ours.slug}/settings#told`);
  const email = page.getByRole('combobox', { name: 'Somebody mentions me: by e-mail' });
  await email.selectOption('In the digest');
  await page.getByRole('checkbox', { name: 'Something is signed: in the inbox' }).uncheck();
  await eventually('both are kept', async () => {
    const rows = await server.database.query<{ kind: string }>(
      `select kind from notification_setting where member_id = $1 and (kind, in_page, email) in (('MENTIONED', true, 'DIGEST'), ('SIGNED', false, 'DIGEST'))`,
      mei.memberId,
    );
    return rows.length === 2;
  });
  await page.reload();
  await page.getByRole('checkbox', { name: 'Something is signed: in the inbox' }).waitFor();
  expect(await email.inputValue()).toBe('DIGEST');
});

test('g i and the palette lead to the inbox', async () => {
  const page = await stage.open(mei.person, `/p/${ours.slug}/people`);
  const heading = page.getByRole('heading', { name: 'Inbox', level: 1 });
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await heading.waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('inbo');
  await page.getByRole('menuitem', { name: 'Inbox' }).and(page.locator('[data-focused]')).waitFor();
  await page.keyboard.press('Enter');
  await heading.waitFor();
});
