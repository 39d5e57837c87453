import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { GraphQLClient } from '../kit/graphql-client.ts';
import { createStory, partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient, type LiveEvent, OPEN, type SyncEvent, toBase64 } from './example-client.ts';
import { refusalOf } from './refusal.ts';

let server: TestServer;
let partnership: TestPartnership;
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await partnership.close();
  await server.close();
});

const newStory = (title = 'Late bus') =>
  createStory(partnership.client, partnership.id, { title, criteria: ['It is seen within a minute.'] });

async function firstEvent(
  who: GraphQLClient,
  documentId: string,
  stateVector: string | null = null,
): Promise<SyncEvent> {
  const events = who.subscribe<{ document: LiveEvent }>(OPEN, { documentId, stateVector });
  const { document } = await events.next();
  events.end();
  if (document.__typename !== 'DocumentSync') throw new Error(`The first event was ${document.__typename}.`);
  return document;
}

function docOf(updates: string[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc;
}

test('[LP1] the first event makes an empty document equal to the server’s', async () => {
  const { id } = await newStory();
  const writer = await new ExampleClient(partnership.client, id).open();
  writer.edit((doc) => doc.getText('title').delete(0, 5));
  writer.edit((doc) => doc.getText('title').insert(0, 'Early '));
  await writer.saved();
  const sync = await firstEvent(partnership.vendor, id);
  const doc = docOf(sync.updates);
  expect(doc.getText('title').toString()).toBe('Early bus');
  expect(toBase64(Y.encodeStateVector(doc))).toBe(sync.stateVector);
  expect(sync.seq).toBe(writer.seq);
  writer.close();
});

test('[LP2] with a state vector only what it lacks is sent', async () => {
  const { id } = await newStory();
  const before = docOf((await firstEvent(partnership.vendor, id)).updates);
  const writer = await new ExampleClient(partnership.client, id).open();
  writer.edit((doc) => doc.getText('title').insert(0, 'Ö'));
  await writer.saved();
  const sync = await firstEvent(partnership.vendor, id, toBase64(Y.encodeStateVector(before)));
  expect(sync.updates.map((update) => Y.decodeUpdate(Buffer.from(update, 'base64')).structs.length)).toEqual([1]);
  for (const update of sync.updates) Y.applyUpdate(before, Buffer.from(update, 'base64'));
  expect(before.getText('title').toString()).toBe('ÖLate bus');
  expect((await firstEvent(partnership.vendor, id, sync.stateVector)).updates).toEqual([]);
  writer.close();
});

test('[LP2] nothing is lost between the reading and the joining: pages that open while others type end up the same', async () => {
  const { id } = await newStory('');
  const writer = await new ExampleClient(partnership.client, id).open();
  const readers: ExampleClient[] = [];
  for (let i = 0; i < 20; i++) {
    const opening = new ExampleClient(partnership.vendor, id).open();
    for (let n = 0; n < 5; n++) writer.edit((doc) => doc.getText('title').insert(0, String(n)));
    readers.push(await opening);
  }
  await writer.saved();
  const title = '43210'.repeat(20);
  expect(writer.doc.getText('title').toString()).toBe(title);
  for (const reader of readers)
    await eventually('a reader has it all', () => reader.doc.getText('title').toString() === title);
  for (const client of [writer, ...readers]) client.close();
});

test('[LP2] a document named in capitals is the same document', async () => {
  const { id } = await newStory();
  const writer = await new ExampleClient(partnership.client, id).open();
  const reader = await new ExampleClient(partnership.vendor, id.toUpperCase()).open();
  writer.edit((doc) => doc.getText('title').insert(0, 'A '));
  await eventually('the words arrive', () => reader.doc.getText('title').toString() === 'A Late bus');
  reader.edit((doc) => doc.getText('title').insert(10, '!'));
  await reader.saved();
  await eventually('the answer arrives', () => writer.doc.getText('title').toString() === 'A Late bus!');
  writer.close();
  reader.close();
});

test('[LP3] each opening issues a client id of its own, owned by the member for good', async () => {
  const { id } = await newStory();
  const ids = await Promise.all([1, 2, 3].map(async () => (await firstEvent(partnership.client, id)).clientId));
  expect(new Set(ids).size).toBe(3);
  for (const clientId of ids) expect(clientId > 0 && clientId < 2 ** 31).toBe(true);
  const owners = await server.database.query<{ member_id: string }>(
    'select distinct member_id from document_client where document_id = $1 and client_id = any($2)',
    id,
    ids,
  );
  expect(owners).toEqual([{ member_id: partnership.clientMemberId }]);
  // Words typed under an earlier id, such as before a reload, still arrive.
  const earlier = new ExampleClient(partnership.client, id);
  await earlier.open();
  earlier.close();
  earlier.edit((doc) => doc.getText('title').insert(0, 'Offline: '));
  const typedAs = earlier.doc.clientID;
  await earlier.open();
  expect(earlier.doc.clientID).not.toBe(typedAs);
  await earlier.saved();
  expect(
    docOf((await firstEvent(partnership.vendor, id)).updates)
      .getText('title')
      .toString(),
  ).toBe('Offline: Late bus');
  earlier.close();
});

test('[LP4] who may not see a document is told that there is none; writers are named to those who may', async () => {
  const { id } = await newStory();
  const outsider = await stranger(server);
  const nobody = new GraphQLClient(server.url);
  const unknown = 'b1c3a1de-54c8-4f0a-9f5e-5d3c0f8a2b11';
  expect(await refusalOf(firstEvent(outsider, id))).toBe('NOT_FOUND');
  expect(await refusalOf(firstEvent(partnership.client, unknown))).toBe('NOT_FOUND');
  expect(await refusalOf(firstEvent(partnership.client, 'title'))).toBe('NOT_FOUND');
  expect(await refusalOf(firstEvent(nobody, id))).toBe('UNAUTHENTICATED');
  for (const vector of ['', '****', 'AQ', toBase64(Uint8Array.of(5, 1))])
    expect(await refusalOf(firstEvent(partnership.client, id, vector)), vector).toBe('BAD_USER_INPUT');
  const { writers } = await firstEvent(partnership.vendor, id);
  expect(writers.map(({ member }) => member)).toEqual([
    { id: partnership.clientMemberId, name: 'Priya Raman', party: { kind: 'CLIENT' } },
  ]);
  await Promise.all([outsider.close(), nobody.close()]);
});
