import { randomUUID } from 'node:crypto';
import type {} from '@tandem/api/live/engine';
import { capture } from '@tandem/api/live/seed';
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

const RESTORE = 'mutation ($input: RestoreVersionInput!) { restoreVersion(input: $input) { seq } }';
const titleAt = (id: string, seq: number): Promise<string> =>
  server.services.live.replays.at(id as DocumentId, seq, (doc) => doc.getText('title').toString());

/** Types `count` letters into a story as one who writes them one by one, straight into the log. */
async function typedLog(id: string, count: number): Promise<string> {
  const client = 4_711;
  await server.database.query(
    'insert into document_client values ($1, $2, $3, now())',
    ...[id, client, partnership.vendorMemberId],
  );
  const doc = new Y.Doc();
  doc.clientID = client;
  const text = doc.getText('title');
  const updates = Array.from({ length: count }, (_, i) =>
    capture(doc, () => text.insert(text.length, String.fromCharCode(97 + (i % 26)))),
  );
  await server.database.query(
    `insert into document_update (document_id, seq, update, member_id, at)
     select $1, d.seq + u.n, u.update, $3, now()
       from document d, unnest($2::bytea[]) with ordinality as u(update, n) where d.id = $1`,
    ...[id, updates.map((update) => Buffer.from(update as Uint8Array)), partnership.vendorMemberId],
  );
  await server.database.query('update document set seq = seq + $2 where id = $1', id, count);
  return text.toString();
}

test('[LP26] every state is read again as it stood, though the document was compacted meanwhile', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: '' });
  const priya = await new ExampleClient(partnership.client, id).open();
  const title = priya.doc.getText('title');
  const states = [''];
  for (let i = 0; i < 300; i++) {
    priya.edit(() =>
      i % 7 === 6 ? title.delete(0, 3) : title.insert(i % (title.length + 1), String.fromCharCode(97 + (i % 26))),
    );
    states.push(title.toString());
  }
  await priya.saved();
  await eventually('a snapshot is written', async () => {
    const [row] = await server.database.query<{ at: number }>(
      'select snapshot_seq as at from document where id = $1',
      id,
    );
    return (row?.at ?? 0) > 200;
  });
  const first = 1;
  // Forwards, backwards, and where a snapshot is nearer than the beginning.
  for (const at of [0, 1, 7, 150, 149, 300, 299, 20]) expect(await titleAt(id, first + at)).toBe(states[at]);
  const second = await startServer(server);
  const elsewhere = await second.services.live.replays.at(id as DocumentId, first + 42, (doc) =>
    doc.getText('title').toString(),
  );
  expect(elsewhere).toBe(states[42]);
  await second.close();
  priya.close();
});

test('[LP26] while a long log is replayed, others write and are acknowledged', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: '' });
  const whole = await typedLog(id, 10_000);
  const other = await createStory(partnership.client, partnership.id, { title: 'bus' });
  const tomas = await new ExampleClient(partnership.vendor, other.id).open();
  let replayed = false;
  const replay = titleAt(id, 10_001).finally(() => {
    replayed = true;
  });
  tomas.edit((doc) => doc.getText('title').insert(0, 'late '));
  await tomas.saved();
  expect(replayed).toBe(false);
  expect(await replay).toBe(whole);
  tomas.close();
});

test('[LP27] what is restored is an edit like any other: others have it at once, and the log keeps what was there', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: 'A late bus' });
  const tomas = await new ExampleClient(partnership.vendor, id).open();
  const title = tomas.doc.getText('title');
  tomas.edit(() => title.delete(2, 5));
  await tomas.saved();
  // Written without knowing of the restore, as on a train.
  tomas.close();
  tomas.edit(() => title.insert(title.length, ' waits'));
  const { restoreVersion } = await partnership.client.gql<{ restoreVersion: { seq: number } }>(RESTORE, {
    input: { mutationId: randomUUID(), storyId: id, seq: 1 },
  });
  await tomas.open();
  await tomas.saved();
  expect(title.toString()).toBe('A late bus waits');
  const rows = await server.database.query<{ member_id: string }>(
    'select member_id from document_update where document_id = $1 order by seq',
    id,
  );
  expect(rows[restoreVersion.seq - 1]?.member_id).toBe(partnership.clientMemberId);
  expect(await titleAt(id, 2)).toBe('A bus');
  const priya = await new ExampleClient(partnership.client, id).open();
  expect(priya.doc.getText('title').toString()).toBe('A late bus waits');
  priya.close();
  tomas.close();
});
