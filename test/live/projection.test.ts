import type {} from '@tandem/api/live/engine';
import { capture } from '@tandem/api/live/seed';
import type { DocumentId, MemberId } from '@tandem/schema/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from './example-client.ts';

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

const titleInRow = async (storyId: string) =>
  (await server.database.query<{ title: string }>('select title from story where id = $1', storyId))[0]?.title;
const edits = (storyId: string) =>
  server.database.query<{ actor_id: string }>(
    `select actor_id from change_event where node_id = $1 and kind = 'story.edited' order by seq`,
    storyId,
  );
const stored = async (id: string) => {
  const [row] = await server.database.query<{ seq: number; snapshot_seq: number; projected: number; rows: number }>(
    `select d.seq, d.snapshot_seq, p.seq as projected,
            (select count(*)::int from document_update u where u.document_id = d.id) as rows
       from document d join document_projection p on p.document_id = d.id where d.id = $1`,
    id,
  );
  if (!row) throw new Error('The document has no row.');
  return row;
};

test('[LP22] words are rows within a second of quiet, as one change by their last writer', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'bus' });
  expect(await edits(id)).toEqual([]);
  const tomas = await new ExampleClient(partnership.vendor, id).open();
  for (const word of ['late ', 'a ']) tomas.edit((doc) => doc.getText('title').insert(0, word));
  await tomas.saved();
  await eventually('the row has the words', async () => (await titleInRow(id)) === 'a late bus', 1_000);
  expect(await edits(id)).toEqual([{ actor_id: partnership.vendorMemberId }]);
  const { seq, projected } = await stored(id);
  expect(projected).toBe(seq);
  tomas.close();
});

test('[LP22] while somebody types on, rows follow them, and each state makes one change at most', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: '' });
  const priya = await new ExampleClient(partnership.client, id).open();
  let typing = true;
  const typed = (async () => {
    for (let i = 0; typing; i++) {
      priya.edit((doc) => doc.getText('title').insert(0, String.fromCharCode(97 + (i % 26))));
      await priya.saved();
    }
  })();
  await eventually('a row before the typing ends', async () => ((await titleInRow(id)) ?? '').length > 0, 1_500);
  typing = false;
  await typed;
  const head = priya.doc.getText('title').toString().slice(0, 100);
  await eventually('the last row', async () => (await titleInRow(id))?.startsWith(head), 1_500);
  expect((await edits(id)).length).toBeLessThanOrEqual(3);
  priya.close();
});

test('[LP22] words whose projection a crash prevented become rows at the next start, once', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: '' });
  const doc = new Y.Doc();
  doc.clientID = 77;
  const update = capture(doc, () => doc.getText('title').insert(0, 'left behind')) as Uint8Array;
  const { seq } = await stored(id);
  // What a crash leaves: durable words, and no rows of them.
  await server.database.query('insert into document_client values ($1, 77, $2, now())', id, partnership.vendorMemberId);
  await server.database.query(
    'insert into document_update values ($1, $2, $3, $4, now())',
    ...[id, seq + 1, Buffer.from(update), partnership.vendorMemberId],
  );
  await server.database.query('update document set seq = seq + 1 where id = $1', id);
  const [second, third] = await Promise.all([startServer(server), startServer(server)]);
  await eventually('the row has the words', async () => (await titleInRow(id)) === 'left behind', 3_000);
  await eventually('both have looked', async () => (await stored(id)).projected === seq + 1);
  await Promise.all([second.close(), third.close()]);
  expect(await edits(id)).toEqual([{ actor_id: partnership.vendorMemberId }]);
});

test('[LP23] a long document opens from a snapshot with the same words, and its log stays whole', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: '' });
  const priya = await new ExampleClient(partnership.client, id).open();
  for (let i = 0; i < 260; i++) priya.edit((doc) => doc.getText('title').insert(i, String.fromCharCode(97 + (i % 26))));
  priya.edit((doc) => doc.getText('title').delete(100, 160));
  await priya.saved();
  await eventually('a snapshot is written', async () => (await stored(id)).snapshot_seq > 0, 5_000);
  const { seq, rows } = await stored(id);
  expect(rows).toBe(seq);
  const tomas = await new ExampleClient(partnership.vendor, id).open();
  expect(tomas.doc.getText('title').toString()).toBe(priya.doc.getText('title').toString());
  expect(tomas.sync?.updates.length).toBeLessThan(100);
  tomas.edit((doc) => doc.getText('title').insert(0, 'Z'));
  await tomas.saved();
  await eventually('the writers go on', () => priya.doc.getText('title').toString().startsWith('Zabc'));
  priya.close();
  tomas.close();
});

test('[LP24] an edit made on the server in a member’s name is theirs, and goes to everybody like any other', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'bus' });
  const priya = await new ExampleClient(partnership.client, id).open();
  const at = new Date('2026-11-20T09:30:00.000Z');
  const write = (doc: Y.Doc): void => doc.getText('title').insert(0, 'late ');
  const vendorId = partnership.vendorMemberId as MemberId;
  const seq = await server.services.live.edit(id as DocumentId, vendorId, write, at);
  await eventually('a page has it', () => priya.doc.getText('title').toString() === 'late bus');
  expect([...priya.writers.values()].map(({ name }) => name).sort()).toEqual(['Priya Raman', 'Tomás Herrera']);
  const rows = await server.database.query(
    'select member_id, at from document_update where document_id = $1 and seq = $2',
    id,
    seq,
  );
  expect(rows).toEqual([{ member_id: vendorId, at }]);
  await eventually('the row has the words', async () => (await titleInRow(id)) === 'late bus');
  expect(await server.services.live.edit(id as DocumentId, vendorId, () => undefined)).toBe(seq);
  priya.close();
});
