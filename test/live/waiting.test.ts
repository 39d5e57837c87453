import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient, PUSH, toBase64 } from './example-client.ts';

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

test('[LP9] a push that waits is judged again when words of the one it waits for come, and at nobody else’s', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'bus' });
  const [priya, again, tomas] = (await Promise.all(
    [partnership.client, partnership.client, partnership.vendor].map((who) => new ExampleClient(who, id).open()),
  )) as [ExampleClient, ExampleClient, ExampleClient];
  // Words of Priya's that a crash took from the server, and Tomás's on top of them.
  const shared = new Y.Doc();
  const written: Uint8Array[] = [];
  Y.applyUpdate(shared, Y.encodeStateAsUpdate(priya.doc));
  shared.on('update', (update: Uint8Array) => written.push(update));
  for (const { doc } of [priya, tomas]) {
    shared.clientID = doc.clientID;
    shared.getText('title').insert(0, 'late ');
  }
  const [hers, his] = written as [Uint8Array, Uint8Array];
  const push = (page: ExampleClient, update: Uint8Array): Promise<object> =>
    page.user.gql(PUSH, {
      input: { documentId: id, connectionId: page.sync?.connectionId, updates: [toBase64(update)] },
    });

  const { sql } = server.services;
  const { rows } = sql;
  // The log is read each time the words turn out to be missing.
  let judged = 0;
  sql.rows = ((query, ...params) => {
    if (query.name === 'document_updates_after') judged++;
    return rows(query, ...params);
  }) as typeof rows;
  try {
    const waiting = push(tomas, his);
    await eventually('it was judged', () => judged === 1);
    for (let i = 0; i < 30; i++) {
      again.edit((doc) => doc.getText('title').insert(doc.getText('title').length, 'x'));
      await again.saved();
    }
    expect(judged).toBe(1);
    await push(priya, hers);
    await waiting;
    expect(judged).toBe(1);
  } finally {
    sql.rows = rows;
  }
  const reader = await new ExampleClient(partnership.vendor, id).open();
  expect(reader.doc.getText('title').toString()).toMatch(/late late bus/);
  for (const page of [priya, again, tomas, reader]) page.close();
});
