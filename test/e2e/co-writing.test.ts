import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '../kit/browser.ts';
import { type CuttableProxy, cuttableProxy } from '../kit/cuttable-proxy.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { StoryPage, wordsOf } from './story-page.ts';

let server: TestServer;
let wire: CuttableProxy;
let stage: Stage;
let partnership: TestPartnership;
let place: string;
let storyId: string;

beforeAll(async () => {
  server = await startServer();
  wire = await cuttableProxy(server.url);
  stage = await openStage(() => wire.url);
  partnership = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await stage?.close();
  await wire?.close();
  await server?.close();
});
afterEach(({ task }) => stage.clear(task));

const NARRATIVE = 'query ($id: ID!) { node(id: $id) { ... on Story { title narrative criteria { text } } } }';
type Words = { node: { title: string; narrative: string; criteria: { text: string }[] } };
const rows = async (): Promise<Words['node']> => (await partnership.client.gql<Words>(NARRATIVE, { id: storyId })).node;

async function bothOpen(): Promise<[client: StoryPage, vendor: StoryPage]> {
  const story = await createStory(partnership.client, partnership.id, { title: 'Late bus', criteria: ['It is seen'] });
  storyId = story.id;
  place = `/p/${partnership.slug}/stories/${story.key}`;
  const pages = await Promise.all([stage.open(partnership.client, place), stage.open(partnership.vendor, place)]);
  const [client, vendor] = await Promise.all(pages.map((page) => new StoryPage(page).ready()));
  if (!client || !vendor) throw new Error('Two pages were to open.');
  return [client, vendor];
}

test('two parties type into the same story at once and read the same text', async () => {
  const [client, vendor] = await bothOpen();
  await Promise.all([
    client.type(client.narrative, 'Dispatchers see a late bus first. '),
    vendor.type(vendor.narrative, 'Passengers hear of it next. '),
  ]);
  await Promise.all([
    client.type(client.title, ' seen early'),
    vendor.type(vendor.criteria.first(), ' within a minute'),
  ]);
  const read = await eventually('both pages read the same', async () => {
    const [one, other] = await Promise.all([client.words(), vendor.words()]);
    return one === other && one.length > 50 ? one : null;
  });
  // Typed at the same place at once, the two may interleave, but not a letter is lost or doubled.
  const letters = (text: string): string => [...text.replace(/\s/g, '')].toSorted().join('');
  expect(letters(read)).toBe(letters('Dispatchers see a late bus first. Passengers hear of it next.'));
  await eventually('the title has arrived', async () => (await vendor.title.inputValue()) === 'Late bus seen early');
  await eventually(
    'the criterion has arrived',
    async () => (await wordsOf(client.criteria.first())) === 'It is seen within a minute',
  );
  await eventually('the words are rows', async () => {
    const { title, criteria } = await rows();
    return title === 'Late bus seen early' && criteria.map(({ text }) => text).join() === 'It is seen within a minute';
  });
});

test('each sees the other’s name at the caret', async () => {
  const [client, vendor] = await bothOpen();
  await client.type(client.narrative, 'Here I am.');
  const caret = vendor.page.locator('.remote-caret[data-party="CLIENT"]');
  await caret.first().waitFor({ state: 'attached' });
  expect(await caret.first().textContent()).toContain('Priya');
});

test('undo takes back my own words only', async () => {
  const [client, vendor] = await bothOpen();
  await client.type(client.narrative, 'Mine stays. ');
  await eventually('the words have arrived', async () => (await vendor.words()).includes('Mine stays.'));
  await vendor.type(vendor.narrative, 'Yours goes. ');
  await eventually('the words have arrived', async () => (await client.words()).includes('Yours goes.'));
  await vendor.page.keyboard.press('Control+z');
  await eventually('the undo has arrived', async () => !(await client.words()).includes('Yours goes.'));
  expect(await client.words()).toContain('Mine stays.');
});

test('what is written offline is counted, kept, and arrives later', async () => {
  const [client, vendor] = await bothOpen();
  await wire.cut();
  await client.page.getByText('Offline', { exact: false }).first().waitFor();
  await client.type(client.narrative, 'Written in a tunnel. ');
  await eventually('the edits are counted', async () => ((await client.unsaved()) ?? 0) > 0);
  await vendor.type(vendor.narrative, 'Written on a hill. ');
  await wire.mend();
  await Promise.all([client.saved(20_000), vendor.saved(20_000)]);
  const both = await eventually('both read both', async () => {
    const [one, other] = await Promise.all([client.words(), vendor.words()]);
    return one === other ? one : null;
  });
  expect(both).toContain('Written in a tunnel.');
  expect(both).toContain('Written on a hill.');
});

test('edits made just before a reload arrive', async () => {
  const [client, vendor] = await bothOpen();
  await client.type(client.narrative, 'The last words before the reload', 0);
  await client.page.reload();
  await eventually('the words have arrived', async () =>
    (await vendor.words()).includes('The last words before the reload'),
  );
  await client.ready();
  await eventually('the words are still there', async () =>
    (await client.words()).includes('The last words before the reload'),
  );
});

test('edits made offline outlive a reload', async () => {
  const [client, vendor] = await bothOpen();
  await wire.cut();
  await client.type(client.narrative, 'Nobody has seen this yet. ');
  await eventually('the edits are counted', async () => ((await client.unsaved()) ?? 0) > 0);
  // The page is left without a server to answer, and opened again later.
  await client.page.goto('about:blank');
  await wire.mend();
  await client.page.goto(`${wire.url}${place}`);
  await client.ready();
  await eventually(
    'the words have arrived',
    async () => (await vendor.words()).includes('Nobody has seen this yet.'),
    20_000,
  );
  expect(await client.words()).toContain('Nobody has seen this yet.');
});

/** PostgreSQL's answer, for everything that opening and writing a document stores, while there is no room for it. */
const FULL_DISK = `create function no_room() returns trigger language plpgsql as $$
  begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
  create trigger no_room before insert on document_update for each statement execute function no_room();
  create trigger no_room before insert on document_client for each statement execute function no_room()`;

test('on a full disk words are kept and counted, reading goes on, and once there is room they are saved', async () => {
  const [client, vendor] = await bothOpen();
  await server.database.query(FULL_DISK);
  await client.type(client.narrative, 'Typed onto a full disk. ');
  await client.page.getByText(/Not saved · \d+ edits/).waitFor();
  expect((await rows()).narrative).toBe('');
  await vendor.page.goto(`${wire.url}/p/${partnership.slug}/stories`);
  await vendor.page.getByText('Late bus').first().waitFor();
  await vendor.page.goto(`${wire.url}${place}`);
  await server.database.query('drop function no_room cascade');
  await client.saved(30_000);
  await vendor.ready();
  await eventually('the words have arrived', async () => (await vendor.words()) === 'Typed onto a full disk. ');
  expect(await client.words()).toBe('Typed onto a full disk. ');
});
