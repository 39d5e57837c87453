import type { DocumentId } from '@tandem/schema/ids';
import { loadDoc } from '@tandem/api/live/sync';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import {
  createStory,
  type Person,
  partnershipWithTwoParties,
  signInAgain,
  type TestPartnership,
} from '../kit/people.ts';
import { startRedis, type TestRedis } from '../kit/redis.ts';
import { type SpawnedServer, spawnServer, startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from './example-client.ts';

type Who = 'client' | 'vendor';

/** Several nodes on one database, in a partnership of two. */
export interface TestNodes {
  database: TestDatabase;
  redis: TestRedis;
  /** Two nodes on the bus, and one that has only the database. */
  a: TestServer;
  b: TestServer;
  alone: TestServer;
  partnership: TestPartnership;
  /** A node as a process of its own, which can be killed. */
  spawn(env?: Record<string, string>): Promise<SpawnedServer>;
  /** The same person in another session, on whichever node; closed after the test. */
  on(node: { url: string }, person: Person): Promise<Person>;
  /** Opens a story as a person's other page, on whichever node. */
  open(node: { url: string }, who: Who, storyId: string): Promise<ExampleClient>;
  newStory(title?: string): Promise<string>;
  storedTitle(storyId: string): Promise<string>;
  titleInRow(storyId: string): Promise<string | undefined>;
}

/** Sets them up before the file's tests, and takes them down after. */
export function testNodes(): TestNodes {
  const people: Person[] = [];
  const nodes = {
    spawn: (env = {}) => spawnServer({ DATABASE_URL: nodes.database.url, REDIS_URL: nodes.redis.url, ...env }),
    async on(node, person) {
      const again = await signInAgain(node, person);
      people.push(again);
      return again;
    },
    open: async (node, who, storyId) => new ExampleClient(await nodes.on(node, nodes.partnership[who]), storyId).open(),
    newStory: async (title = '') => (await createStory(nodes.partnership.client, nodes.partnership.id, { title })).id,
    storedTitle: async (storyId) => {
      const { doc } = await loadDoc(nodes.a.services.sql, storyId as DocumentId);
      return doc.getText('title').toString();
    },
    titleInRow: async (storyId) =>
      (await nodes.database.query<{ title: string }>('select title from story where id = $1', storyId))[0]?.title,
  } as TestNodes;
  beforeAll(async () => {
    nodes.redis = await startRedis();
    nodes.database = await freshDatabase();
    const { database } = nodes;
    const redisUrl = nodes.redis.url;
    [nodes.a, nodes.b, nodes.alone] = await Promise.all([
      startServer({ database, redisUrl }),
      startServer({ database, redisUrl }),
      startServer({ database }),
    ]);
    nodes.partnership = await partnershipWithTwoParties(nodes.a);
  });
  afterAll(async () => {
    await nodes.partnership?.close();
    await Promise.all([nodes.a, nodes.b, nodes.alone].map((node) => node?.close()));
    await nodes.redis?.kill();
    await nodes.database?.drop();
  });
  afterEach(async () => {
    await Promise.all(people.splice(0).map((person) => person.close()));
  });
  return nodes;
}

export const titleOf = (client: ExampleClient): string => client.doc.getText('title').toString();

export const write = (client: ExampleClient, word: string, at = 0): void =>
  client.edit((doc) => doc.getText('title').insert(at, word));

export const has = (client: ExampleClient, words: string): Promise<boolean> =>
  eventually(`“${words}” has come`, () => titleOf(client).includes(words));
