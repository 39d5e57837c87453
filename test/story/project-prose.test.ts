import { randomInt, randomUUID } from 'node:crypto';
import type { Projection } from '@tandem/api/live/document-kind';
import { loadDoc } from '@tandem/api/live/sync';
import { statement } from '@tandem/api/platform/db/sql';
import { storyKind } from '@tandem/api/story/story.live';
import type { CriterionId, DocumentId, MemberId, PartnershipId } from '@tandem/schema/ids';
import { addCriterion, criteriaOf, narrativeOf, removeCriterion } from '@tandem/schema/story/document';
import { writeParagraphs } from '@tandem/schema/text/paragraphs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createStory, partnershipWithTwoParties, signInAgain, type TestPartnership } from '../kit/people.ts';
import { seededRandom } from '../kit/random.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from '../live/example-client.ts';

const STEPS = 16;

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

/** Prose most of the time, as people type; now and then a criterion, or marks alone. */
function edit(doc: Y.Doc, random: () => number): void {
  const title = doc.getText('title');
  const below = (n: number): number => Math.floor(random() * n);
  const kind = below(10);
  if (kind < 3) title.insert(below(title.length + 1), `${below(100)} “é” \\ `);
  else if (kind === 3) title.delete(0, Math.min(title.length, 2));
  else if (kind < 7) writeParagraphs(narrativeOf(doc), `paragraph ${below(100)}\tof “words”`);
  else if (kind === 7) title.format(0, title.length, { bold: true });
  else if (kind === 8) addCriterion(doc, randomUUID() as CriterionId, `a${below(9)}`, `criterion ${below(100)}`);
  else for (const id of [...criteriaOf(doc).keys()].slice(0, 1)) removeCriterion(doc, id as CriterionId);
}

/** What projectStory would still change in the rows: null when they are as it would have made them. */
async function leftToProject(storyId: string): Promise<unknown> {
  const { doc, stored } = await loadDoc(server.services.sql, storyId as DocumentId);
  const owners = await server.database.query<{ client_id: string; member_id: MemberId }>(
    'select client_id, member_id from document_client where document_id = $1',
    storyId,
  );
  const projection: Projection = {
    ...{ documentId: storyId as DocumentId, partnershipId: partnership.id as PartnershipId, doc, at: new Date() },
    ...{ lastWriterId: null, writers: new Map(owners.map((row) => [Number(row.client_id), row.member_id])) },
    updates: () => Promise.reject(new Error('Nothing has changed, so that nobody asks who changed it.')),
  };
  expect(stored.seq).toBeGreaterThan(0);
  return server.services.orm.em.fork().transactional((em) => storyKind.project(em, projection));
}

test('rows that prose was typed into in one statement are as projectStory makes them, with one change for each state', async () => {
  const seed = Number(process.env.SEED ?? randomInt(1_000_000));
  const random = seededRandom(seed);
  const { id } = await createStory(partnership.client, partnership.id, { title: 'bus' });
  const typists = await Promise.all(
    [partnership.client, partnership.vendor].map((person) => new ExampleClient(person, id).open()),
  );
  const changes = async (): Promise<number> =>
    (await server.database.query('select 1 from change_event where node_id = $1', id)).length;
  for (let step = 0; step < STEPS; step++) {
    const before = await changes();
    const typist = typists[Math.floor(random() * typists.length)] as ExampleClient;
    typist.edit((doc) => edit(doc, random));
    await typist.saved();
    await eventually('it is projected', async () => {
      const [row] = await server.database.query<{ done: boolean }>(
        'select p.seq = d.seq as done from document d join document_projection p on p.document_id = d.id where d.id = $1',
        id,
      );
      return row?.done;
    });
    expect(await leftToProject(id), `seed ${seed}, step ${step}`).toBeNull();
    expect(await changes(), `seed ${seed}, step ${step}`).toBeLessThanOrEqual(before + 1);
  }
  for (const typist of typists) typist.close();
});

test('many stories become rows together, each with its own change; one that somebody holds comes when it is let go', async () => {
  const stories = await Promise.all(
    Array.from({ length: 6 }, () => createStory(partnership.client, partnership.id, { title: '' })),
  );
  const ids = stories.map(({ id }) => id);
  const clients = await Promise.all(
    ids.map((id, i) => new ExampleClient(i % 2 ? partnership.client : partnership.vendor, id).open()),
  );
  const titles = async (): Promise<Map<string, string>> => {
    const rows = await server.database.query<{ id: string; title: string }>(
      'select id, title from story where id = any($1)',
      ids,
    );
    return new Map(rows.map(({ id, title }) => [id, title]));
  };
  const type = async (word: string): Promise<void> => {
    for (const client of clients) client.edit((doc) => doc.getText('title').insert(0, word));
    await Promise.all(clients.map((client) => client.saved()));
  };
  await type('First ');
  await eventually('all are rows', async () => [...(await titles()).values()].every((title) => title === 'First'));
  const [held, ...free] = ids;
  await server.services.sql.transaction(async (tx) => {
    await tx.rows(
      statement<{ id: string }, [string]>('hold', 'select id from story where id = $1 for update'),
      held ?? '',
    );
    await type('Second ');
    await eventually('the others are rows meanwhile', async () => {
      const now = await titles();
      return free.every((id) => now.get(id) === 'Second First');
    });
    expect((await titles()).get(held ?? '')).toBe('First');
  });
  await eventually('it is one too', async () => (await titles()).get(held ?? '') === 'Second First');
  for (const id of ids) expect(await leftToProject(id)).toBeNull();
  const changes = await server.database.query<{ seq: number; node_id: string; actor_id: string }>(
    `select seq, node_id, actor_id from change_event where node_id = any($1) and kind = 'story.edited' order by seq`,
    ids,
  );
  const authors = [partnership.vendorMemberId, partnership.clientMemberId];
  for (const [i, id] of ids.entries())
    expect(changes.filter(({ node_id }) => node_id === id).map(({ actor_id }) => actor_id)).toEqual([
      ...[authors[i % 2], authors[i % 2]],
    ]);
  const [{ whole } = { whole: false }] = await server.database.query<{ whole: boolean }>(
    'select max(seq) = count(*) as whole from change_event where partnership_id = $1',
    partnership.id,
  );
  expect(whole).toBe(true);
  for (const client of clients) client.close();
});

test('another node’s words in between are read from the log, and the rows have both', async () => {
  const second = await startServer(server);
  const { id } = await createStory(partnership.client, partnership.id, { title: '' });
  const here = await new ExampleClient(partnership.client, id).open();
  const elsewhere = await signInAgain(second, partnership.vendor);
  const there = await new ExampleClient(elsewhere, id).open();
  const titleIs = (title: string) =>
    eventually(`the row says ${title}`, async () => {
      const [row] = await server.database.query<{ title: string }>('select title from story where id = $1', id);
      return row?.title === title;
    });
  const append = async (client: ExampleClient, word: string): Promise<void> => {
    client.edit((doc) => doc.getText('title').insert(doc.getText('title').length, word));
    await client.saved();
  };
  let title = '';
  for (const [i, client] of [here, there, here, here, there, here].entries()) {
    await eventually('it has come here', () => client.doc.getText('title').toString() === title);
    await append(client, `${i} `);
    title += `${i} `;
    await titleIs(title.trim());
  }
  for (const client of [here, there]) client.close();
  await elsewhere.close();
  await second.close();
});

test('somebody named in prose is told of it, and of the words around it no more', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'Depot' });
  const typist = await new ExampleClient(partnership.client, id).open();
  const told = (): Promise<object[]> =>
    server.database.query(`select member_id from notification where kind = 'MENTIONED' and node_id = $1`, id);
  typist.edit((doc) => writeParagraphs(narrativeOf(doc), 'Ask @Tomás Herrera first'));
  await eventually('the member named is told', async () => (await told()).length === 1);
  typist.edit((doc) => writeParagraphs(narrativeOf(doc), 'and write it down'));
  await eventually('the next words are rows', async () => {
    const [row] = await server.database.query<{ narrative: string }>('select narrative from story where id = $1', id);
    return row?.narrative.includes('write it down') === true;
  });
  expect(await told()).toEqual([{ member_id: partnership.vendorMemberId }]);
  typist.close();
});
