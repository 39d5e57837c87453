import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CuttableProxy, cuttableProxy } from '../kit/cuttable-proxy.ts';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from './example-client.ts';
import { refusalOf } from './refusal.ts';

const QUERY_TIMEOUT_MS = 1_000;
const HEALS_WITHIN_MS = 30_000;

let database: TestDatabase;
let wire: CuttableProxy;
let server: TestServer;
let partnership: TestPartnership;
beforeAll(async () => {
  database = await freshDatabase();
  wire = await cuttableProxy(database.url);
  const through = new URL(database.url);
  through.port = new URL(wire.url).port;
  server = await startServer({ database: { ...database, url: through.href }, queryTimeoutMs: QUERY_TIMEOUT_MS });
  partnership = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await partnership.close();
  await server.close();
  await wire.close();
  await database.drop();
});

const goesWell = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
const TITLE = 'query ($id: ID!) { node(id: $id) { ... on Story { title } } }';

test('[LP15] connections to the database that swallow everything are given up: what was typed is refused, and then saved', async () => {
  const story = await createStory(partnership.client, partnership.id, { title: 'bus' });
  const priya = await new ExampleClient(partnership.client, story.id).open();
  const tomas = await new ExampleClient(partnership.vendor, story.id).open();
  wire.freeze();
  priya.edit((doc) => doc.getText('title').insert(0, 'late '));
  expect(await refusalOf(priya.saved())).toBe('RESYNC');
  expect(priya.unsaved).toHaveLength(1);
  // Whoever gets a connection that rested fails with it, once.
  await eventually('reads go on', () => goesWell(partnership.client.gql(TITLE, { id: story.id })), HEALS_WITHIN_MS);
  for (const page of [priya, tomas])
    await eventually('it is open again and saved', () => goesWell(page.resume().then(page.saved)), HEALS_WITHIN_MS);
  await eventually('the other has it', () => tomas.doc.getText('title').toString() === 'late bus');
  priya.close();
  tomas.close();
});
