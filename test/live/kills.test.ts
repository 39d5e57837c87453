import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@tandem/api/platform/db/embedded-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { seededRandom } from '../kit/random.ts';
import { seedsFor } from '../kit/seeds.ts';
import { type SpawnedServer, spawnServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { contentHash } from './content-hash.ts';
import { ExampleClient } from './example-client.ts';

type Victim = 'API' | 'PostgreSQL';
const BLOCK: Victim[] = ['API', 'API', 'API', 'PostgreSQL'];
const BLOCKS = 5;
/** PostgreSQL's children hold its lock for about 2 s after it; P1 allows 5 s on a machine that does nothing else. */
const BACK_WITHIN_MS = 15_000;
const seed = seedsFor('kills', 1).list[0] ?? 0;
/** PostgreSQL's keeper gives up only for a reason, which the test is to end with. */
const givenUp: unknown[] = [];
const log = { info: () => undefined, warn: () => undefined, error: (...why: unknown[]) => void givenUp.push(...why) };

let dir: string;
let postgres: EmbeddedPostgres;
let api: SpawnedServer;
let partnership: TestPartnership;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'tandem-kills-'));
  // As people run it, with fsync on.
  postgres = await startEmbeddedPostgres(dir, log);
  api = await startApi('0');
  partnership = await partnershipWithTwoParties(api);
}, 120_000);
afterAll(async () => {
  await partnership?.close();
  await api?.stop();
  await postgres?.stop();
  await rm(dir, { recursive: true, force: true });
});

const startApi = (port: string): Promise<SpawnedServer> =>
  spawnServer({ DATABASE_URL: postgres.url, PORT: port, LOG_LEVEL: 'silent' });
const titleOf = (client: ExampleClient): string => client.doc.getText('title').toString();

/** Kills it where it stands. @returns once it is there again. */
async function killAndWait(victim: Victim): Promise<void> {
  if (victim === 'PostgreSQL') return void process.kill(postgres.pid, 'SIGKILL');
  const { port } = new URL(api.url);
  await api.kill();
  api = await startApi(port);
}

test(`[LP6] kill -9 of the API and of PostgreSQL, ${BLOCKS * BLOCK.length} times while three type: every acknowledged word is stored, and the rest arrives`, async () => {
  const random = seededRandom(seed);
  const victims = Array.from({ length: BLOCKS }, () =>
    BLOCK.map((victim) => ({ victim, order: random() }))
      .sort((a, b) => a.order - b.order)
      .map(({ victim }) => victim),
  ).flat();
  const { id } = await createStory(partnership.client, partnership.id, { title: '' });
  const third = (await partnership.join('VENDOR', 'MEMBER')).person;
  const people = [partnership.client, partnership.vendor, third];
  const typists = await Promise.all(people.map((person) => new ExampleClient(person, id).open()));
  const written: string[] = [];
  const acknowledged: string[] = [];

  const typeUntilLost = async (typist: ExampleClient): Promise<void> => {
    for (let lost = false; !lost; ) {
      const word = `${written.length} `;
      written.push(word);
      typist.edit((doc) => doc.getText('title').insert(0, word));
      await typist.saved().then(
        () => (typist.unsaved.length === 0 ? acknowledged.push(word) : (lost = true)),
        () => (lost = true),
      );
    }
  };

  for (const [n, victim] of victims.entries()) {
    const enough = acknowledged.length + 5 + Math.floor(random() * 40);
    const typing = typists.map(typeUntilLost);
    await eventually('some words are acknowledged', () => acknowledged.length >= enough);
    await killAndWait(victim);
    await Promise.all(typing);
    const reader = new ExampleClient(partnership.client, id);
    await eventually(
      `it is back after kill ${n + 1}, of the ${victim}`,
      () => {
        expect(givenUp).toEqual([]);
        return reader.open().catch(() => null);
      },
      BACK_WITHIN_MS,
    );
    const there = new Set(titleOf(reader).split(' '));
    const lost = acknowledged.filter((word) => !there.has(word.trim()));
    expect(lost, `seed ${seed}, kill ${n + 1}, of the ${victim}: acknowledged and lost`).toEqual([]);
    reader.close();
    await Promise.all(typists.map((typist) => typist.resume()));
    await Promise.all(typists.map((typist) => typist.saved()));
  }
  const reader = await new ExampleClient(partnership.client, id).open();
  const words = titleOf(reader).split(' ').filter(Boolean);
  expect(words.map(Number).sort((a, b) => a - b)).toEqual(written.map(Number));
  const content = contentHash(reader.doc);
  for (const typist of typists) await eventually('a replica holds the same', () => contentHash(typist.doc) === content);
  for (const client of [reader, ...typists]) client.close();
}, 180_000);
