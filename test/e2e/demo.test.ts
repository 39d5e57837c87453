import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../kit/browser.ts';
import { violations } from '../kit/axe.ts';
import { DAY_MS } from '../kit/clock.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { closeMeeting, judgeAll, readDemo } from '../meeting/demo-kit.ts';
import { shownStory } from './shown-story.ts';
import { wordsOf } from './story-page.ts';

let server: TestServer;
let stage: Stage;

beforeAll(async () => {
  server = await startServer();
  stage = await openStage(() => server.url);
});
afterAll(async () => {
  await stage?.close();
  await server?.close();
});
afterEach(({ task }) => stage.clear(task));

const criteria = (page: Page) => page.getByRole('region', { name: /^Acceptance criteria/ });
const mark = (page: Page, place: number) =>
  criteria(page).getByRole('button', { name: new RegExp(`^Criterion ${place}:`) });
const row = (page: Page, place: number): Locator =>
  criteria(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: new RegExp(`^Criterion ${place}:`) }) });
const verdict = (page: Page, name: string) =>
  page.getByRole('group', { name: /^Verdict of/ }).getByRole('button', { name, exact: true });
const outcome = (page: Page) => page.getByRole('region', { name: 'What it comes to' });
const ready = (page: Page) => page.getByRole('group', { name: /^Verdict of/ }).waitFor();
const told = (page: Page) => page.getByRole('region', { name: 'Messages' });
const hasFocus = (where: Locator) => where.evaluate((node) => node === document.activeElement);
const opened = async (who: Parameters<Stage['open']>[0], place: string, view?: Parameters<Stage['open']>[2]) => {
  const page = await stage.open(who, place, view);
  await ready(page);
  return page;
};
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('verdicts', () => {
  test('given by keyboard alone: each goes on to the next criterion, and the other side sees and hears it at once', async () => {
    const { p, place, story, meeting } = await shownStory(server);
    const [ours, theirs] = await Promise.all([opened(p.client, place), opened(p.vendor, place)]);
    await ours.keyboard.press('1');
    await eventually('the focus is on the next', () => hasFocus(mark(ours, 2)));
    await row(theirs, 1).getByText('Meridian Transit: Met').waitFor();
    await theirs
      .locator('[aria-live="assertive"]', { hasText: 'Meridian Transit: criterion 1 met' })
      .waitFor({ state: 'attached' });
    expect(await ours.locator('[aria-live="assertive"]').textContent()).toBe('');

    await ours.keyboard.press('3');
    const sentence = ours.getByRole('textbox', { name: 'What is not met?' });
    await eventually('the sentence takes the focus', () => hasFocus(sentence));
    await ours.keyboard.press('Control+Enter');
    await ours.getByText('Say in a sentence what is not met').waitFor();
    await ours.keyboard.type('The button does nothing on the depot tablet');
    await ours.keyboard.press('Control+Enter');
    await row(theirs, 2).getByText('The button does nothing on the depot tablet').waitFor();
    await eventually('the focus is on the last', () => hasFocus(mark(ours, 3)));
    await ours.keyboard.press('4');
    await row(theirs, 3).getByText('Meridian Transit: Not shown').waitFor();

    // Between the criteria by key, and a new verdict in an earlier one's place.
    await ours.keyboard.press('ArrowUp');
    await eventually('one up', () => hasFocus(mark(ours, 2)));
    await ours.keyboard.press('d');
    await eventually('one down', () => hasFocus(mark(ours, 3)));
    await ours.keyboard.press('1');
    await row(theirs, 3).getByText('Meridian Transit: Met').waitFor();
    await row(ours, 3).getByText('One earlier verdict').waitFor();
    expect((await readDemo(p.client, meeting, story.id)).criteria.map(({ verdicts }) => verdicts[0]?.verdict)).toEqual([
      ...['MET', 'NOT_MET', 'MET'],
    ]);
    await p.close();
  });

  test('what was half typed is there after a reload; refused, a verdict is taken back and its sentence kept', async () => {
    const { p, place } = await shownStory(server);
    const page = await opened(p.client, place);
    await page.keyboard.press('3');
    const sentence = page.getByRole('textbox', { name: 'What is not met?' });
    await sentence.fill('It turns red, not amber');
    await page.reload();
    expect(await sentence.inputValue()).toBe('It turns red, not amber');
    const refuse = (route: Parameters<Parameters<Page['route']>[1]>[0]) =>
      route.request().postData()?.includes('GiveVerdict') ? route.abort() : route.continue();
    await page.route('**/graphql', refuse);
    await page.getByRole('button', { name: 'Not met' }).click();
    await told(page).getByText('“Not met” on criterion 1 did not count').waitFor({ timeout: 20_000 });
    expect(await sentence.inputValue()).toBe('It turns red, not amber');
    expect(await row(page, 1).getByText('Meridian Transit: Not met').count()).toBe(0);
    await page.unroute('**/graphql', refuse);
    await page.getByRole('button', { name: 'Not met' }).click();
    await row(page, 1).getByText('It turns red, not amber').waitFor();
    await page.reload();
    await ready(page);
    expect(await sentence.count()).toBe(0);
    await p.close();
  });

  test('met with a condition makes a promise, with a day and who owes it', async () => {
    const { p, place } = await shownStory(server, { criteria: ['The map shows it'] });
    const page = await opened(p.client, place);
    await page.keyboard.press('2');
    await page.getByRole('textbox', { name: /What is still to be done/ }).fill('The legend in both languages');
    await page.getByLabel('Who owes it?').selectOption('Tomás Herrera, Fieldnote Software');
    await page.getByLabel('By the end of').fill(new Date(Date.now() + 10 * DAY_MS).toISOString().slice(0, 10));
    await page.getByRole('button', { name: 'Met, on this condition' }).click();
    await row(page, 1)
      .getByText(/Tomás Herrera, by .+, asked for/)
      .waitFor();
    await row(page, 1).getByRole('link', { name: 'P-1' }).click();
    await page.waitForURL(/promises/);
    await page.getByText('The legend in both languages').waitFor();
    await p.close();
  });
});

describe('a dispute', () => {
  test('shows what differs to both, and a new verdict resolves it', async () => {
    const { p, place, story, meeting } = await shownStory(server, { criteria: ['The map shows it'] });
    await judgeAll(p.vendor, meeting, story.id);
    const [ours, theirs] = await Promise.all([opened(p.client, place), opened(p.vendor, place)]);
    await verdict(ours, 'Not met').click();
    await ours.getByRole('textbox', { name: 'What is not met?' }).fill('Not after dark');
    await ours.keyboard.press('Control+Enter');
    for (const page of [ours, theirs]) {
      await outcome(page).getByText('The parties differ on one criterion.').waitFor();
      await outcome(page)
        .getByRole('list', { name: 'What the parties differ on' })
        .getByText('Not after dark')
        .waitFor();
    }
    // On the board and on the story it is seen, too.
    await theirs.goto(`${server.url}/p/${p.slug}/board`);
    await theirs.getByText('Disputed').first().waitFor();
    await theirs.goto(`${server.url}/p/${p.slug}/stories/${story.key}`);
    await theirs.getByText('Verdicts decide, and they differ').waitFor();

    await ours.getByRole('button', { name: 'Give a new verdict on criterion 1' }).click();
    await eventually('the focus is on it', () => hasFocus(mark(ours, 1)));
    await ours.keyboard.press('1');
    await outcome(ours).getByText('Both parties find every criterion met.').waitFor();
    await theirs.goBack();
    await p.close();
  });

  test('goes to the sponsors with a reason; when both rule alike, that is the outcome', async () => {
    const { p, place, story, meeting } = await shownStory(server, { criteria: ['The map shows it'] });
    const { person: sponsor } = await p.join('CLIENT', 'SPONSOR', 'Ines Okoye');
    await judgeAll(p.vendor, meeting, story.id);
    await judgeAll(p.client, meeting, story.id, 'NOT_MET', 'Not after dark');
    const page = await opened(p.client, place);
    await page.getByRole('button', { name: 'Take it to the sponsors…' }).click();
    await page.getByText('Read and ruled on by Ines Okoye and Tomás Herrera').waitFor();
    await page.getByLabel('What do you disagree about?').fill('Whether the night map is part of it');
    await page.getByRole('button', { name: 'Take it to the sponsors' }).click();
    await page.getByText('Waits for Ines Okoye of Meridian Transit').waitFor();
    // A lead does not rule where the party has a sponsor.
    expect(await page.getByRole('button', { name: 'Rule so' }).count()).toBe(0);
    for (const ruler of [sponsor, p.vendor]) {
      const theirs = await opened(ruler, place);
      await theirs.getByRole('button', { name: 'Rule so' }).click();
      await theirs.getByText('Choose how you rule.').waitFor();
      await theirs.getByRole('radio', { name: /Return it/ }).check();
      await theirs.getByLabel('Why?').fill('Night is when it is needed');
      await theirs.getByRole('button', { name: 'Rule so' }).click();
      await theirs
        .getByRole('list', { name: 'How the sponsors rule' })
        .getByText('Night is when it is needed')
        .first()
        .waitFor();
    }
    await outcome(page).getByText('So the sponsors ruled.').waitFor();
    expect((await readDemo(p.client, meeting, story.id)).outcome).toBe('RETURNED');
    await p.close();
  });
});

describe('what is kept of a demo', () => {
  test('its words are written by both sides at once; an observer reads them', async () => {
    const { p, place, story, meeting } = await shownStory(server, { criteria: ['The map shows it'] });
    const [ours, theirs] = await Promise.all([opened(p.client, place), opened(p.vendor, place)]);
    const words = (page: Page) => page.getByRole('textbox', { name: 'What was shown and said' });
    await words(ours).and(ours.locator('[contenteditable="true"]')).click();
    await ours.keyboard.type('Bus 4312 turned amber. ');
    await words(theirs).getByText('Bus 4312 turned amber.').waitFor();
    await words(theirs).click();
    await theirs.keyboard.press('Control+End');
    await theirs.keyboard.type('Held buses do not count.');
    for (const page of [ours, theirs])
      await eventually(
        'both have it all',
        async () => (await wordsOf(words(page))) === 'Bus 4312 turned amber. Held buses do not count.',
      );
    await eventually('it is in the rows', async () =>
      (await readDemo(p.client, meeting, story.id)).words.endsWith('count.'),
    );
    const { person } = await p.join('VENDOR', 'OBSERVER', 'Olu Observer');
    const read = await stage.open(person, place);
    await read.getByText('Bus 4312 turned amber. Held buses do not count.').waitFor();
    expect(await words(read).count()).toBe(0);
    expect(await read.getByRole('group', { name: /^Verdict of/ }).count()).toBe(0);
    await p.close();
  });

  test('screenshots are picked, pasted and dropped, and open; what is no picture is told in words', async () => {
    const { p, place } = await shownStory(server, { criteria: ['The map shows it'] });
    const [ours, theirs] = await Promise.all([opened(p.client, place), opened(p.vendor, place)]);
    const picker = ours.locator('input[type=file]');
    await picker.setInputFiles({ name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
    await told(ours).getByText('“notes.pdf” is not a picture that can be kept here').waitFor();
    await picker.setInputFiles({ name: 'huge.png', mimeType: 'image/png', buffer: Buffer.alloc(6 * 1024 * 1024) });
    await told(ours).getByText('“huge.png” has 6.0 MB').waitFor();
    await picker.setInputFiles({ name: 'fake.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') });
    await ours.getByRole('alert').getByText('Take a PNG, JPEG, WebP or GIF').waitFor();
    await ours.getByRole('button', { name: 'Leave it out' }).click();

    await picker.setInputFiles({ name: 'late-bus.png', mimeType: 'image/png', buffer: PIXEL });
    await ours.getByRole('button', { name: 'Add it' }).click();
    await ours.getByRole('button', { name: 'Show late bus' }).waitFor();
    const give = (kind: 'paste' | 'drop') =>
      ours.evaluate(
        ([how, base64]) => {
          const data = new DataTransfer();
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          data.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
          dispatchEvent(
            how === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: data, cancelable: true })
              : new DragEvent('drop', { dataTransfer: data, cancelable: true }),
          );
        },
        [kind, PIXEL.toString('base64')] as const,
      );
    for (const kind of ['paste', 'drop'] as const) {
      await give(kind);
      await ours.getByLabel('What does it show?').fill(`By ${kind}`);
      await ours.getByRole('button', { name: 'Add it' }).click();
      await ours.getByRole('button', { name: `Show By ${kind}` }).waitFor();
    }
    await theirs.getByRole('button', { name: 'Show late bus' }).click();
    const picture = theirs.getByRole('dialog').getByRole('img', { name: 'late bus' });
    await eventually('it is loaded', () => picture.evaluate((node) => (node as HTMLImageElement).naturalWidth === 1));
    await theirs.keyboard.press('Escape');
    await theirs.getByRole('button', { name: 'Remove By drop' }).click();
    await theirs.getByRole('button', { name: 'Remove it' }).click();
    await ours.getByRole('button', { name: 'Show By drop' }).waitFor({ state: 'detached' });
    await p.close();
  });
});

test('who cannot come judges beforehand, and after the meeting until the time is over, by both clocks', async () => {
  const { p, place, story, meeting } = await shownStory(server, { criteria: ['The map shows it'], state: 'SCHEDULED' });
  const page = await opened(p.client, place);
  await page.getByText('The meeting has not begun. Verdicts count already').waitFor();
  await page.getByText('in London').first().waitFor();
  await verdict(page, 'Met').click();
  await row(page, 1).getByText('Priya Raman, beforehand').waitFor();
  await closeMeeting(server, p, meeting);
  const late = await opened(p.vendor, place);
  await late.getByText('The meeting is over. Verdicts are still taken').waitFor();
  await verdict(late, 'Met').click();
  await outcome(late).getByText('Both parties find every criterion met.').waitFor();
  await eventually(
    'it is settled',
    async () => (await readDemo(p.client, meeting, story.id)).story.state === 'ACCEPTED',
  );
  await p.close();
});

describe('on a phone', () => {
  test('one criterion at a time, judged at the thumb, with a way to the others', async () => {
    const { p, place } = await shownStory(server);
    const page = await opened(p.client, place, { width: 390, height: 844 });
    await page.getByText('Criterion 1 of 3').waitFor();
    expect((await verdict(page, 'Met').boundingBox())?.height).toBeGreaterThanOrEqual(48);
    await verdict(page, 'Met').click();
    await page.getByText('Criterion 2 of 3').waitFor();
    await page.getByRole('button', { name: 'The criterion before' }).click();
    await page.getByText('Meridian Transit: Met').waitFor();
    await page.getByRole('button', { name: 'The next criterion' }).click();
    await page.getByRole('button', { name: 'The next criterion' }).click();
    await page.getByText('Criterion 3 of 3').waitFor();
    await p.close();
  });
});

test('axe finds nothing wrong, in both themes and on a phone, with a form and a dispute open', {
  timeout: 120_000,
}, async () => {
  const { p, place, story, meeting } = await shownStory(server);
  await judgeAll(p.vendor, meeting, story.id);
  await judgeAll(p.client, meeting, story.id, 'NOT_MET', 'Not after dark');
  for (const size of [{}, { width: 390, height: 844 }]) {
    const page = await opened(p.client, place, size);
    expect(await violations(page)).toBe('');
    await page.keyboard.press('2');
    await page.getByRole('textbox', { name: /What is still to be done/ }).waitFor();
    expect(await violations(page)).toBe('');
    // On a phone the form has the screen.
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('button', { name: 'Take it to the sponsors…' }).click();
    await page.getByRole('button', { name: 'Add a link' }).click();
    await page.getByLabel('Link', { exact: true }).waitFor();
    expect(await violations(page)).toBe('');
  }
  await p.close();
});
