import { createHash } from 'node:crypto';
import type { DocumentId } from '@tandem/schema/ids';
import { loadDoc } from '@tandem/api/live/sync';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from './example-client.ts';
import { testNodes } from './nodes-kit.ts';
import { randomEdit, seededRandom } from './random-edits.ts';

/** Chosen anew each run and printed; FUZZ_SEED repeats one, FUZZ_SEEDS says how many. */
const SEEDS = Number(process.env.FUZZ_SEEDS ?? (process.env.FUZZ_SEED ? 1 : 8));
const FIRST = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const STEPS = 80;

const nodes = testNodes();

const hashOf = (doc: Y.Doc): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        doc.getText('title').toDelta(),
        doc.getXmlFragment('narrative').toJSON(),
        Object.entries(doc.getMap('criteria').toJSON()).sort(([a], [b]) => (a < b ? -1 : 1)),
      ]),
    )
    .digest('hex');

/** People write on three nodes, move from one to another with what they have not saved, and the bus comes and goes. */
async function run(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const id = await nodes.newStory();
  const servers = [nodes.a, nodes.b, nodes.alone];
  const sessions = await Promise.all(
    Array.from({ length: 4 }, (_, i) =>
      Promise.all(servers.map((node) => nodes.on(node, i % 2 ? nodes.partnership.vendor : nodes.partnership.client))),
    ),
  );
  const sessionOf = (i: number) => sessions[i]?.[random(servers.length)] ?? nodes.partnership.client;
  const peers = await Promise.all(sessions.map((_, i) => new ExampleClient(sessionOf(i), id).open()));
  let away = false;
  for (let step = 0; step < STEPS; step++) {
    const i = random(peers.length);
    const peer = peers[i] as ExampleClient;
    switch (random(14)) {
      case 0:
        peer.close();
        break;
      case 1:
        peer.close();
        peer.user = sessionOf(i);
        await peer.resume();
        break;
      case 2:
        if (peer.sync) await peer.saved();
        break;
      case 3:
        if (random(3) > 0) break;
        await (away ? nodes.redis.start() : nodes.redis.kill());
        away = !away;
        break;
      default:
        peer.edit((doc) => randomEdit(doc, random));
    }
  }
  if (away) await nodes.redis.start();
  for (const peer of peers) if (!peer.sync) await peer.resume();
  await Promise.all(peers.map((peer) => peer.saved()));
  const { doc } = await loadDoc(nodes.a.services.sql, id as DocumentId);
  expect(doc.store.pendingStructs).toBeNull();
  for (const peer of peers) await eventually('a replica holds the same', () => hashOf(peer.doc) === hashOf(doc));
  expect(peers.map(({ endedWith }) => endedWith).filter((code) => code !== null && code !== 'LOST')).toEqual([]);
  for (const peer of peers) peer.close();
}

test('[LP25][LP34] people who move between nodes while the bus comes and goes end up with the same content', async () => {
  process.stdout.write(`several nodes: seeds ${FIRST} to ${FIRST + SEEDS - 1}\n`);
  for (const seed of Array.from({ length: SEEDS }, (_, i) => FIRST + i))
    await run(seed).catch((error: unknown) => {
      throw new Error(`seed ${seed}: repeat it with FUZZ_SEED=${seed}`, { cause: error });
    });
}, 180_000);
