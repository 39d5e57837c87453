import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentId } from '@tandem/schema/ids';
import { restStories } from '@tandem/api/story/searched-words';
import { narrativeOf } from '@tandem/schema/story/document';
import { writeParagraphs } from '@tandem/schema/text/paragraphs';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import pg from 'pg';
import { databaseBefore } from '../kit/older-database.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from '../live/example-client.ts';
import { stories } from './story-kit.ts';

/** As fast as a person, so that it takes long until a snapshot is due, with which everything is written. */
const PACE_MS = 20;

let server: TestServer;
let p: TestPartnership;
beforeAll(async () => {
  server = await startServer();
  p = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await p.close();
  await server.close();
});

const found = async (search: string): Promise<string[]> =>
  (await stories(p.vendor, p.slug, { first: 50, filter: { search }, orderBy: 'RELEVANCE' })).edges.map(
    ({ node }) => node.key,
  );
/** What is written for the search of a story, as long as it is not of the words before. */
const written = (id: string): Promise<{ words: string; version: string; current: boolean }[]> =>
  server.database.query(
    `select w.words::text as words, w.xmin::text as version,
       w.words = story_search_words(s.key, s.title, s.criteria_text, s.narrative) as current
     from story s join searched_story w on w.story_id = s.id where s.id = $1`,
    id,
  );
const rests = async (id: string): Promise<boolean> =>
  (await written(id))[0]?.current === true &&
  (await server.database.query('select from typed_story where story_id = $1', id)).length === 0;
/** As if it had been typed on and on, and the server killed then. */
async function typedInPassing(id: string, narrative: string): Promise<void> {
  await server.database.query('update story set narrative = $2, version = version + 1 where id = $1', id, narrative);
  await server.database.query('insert into typed_story select id, partnership_id from story where id = $1', id);
  // Answers are kept under the partnership’s sequence, which a projection moves on.
  await server.database.query('update partnership set change_seq = change_seq + 1 where id = $1', p.id);
}

test('what is typed is found while it is typed, and written for the search once nobody types', async () => {
  const { id, key } = await createStory(p.client, p.id, { title: 'Depot', narrative: 'The turnstile is closed.' });
  expect(await found('turnstile')).toEqual([key]);
  const writer = await new ExampleClient(p.client, id).open();
  const type = async (words: string): Promise<void> => {
    writer.edit((doc) => {
      const narrative = narrativeOf(doc);
      narrative.delete(0, narrative.length);
      writeParagraphs(narrative, words);
    });
    await writer.saved();
  };
  let types = true;
  onTestFinished(() => {
    types = false;
  });
  const onAndOn = (async () => {
    for (let n = 0; types; n++) {
      await type(`Eleven wheelchairs, ${n} ramps`);
      await delay(PACE_MS);
    }
  })();
  await eventually('it is found', async () => (await found('wheelchair')).includes(key));
  expect(await found('turnstile')).toEqual([]);
  const changes = async (): Promise<number> =>
    (await server.database.query('select from change_event where node_id = $1', id)).length;
  await eventually('changes come and nothing is written', async () => {
    const [before, seen] = [await written(id), await changes()];
    await eventually('two more changes', async () => (await changes()) >= seen + 2);
    return (await written(id))[0]?.version === before[0]?.version;
  });
  types = false;
  await onAndOn;
  await type('the quokka waits');
  await eventually('it rests', () => rests(id));
  expect(await found('quokkas')).toEqual([key]);
  expect(await found('wheelchair')).toEqual([]);
  writer.close();
});

test('criteria are searched as soon as they are rows, and so is a new story', async () => {
  const { id, key } = await createStory(p.client, p.id, { title: 'Timetable', criteria: ['Bank holidays are there'] });
  expect(await found('holidays timetable')).toEqual([key]);
  expect(await rests(id)).toBe(true);
});

test('a story that somebody is changing is left, and said so', async () => {
  const { id } = await createStory(p.client, p.id, { title: 'Held' });
  await typedInPassing(id, 'gradient');
  const holder = new pg.Client(server.database.url);
  onTestFinished(() => holder.end());
  await holder.connect();
  await holder.query('begin');
  await holder.query('select from story where id = $1 for no key update', [id]);
  const { sql } = server.services;
  expect(await restStories(sql, [id as DocumentId])).toEqual([id]);
  await holder.query('commit');
  expect(await restStories(sql, [id as DocumentId])).toEqual([]);
  expect(await rests(id)).toBe(true);
});

test('what a crash kept from resting is found, and rests at the next start', async () => {
  const { id, key } = await createStory(p.client, p.id, { title: 'Crashed' });
  await typedInPassing(id, 'tachograph');
  expect(await found('tachograph')).toEqual([key]);
  expect(await rests(id)).toBe(false);
  const next = await startServer({ database: server.database });
  onTestFinished(() => next.close());
  expect(await rests(id)).toBe(true);
  expect(await found('tachograph')).toEqual([key]);
});

test('stories from before are found as they were', async () => {
  const { database, partnership, client, person, migrate } = await databaseBefore('0006-story-search');
  onTestFinished(() => database.drop());
  const [member, story] = [randomUUID(), randomUUID()];
  await database.query(`insert into member (id, partnership_id, party_id, person_id, role, title, joined_at)
      values ('${member}', '${partnership}', '${client}', '${person}', 'LEAD', '', now());
    insert into story (id, partnership_id, number, key, title, narrative, criteria_text, state, state_changed_at, rank, created_by, created_at, updated_at)
      values ('${story}', '${partnership}', 101, 'OLD-101', 'Late bus', 'dispatcher', 'amber', 'DRAFT', now(), 'a0', '${member}', now(), now())`);
  const [before] = await database.query<{ search: string }>('select search::text as search from story');
  await migrate();
  const after = await database.query(
    `select w.words::text as search, story_search_words(s.key, s.title, s.criteria_text, s.narrative)::text as now
     from searched_story w join story s on s.id = w.story_id`,
  );
  expect(after).toEqual([{ search: before?.search, now: before?.search }]);
});
