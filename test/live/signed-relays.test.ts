import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { type SpawnedServer, spawnServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { contentHash } from './content-hash.ts';
import { ExampleClient } from './example-client.ts';
import { KeepingClient } from './keeping-client.ts';
import { refusalOf } from './refusal.ts';

let database: TestDatabase;
let server: SpawnedServer;
let partnership: TestPartnership;
let storyId: string;
let priya: KeepingClient;
let tomas: KeepingClient;
beforeAll(async () => {
  database = await freshDatabase();
  server = await spawnServer({ DATABASE_URL: database.url });
  partnership = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await partnership?.close();
  await server?.stop();
  await database?.drop();
});
beforeEach(async () => {
  storyId = (await createStory(partnership.client, partnership.id, { title: 'bus' })).id;
  priya = await new KeepingClient(partnership.client, storyId).open();
  tomas = await new KeepingClient(partnership.vendor, storyId).open();
});
afterEach(() => {
  priya.close();
  tomas.close();
});

const titleOf = ({ doc }: { doc: Y.Doc }): string => doc.getText('title').toString();
const write = (client: ExampleClient, words: string, at = 0): void =>
  client.edit((doc) => doc.getText('title').insert(at, words));
const seen = (client: ExampleClient, title: string): Promise<boolean> =>
  eventually(`somebody reads “${title}”`, () => titleOf(client) === title);
const rowsOf = (documentId: string) =>
  database.query<{ member_id: string }>(
    'select member_id from document_update where document_id = $1 order by seq',
    documentId,
  );

/** Kills the API where it stands, with whatever its database connections were still to do. */
async function crash(release: () => Promise<void>): Promise<void> {
  const { port } = new URL(server.url);
  await server.kill();
  await database.breakConnections();
  await release();
  server = await spawnServer({ DATABASE_URL: database.url, PORT: port });
}

async function expectOneContent(...pages: ExampleClient[]): Promise<void> {
  const reader = await new ExampleClient(partnership.client, storyId).open();
  for (const page of pages)
    await eventually('a page holds what is stored', () => contentHash(page.doc) === contentHash(reader.doc));
  reader.close();
}

test('[LP35] words that a crash took, of a writer who never returns, come back from a page that saw them', async () => {
  const release = await database.holdCommits(storyId);
  write(priya, 'lost ');
  await seen(tomas, 'lost bus');
  write(tomas, 'and found ', 5);
  await crash(release);
  priya.close();
  await tomas.resume();
  await tomas.saved();
  expect(await rowsOf(storyId)).toEqual([
    { member_id: partnership.clientMemberId },
    { member_id: partnership.clientMemberId },
    { member_id: partnership.vendorMemberId },
  ]);
  await expectOneContent(tomas);
  expect(titleOf(tomas)).toBe('lost and found bus');
});

test('[LP35] so do words and deletions that nobody built upon, and those that stand on the page’s own', async () => {
  // A page sends one push at a time, and none is acknowledged here.
  const again = await new ExampleClient(partnership.client, storyId).open();
  const release = await database.holdCommits(storyId);
  write(tomas, 'one ');
  await Promise.all([priya, again].map((page) => seen(page, 'one bus')));
  write(priya, 'two ');
  again.edit((doc) => doc.getText('title').delete(4, 3));
  await seen(tomas, 'two one ');
  await crash(release);
  for (const page of [priya, again]) page.close();
  write(tomas, 'three ');
  await tomas.resume();
  await tomas.saved();
  await expectOneContent(tomas);
  expect(titleOf(tomas)).toBe('three two one ');
});

test('[LP35] who opens a document gets a signature with whatever is not durable, and is told once it is', async () => {
  const release = await database.holdCommits(storyId);
  write(priya, 'slow ');
  await seen(tomas, 'slow bus');
  const late = await new KeepingClient(partnership.vendor, storyId).open();
  expect(late.kept.map(({ update }) => update)).toEqual(tomas.kept.map(({ update }) => update));
  expect(late.sync?.signatures).toEqual([null, tomas.kept[0]?.signature]);
  await release();
  await priya.saved();
  write(priya, 'a ');
  await Promise.all([tomas, late].map((client) => seen(client, 'a slow bus')));
  await eventually('the first is called durable', () => tomas.kept.length === 1 && late.kept.length === 1);
  expect(tomas.kept[0]?.relay).toBe((late.sync?.relay ?? 0) + 1);
  late.close();
});

test('[LP35] what is there already is acknowledged, and neither stored nor relayed again', async () => {
  write(priya, 'once ');
  await priya.saved();
  await seen(tomas, 'once bus');
  const [kept] = tomas.kept;
  if (!kept) throw new Error('Nothing was kept.');
  expect(await tomas.handIn([kept, kept])).toEqual({ handInUpdates: { seq: 2 } });
  expect(await rowsOf(storyId)).toHaveLength(2);
});

test('[LP35] forged, altered and foreign ones are refused, and nothing of what came with them is taken', async () => {
  const release = await database.holdCommits(storyId);
  write(priya, 'mine ');
  await seen(tomas, 'mine bus');
  await crash(release);
  priya.close();
  const kept = tomas.kept.splice(0);
  await tomas.resume();
  const other = await createStory(partnership.client, partnership.id, { title: 'bus' });
  const elsewhere = await new KeepingClient(partnership.vendor, other.id).open();
  const [true1] = kept;
  if (!true1) throw new Error('Nothing was kept.');
  const changed = (text: string, at: number): string => {
    const bytes = Buffer.from(text, 'base64');
    bytes[at] = (bytes[at] as number) ^ 1;
    return bytes.toString('base64');
  };
  const last = Buffer.from(true1.update, 'base64').length - 2;
  for (const { what, forged } of [
    { what: 'no signature', forged: { ...true1, signature: '' } },
    { what: 'not base64', forged: { ...true1, signature: 'signed, Priya' } },
    { what: 'another member', forged: { ...true1, signature: changed(true1.signature, 3) } },
    { what: 'another seal', forged: { ...true1, signature: changed(true1.signature, 20) } },
    { what: 'other words', forged: { ...true1, update: changed(true1.update, last) } },
  ])
    expect(await refusalOf(tomas.handIn([true1, forged])), what).toBe('FORBIDDEN');
  expect(await refusalOf(tomas.handIn([true1, { ...true1, update: 'AQ==' }]))).toBe('BAD_UPDATE');
  expect(await refusalOf(tomas.handIn([]))).toBe('BAD_UPDATE');
  expect(await refusalOf(elsewhere.handIn([true1]))).toBe('FORBIDDEN');
  const { person } = await partnership.join('CLIENT', 'OBSERVER', 'Ola Nordmann');
  const observer = await new KeepingClient(person, storyId).open();
  expect(await refusalOf(observer.handIn([true1]))).toBe('FORBIDDEN');
  expect([await rowsOf(storyId), await rowsOf(other.id)].map(({ length }) => length)).toEqual([1, 1]);
  expect(titleOf(observer)).toBe('bus');
  await tomas.handIn([true1]);
  await seen(observer, 'mine bus');
  for (const client of [observer, elsewhere]) client.close();
});
