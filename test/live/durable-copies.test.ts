import { DurableCopies } from '@tandem/api/live/durable-copies';
import type { SqlRunner } from '@tandem/api/platform/db/sql';
import type { DocumentId } from '@tandem/schema/ids';
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

/** Copies of their own, and the names of the statements that they ask the database. */
function copies(): { of: DurableCopies; asked: string[] } {
  const { sql } = server.services;
  const asked: string[] = [];
  const rows: SqlRunner['rows'] = (query, ...params) => {
    asked.push(query.name);
    return sql.rows(query, ...params);
  };
  const row: SqlRunner['row'] = (query, ...params) => {
    asked.push(query.name);
    return sql.row(query, ...params);
  };
  return { of: new DurableCopies({ ...sql, rows, row }), asked };
}

function titleOf(updates: readonly string[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc.getText('title').toString();
}

async function storyWithWriter(): Promise<{ id: DocumentId; writer: ExampleClient }> {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'bus' });
  return { id: id as DocumentId, writer: await new ExampleClient(partnership.client, id).open() };
}

test('who opens after another is given what is new without the document being read again', async () => {
  const { id, writer } = await storyWithWriter();
  const { of, asked } = copies();
  const first = await of.read(id);
  expect(titleOf(first.updates)).toBe('bus');
  expect(asked.splice(0)).toEqual(['document_load']);
  for (const word of ['late ', 'very ', 'a ']) {
    writer.edit((doc) => doc.getText('title').insert(0, word));
    await writer.saved();
  }
  // Several at once, each of whom adds the same.
  const later = await Promise.all([of.read(id), of.read(id), of.read(id)]);
  for (const { seq, updates } of later) {
    expect(titleOf(updates)).toBe('a very late bus');
    expect(seq).toBe(writer.seq);
    expect(updates).toHaveLength(first.updates.length + 3);
  }
  expect(new Set(asked)).toEqual(new Set(['document_updates_after']));
  // What was handed out is not written on.
  expect(titleOf(first.updates)).toBe('bus');
  writer.close();
});

test('a copy with so many updates that there is a newer snapshot is read afresh', async () => {
  const { id, writer } = await storyWithWriter();
  const { of, asked } = copies();
  await of.read(id);
  for (let n = 0; n < 250; n++) writer.edit((doc) => doc.getText('title').insert(0, String(n % 10)));
  await writer.saved();
  asked.splice(0);
  const updates = await eventually('the snapshot is opened with', async () => {
    const read = await of.read(id);
    expect(titleOf(read.updates)).toHaveLength(253);
    return read.updates.length < 10 && read.updates;
  });
  expect(asked.at(-1)).toBe('document_load');
  asked.splice(0);
  expect((await of.read(id)).updates).toEqual(updates);
  expect(asked).toEqual(['document_updates_after']);
  writer.close();
});

test('a document that is not there is NOT_FOUND', async () => {
  const { of } = copies();
  await expect(of.read('00000000-0000-4000-8000-000000000000' as DocumentId)).rejects.toMatchObject({
    extensions: { code: 'NOT_FOUND' },
  });
});
