import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';

interface Batch {
  changes: { seq: number; resync: boolean; changes: { seq: number }[] };
}

const REPLAY_MAX = 1_000;
const CHANGES = `subscription ($id: ID!, $after: Int) {
  changes(partnershipId: $id, after: $after) { seq resync changes { seq } }
}`;
const HISTORY = `query ($slug: String!) {
  partnership(slug: $slug) { changes(first: 3) { totalCount edges { node { seq } } } }
}`;

let server: TestServer;
let partnership: TestPartnership;
/** The newest sequence after a long history. */
let last: number;
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
  const [row] = await server.database.query<{ seq: number }>(
    `with made as (
       insert into change_event (partnership_id, seq, kind, node_type, node_id, summary, at)
       select p.id, p.change_seq + n, 'partnership.updated', 'Partnership', p.id, 'changed the purpose', now()
         from partnership p, generate_series(1, 1500) n where p.id = $1
     )
     update partnership set change_seq = change_seq + 1500 where id = $1 returning change_seq as seq`,
    partnership.id,
  );
  last = row?.seq ?? 0;
});
afterAll(async () => {
  await partnership.close();
  await server.close();
});

/** The first batch after a cursor, and the one that a change made then brings. */
async function replay(after: number): Promise<{ first: Batch['changes']; next: Batch['changes'] }> {
  const events = partnership.vendor.subscribe<Batch>(CHANGES, { id: partnership.id, after });
  const { changes: first } = await events.next();
  await createStory(partnership.client, partnership.id);
  const { changes: next } = await events.next();
  events.end();
  last = next.seq;
  return { first, next };
}
const seqs = (from: number, to: number): { seq: number }[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ seq: from + i }));

test('[LP37] a cursor at the edge of the window is replayed whole, and one before it is told to resync', async () => {
  const edge = last - REPLAY_MAX;
  const whole = await replay(edge);
  expect(whole.first).toEqual({ seq: edge + REPLAY_MAX, resync: false, changes: seqs(edge + 1, edge + REPLAY_MAX) });
  expect(whole.next.changes).toEqual(seqs(whole.first.seq + 1, last));
  const before = last;
  const past = await replay(last - REPLAY_MAX - 1);
  expect(past.first).toEqual({ seq: before, resync: true, changes: [] });
  expect(past.next).toEqual({ seq: last, resync: false, changes: seqs(before + 1, last) });
});

test('[LP37] a cursor of a future that never came, as after a restore of the database, is told to resync', async () => {
  const before = last;
  const { first, next } = await replay(last + 7);
  expect(first).toEqual({ seq: before, resync: true, changes: [] });
  expect(next.changes).toEqual(seqs(before + 1, last));
});

test('[LP37] where changes are no longer kept nobody is given the rest of them as if they were all', async () => {
  const from = last - 50;
  // Only who owns the database can: the table refuses it otherwise.
  await server.database.query('alter table change_event disable trigger user');
  await server.database.query(
    'delete from change_event where partnership_id = $1 and seq between $2 and $3',
    ...[partnership.id, from + 10, from + 20],
  );
  const before = last;
  expect((await replay(from)).first).toEqual({ seq: before, resync: true, changes: [] });
  const after = last;
  expect((await replay(from + 20)).first).toEqual({ seq: after, resync: false, changes: seqs(from + 21, after) });
});

test('[LP37] however long it grows, the history can be paged through from its beginning', async () => {
  const { partnership: found } = await partnership.vendor.gql<{
    partnership: { changes: { totalCount: number; edges: { node: { seq: number } }[] } };
  }>(HISTORY, { slug: partnership.slug });
  expect(found.changes.totalCount).toBeGreaterThan(REPLAY_MAX);
  expect(found.changes.edges.map(({ node }) => node)).toEqual(seqs(1, 3));
});
