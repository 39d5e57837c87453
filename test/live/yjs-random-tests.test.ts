import { loadDoc } from '@tandem/api/live/sync';
import type { DocumentId } from '@tandem/schema/ids';
import { afterAll, beforeAll, test } from 'vitest';
import * as Y from 'yjs';
import { applyRandomTests, compare, TestConnector, type TestYInstance } from 'yjs/testHelper';
import {
  createStory,
  type Person,
  partnershipWithTwoParties,
  signInAgain,
  type TestPartnership,
} from '../kit/people.ts';
import { seededRandom } from '../kit/random.ts';
import { seedsFor } from '../kit/seeds.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from './example-client.ts';

/** Yjs's helper has five users. */
const USERS = 5;
const EDITS = 120;
const seeds = seedsFor('Yjs’s own random tests', 10);

let server: TestServer;
let partnership: TestPartnership;
let users: Person[];
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
  const { client, vendor } = partnership;
  users = await Promise.all(Array.from({ length: USERS }, (_, i) => signInAgain(server, i % 2 ? vendor : client)));
});
afterAll(async () => {
  await Promise.all(users.map((user) => user.close()));
  await partnership.close();
  await server.close();
});

type Edit = (doc: Y.Doc, generator: { next(): number }) => void;
const below = (generator: { next(): number }, n: number): number => Math.floor(generator.next() * n);
const EDIT_KINDS: Edit[] = [
  (doc, g) =>
    doc.getText('text').insert(below(g, doc.getText('text').length + 1), ['bus', 'Łódź', 'é', '\n'][below(g, 4)] ?? ''),
  (doc, g) => {
    const text = doc.getText('text');
    const at = below(g, text.length + 1);
    text.delete(at, Math.min(below(g, 4), text.length - at));
  },
  (doc, g) => {
    const text = doc.getText('text');
    if (text.length > 0) text.format(below(g, text.length), 1, { bold: below(g, 2) ? true : null });
  },
  (doc, g) => doc.getArray('array').insert(below(g, doc.getArray('array').length + 1), [below(g, 100), 'x', null]),
  (doc, g) => {
    const array = doc.getArray('array');
    if (array.length > 0) array.delete(below(g, array.length), 1);
  },
  (doc, g) => {
    const inner = new Y.Array();
    doc.getMap('map').set(`k${below(g, 3)}`, inner);
    inner.push([1, { deep: [true] }]);
  },
  (doc, g) => doc.getMap('map').set(`k${below(g, 3)}`, below(g, 9)),
  (doc, g) => doc.getMap('map').delete(`k${below(g, 3)}`),
  (doc, g) => {
    const xml = doc.get('xml', Y.XmlElement);
    xml.insert(below(g, xml.length + 1), [below(g, 2) ? new Y.XmlText('words') : new Y.XmlElement('p')]);
  },
];

/** What Yjs's helper has its users write under the client ids given, each one's updates in their order. */
function randomUpdates(seed: number, clientIds: number[]): { user: number; update: Uint8Array }[] {
  const written: { user: number; update: Uint8Array }[] = [];
  const random = seededRandom(seed);
  // The helper's first throw chooses an encoding, of which it has one.
  let first = true;
  const next = (): number => (first ? ((first = false), 0) : random());
  let user = 0;
  applyRandomTests({ prng: { next } }, EDIT_KINDS, EDITS, (doc: TestYInstance) => {
    const me = user++;
    doc.clientID = clientIds[me] ?? 0;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (!(origin instanceof TestConnector)) written.push({ user: me, update });
    });
  });
  return written;
}

async function run(seed: number): Promise<void> {
  const random = seededRandom(seed + 1);
  const { id } = await createStory(partnership.client, partnership.id);
  const clients = await Promise.all(users.map((user) => new ExampleClient(user, id).open()));
  const clientIds = clients.map(({ doc }) => doc.clientID);
  // The helper's documents write under them; these only hold what is written.
  for (const { doc } of clients) doc.clientID = 0;
  for (const { user, update } of randomUpdates(seed, clientIds)) {
    const client = clients[user] as ExampleClient;
    client.unsaved.push(update);
    Y.applyUpdate(client.doc, update, 'remote');
    if (random() < 0.3) client.edit(() => undefined);
    if (random() < 0.03) {
      users[user]?.cutSocket();
      client.close();
    }
  }
  for (const client of clients) if (!client.sync) await client.resume();
  for (const client of clients) client.edit(() => undefined);
  await Promise.all(clients.map((client) => client.saved()));
  const { doc } = await loadDoc(server.services.sql, id as DocumentId);
  const held = Y.encodeStateAsUpdate(doc);
  for (const client of clients)
    await eventually('a replica has all', () => client.doc.store.pendingStructs === null && sameAs(client.doc, doc));
  const connector = new TestConnector({ next: random });
  const copies = [held, ...clients.map((client) => Y.encodeStateAsUpdate(client.doc))].map((bytes, i) => {
    const copy = connector.createY(i);
    Y.applyUpdate(copy, bytes, connector);
    return copy;
  });
  compare(copies);
  for (const client of clients) client.close();
}

const sameAs = (one: Y.Doc, other: Y.Doc): boolean => Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other));

test(
  '[LP25] what Yjs’s own random tests write arrives whole, judged by Yjs’s own comparison of structs',
  async () => {
    for (const seed of seeds.list)
      await run(seed).catch((error: unknown) => {
        throw new Error(seeds.again(seed), { cause: error });
      });
  },
  seeds.timeoutMs,
);
