import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../kit/database.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from './example-client.ts';
import { refusalOf } from './refusal.ts';

let database: TestDatabase;
let server: TestServer;
let partnership: TestPartnership;
beforeAll(async () => {
  database = await freshDatabase();
  server = await startServer({ database });
  partnership = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await partnership.close();
  await server.close();
  await database.drop();
});

const titleOf = (client: ExampleClient): string => client.doc.getText('title').toString();

test('[LP15] when a commit fails, everybody in that document opens afresh and its writer saves the words again', async () => {
  const broken = await createStory(partnership.client, partnership.id, { title: 'bus' });
  const other = await createStory(partnership.client, partnership.id, { title: 'tram' });
  const priya = await new ExampleClient(partnership.client, broken.id).open();
  const tomas = await new ExampleClient(partnership.vendor, broken.id).open();
  const elsewhere = await new ExampleClient(partnership.vendor, other.id).open();
  await database.query(
    `alter table document_update add constraint refuse check (document_id <> '${broken.id}') not valid`,
  );
  priya.edit((doc) => doc.getText('title').insert(0, 'late '));
  elsewhere.edit((doc) => doc.getText('title').insert(0, 'late '));
  expect(await refusalOf(priya.saved())).toBe('RESYNC');
  await elsewhere.saved();
  await eventually('both streams end', () => priya.endedWith && tomas.endedWith);
  expect([priya.endedWith, tomas.endedWith, elsewhere.endedWith]).toEqual(['RESYNC', 'RESYNC', null]);
  expect(priya.unsaved).toHaveLength(1);
  await database.query('alter table document_update drop constraint refuse');
  const fresh = await new ExampleClient(partnership.vendor, broken.id).open();
  expect(titleOf(fresh)).toBe('bus');
  await Promise.all([tomas.resume(), priya.resume()]);
  await priya.saved();
  for (const client of [fresh, priya, tomas])
    await eventually('the words are there', () => titleOf(client) === 'late bus');
  for (const client of [priya, tomas, fresh, elsewhere]) client.close();
});

test('[LP15] the database’s connections break while both type: nothing acknowledged is lost, and the rest arrives', async () => {
  const story = await createStory(partnership.client, partnership.id, { title: '' });
  const typists = await Promise.all(
    [partnership.client, partnership.vendor].map((person) => new ExampleClient(person, story.id).open()),
  );
  const written: string[] = [];
  const acknowledged: string[] = [];
  let breaks = 0;
  const type = async (typist: ExampleClient, name: string): Promise<void> => {
    while (breaks < 5) {
      if (!typist.sync) await typist.resume();
      const word = `${name}${written.length} `;
      written.push(word);
      typist.edit((doc) => doc.getText('title').insert(0, word));
      await typist.saved().then(
        () => acknowledged.push(word),
        () => undefined,
      );
    }
  };
  const typing = typists.map((typist, i) => type(typist, 'pt'[i] ?? ''));
  for (let n = 0; n < 5; n++) {
    const enough = acknowledged.length + 15;
    await eventually('some words are acknowledged', () => acknowledged.length >= enough);
    await database.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    breaks++;
  }
  await Promise.all(typing);
  // The first to ask may meet a connection that has just been broken.
  const reader = await new ExampleClient(partnership.client, story.id).resume();
  expect(acknowledged.filter((word) => !titleOf(reader).includes(word))).toEqual([]);
  for (const typist of typists) await typist.resume().then(() => typist.saved());
  for (const client of [reader, ...typists])
    await eventually('every word that was written', () => written.every((word) => titleOf(client).includes(word)));
  for (const client of [reader, ...typists]) client.close();
});
