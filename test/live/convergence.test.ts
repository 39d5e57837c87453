import type { DocumentId } from '@tandem/schema/ids';
import { loadDoc } from '@tandem/api/live/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createStory, partnershipWithTwoParties, signInAgain, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient, PUSH, toBase64 } from './example-client.ts';
import { randomEdit, seededRandom } from './random-edits.ts';

/** Chosen anew each run and printed; FUZZ_SEED repeats one, FUZZ_SEEDS says how many. */
const SEEDS = Number(process.env.FUZZ_SEEDS ?? (process.env.FUZZ_SEED ? 1 : 20));
const FIRST = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const STEPS = 60;
/** Seeds that failed once. */
const REGRESSIONS: number[] = [];

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

/** What a document says, whatever the history by which it came to say it. */
const contentOf = (doc: Y.Doc): string =>
  JSON.stringify([
    doc.getText('title').toDelta(),
    doc.getXmlFragment('narrative').toJSON(),
    Object.entries(doc.getMap('criteria').toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

/** Random edits by several people who lose their sockets, come back, and send things again. */
async function run(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const { id } = await createStory(partnership.client, partnership.id, { title: `Seed ${seed}` });
  const users = await Promise.all(
    Array.from({ length: 3 + random(3) }, (_, i) =>
      signInAgain(server, i % 2 ? partnership.vendor : partnership.client),
    ),
  );
  const peers = await Promise.all(users.map((user) => new ExampleClient(user, id).open()));
  for (let step = 0; step < STEPS; step++) {
    const i = random(peers.length);
    const peer = peers[i] as ExampleClient;
    switch (random(12)) {
      case 0:
        users[i]?.cutSocket();
        peer.close();
        break;
      case 1:
        if (!peer.sync) await peer.resume();
        break;
      case 2:
        // Everything it has, known or not, as a careless client sends it.
        if (peer.sync && peer.unsaved.length === 0)
          await peer.user.ask(PUSH, {
            input: {
              documentId: id,
              connectionId: peer.sync.connectionId,
              updates: [toBase64(Y.encodeStateAsUpdate(peer.doc))],
            },
          });
        break;
      case 3:
        if (peer.sync) await peer.saved();
        break;
      default:
        peer.edit((doc) => randomEdit(doc, random));
    }
  }
  for (const peer of peers) if (!peer.sync) await peer.resume();
  await Promise.all(peers.map((peer) => peer.saved()));
  const { doc } = await loadDoc(server.services.sql, id as DocumentId);
  expect(doc.store.pendingStructs).toBeNull();
  const content = contentOf(doc);
  for (const peer of peers) await eventually('a replica holds the same', () => contentOf(peer.doc) === content);
  for (const peer of peers) peer.close();
  await Promise.all(users.map((user) => user.close()));
}

test('[LP25] replicas and server end up with the same content, whatever was cut, sent twice or written offline', async () => {
  process.stdout.write(`convergence: seeds ${FIRST} to ${FIRST + SEEDS - 1}\n`);
  for (const seed of [...REGRESSIONS, ...Array.from({ length: SEEDS }, (_, i) => FIRST + i)])
    await run(seed).catch((error: unknown) => {
      throw new Error(`seed ${seed}: repeat it with FUZZ_SEED=${seed}`, { cause: error });
    });
}, 120_000);
