import { pruneClients, UNUSED_MAX_DAYS } from '@tandem/api/live/prune-clients';
import type { DocumentId } from '@tandem/schema/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { ExampleClient } from './example-client.ts';
import { refusalOf } from './refusal.ts';

let server: TestServer;
let partnership: TestPartnership;
let documentId: DocumentId;
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
  documentId = (await createStory(partnership.client, partnership.id, { title: 'bus' })).id as DocumentId;
});
afterAll(async () => {
  await partnership.close();
  await server.close();
});

const open = (): Promise<ExampleClient> => new ExampleClient(partnership.vendor, documentId).open();
const issued = (clientIds: number[], daysAgo: number) =>
  server.database.query(
    `update document_client set issued_at = now() - make_interval(days => $2) where client_id = any($1)`,
    ...[clientIds, daysAgo],
  );
const rows = () =>
  server.database.query<{ id: number; wrote: boolean }>(
    'select client_id::float8 as id, wrote from document_client where document_id = $1',
    documentId,
  );

test('[LP38] ids that nobody wrote under are forgotten in time; what was written, is held or may still come is not', async () => {
  const [author] = await rows();
  const [writer, idle, offline, held] = (await Promise.all([1, 2, 3, 4].map(open))) as [
    ExampleClient,
    ExampleClient,
    ExampleClient,
    ExampleClient,
  ];
  writer.edit((doc) => doc.getText('title').insert(0, 'late '));
  await writer.saved();
  for (const page of [writer, idle, offline]) page.close();
  for (const page of [idle, offline]) page.edit((doc) => doc.getText('title').insert(0, 'a '));
  const [w, i, o, h] = [writer, idle, offline, held].map(({ doc }) => doc.clientID) as [number, number, number, number];
  await issued([author?.id ?? 0, w, i, h], UNUSED_MAX_DAYS + 1);
  await issued([o], UNUSED_MAX_DAYS - 1);
  const { sql } = server.services;
  await pruneClients(sql, new Date(), [{ documentId, clientId: h }]);
  const kept = new Map((await rows()).map(({ id, wrote }) => [id, wrote]));
  expect(kept).toEqual(
    new Map([
      [author?.id, true],
      [w, true],
      [o, false],
      [h, false],
    ]),
  );
  await pruneClients(sql, new Date(), []);
  expect(await rows()).toHaveLength(4);

  await offline.open();
  await offline.saved();
  held.edit((doc) => doc.getText('title').insert(doc.getText('title').length, ' again'));
  await held.saved();
  held.close();
  offline.close();
  await idle.open();
  expect(await refusalOf(idle.saved())).toBe('FORBIDDEN');
  idle.close();
  const reader = await open();
  expect(reader.doc.getText('title').toString()).toBe('a late bus again');
  reader.close();
});

test('[LP38] nothing is forgotten of a document that was written in meanwhile', async () => {
  const idle = await open();
  idle.close();
  await issued([idle.doc.clientID], UNUSED_MAX_DAYS + 1);
  const before = await rows();
  const { sql } = server.services;
  const { row } = sql;
  sql.row = (async (query, ...params) => {
    const found = await row(query, ...params);
    if (query.name === 'document_load')
      await server.database.query('update document set seq = seq + 1 where id = $1', documentId);
    return found;
  }) as typeof row;
  try {
    await pruneClients(sql, new Date(), []);
  } finally {
    sql.row = row;
  }
  expect(await rows()).toEqual(before);
});
