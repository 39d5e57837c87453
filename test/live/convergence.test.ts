import type { DocumentId } from '@tandem/schema/ids';
import { loadDoc } from '@tandem/api/live/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type CuttableProxy, cuttableProxy } from '../kit/cuttable-proxy.ts';
import { GraphQLClient } from '../kit/graphql-client.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { seedsFor } from '../kit/seeds.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { contentHash, saidIn } from './content-hash.ts';
import { ExampleClient, PUSH, toBase64 } from './example-client.ts';
import { randomEdit, seededRandom } from './random-edits.ts';

const PEERS_MIN = 3;
const PEERS_MAX = 8;
const STEPS = 60;
const LAG_MAX_MS = 4;
/** Seeds at a time: most of a run is waiting for the wire. */
const LANES = 3;
const seeds = seedsFor('convergence', 50);

let server: TestServer;
let wire: CuttableProxy;
let partnership: TestPartnership;
/** For each lane its pages: half of them the client's lead's, half the vendor's. */
let lanes: GraphQLClient[][];
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
  const lag = seededRandom(seeds.list[0] ?? 0);
  wire = await cuttableProxy(server.url, () => lag(LAG_MAX_MS));
  lanes = Array.from({ length: LANES }, () =>
    Array.from({ length: PEERS_MAX }, (_, i) => {
      const page = new GraphQLClient(wire.url);
      page.takeSessionOf(i % 2 ? partnership.vendor : partnership.client);
      return page;
    }),
  );
});
afterAll(async () => {
  await Promise.all(lanes.flat().map((user) => user.close()));
  await wire.close();
  await partnership.close();
  await server.close();
});

/** Random edits by several people who lose their sockets, come back, and send things again. */
async function run(seed: number, users: GraphQLClient[]): Promise<void> {
  const random = seededRandom(seed);
  const { id } = await createStory(partnership.client, partnership.id, { title: `Seed ${seed}` });
  const there = users.slice(0, PEERS_MIN + random(PEERS_MAX - PEERS_MIN + 1));
  // A socket that was idle since an earlier seed may just be closing.
  const peers = await Promise.all(there.map((user) => new ExampleClient(user, id).resume()));
  for (let step = 0; step < STEPS; step++) {
    const i = random(peers.length);
    const peer = peers[i] as ExampleClient;
    switch (random(14)) {
      case 0:
        there[i]?.cutSocket();
        peer.close();
        break;
      case 1:
        if (!peer.sync) await peer.resume();
        break;
      case 2:
        await sendAgain(peer);
        break;
      case 3:
        if (peer.sync) await peer.saved().catch(() => undefined);
        break;
      default:
        peer.edit((doc) => randomEdit(doc, random));
    }
  }
  await Promise.all(peers.map(settled));
  const stored = async (): Promise<Y.Doc> => (await loadDoc(server.services.sql, id as DocumentId)).doc;
  // Read anew each time: what Yjs tidies up on a page after the last edit arrived is an edit too.
  for (const peer of peers)
    await eventually(
      'a replica holds the same',
      async () => contentHash(peer.doc) === contentHash(await stored()),
    ).catch(async () =>
      expect(saidIn(peer.doc), 'what a page says, beside what is stored').toBe(saidIn(await stored())),
    );
  expect((await stored()).store.pendingStructs).toBeNull();
  await Promise.all(peers.map(settled));
  for (const peer of peers) peer.close();
}

/** Opens as often as it takes until all of it is durable: a busy machine loses sockets by itself. */
const settled = (peer: ExampleClient): Promise<boolean> =>
  eventually('everything is saved', async () => {
    if (!peer.sync) await peer.resume();
    await peer.saved().catch(() => undefined);
    return peer.unsaved.length === 0;
  });

/** Everything it has, known or not, as a careless client sends it. */
async function sendAgain({ sync, unsaved, doc, user, documentId }: ExampleClient): Promise<void> {
  if (!sync || unsaved.length > 0) return;
  const updates = [toBase64(Y.encodeStateAsUpdate(doc))];
  await user.ask(PUSH, { input: { documentId, connectionId: sync.connectionId, updates } });
}

test(
  '[LP25] replicas and server end up with the same content, whatever was cut, late, sent twice or written offline',
  async () => {
    const left = [...seeds.list];
    await Promise.all(
      lanes.map(async (users) => {
        for (let seed = left.shift(); seed !== undefined; seed = left.shift())
          await run(seed, users).catch((error: unknown) => {
            throw new Error(seeds.again(seed), { cause: error });
          });
      }),
    );
  },
  seeds.timeoutMs,
);
