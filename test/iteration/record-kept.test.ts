import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { act, committedWeek, type PlannedWeek, plannedWeek, propose, readWeek } from './commitment-kit.ts';
import { change as changeIteration, serverAt } from './iteration-kit.ts';

/** Each table of the record, with a column to try to change. */
const RECORD = {
  snapshot: `content = replace(content, '"points":3', '"points":1')`,
  signature: `signed_at = now()`,
  scope_change: `reason = 'another one'`,
  concern_event: `text = 'another one'`,
  goal_outcome: `outcome = 'MET'`,
  change_event: `summary = 'another one'`,
} as const;
const TABLES = Object.keys(RECORD) as (keyof typeof RECORD)[];

describe('the record that both parties own', () => {
  let server: TestServer;
  let p: TestPartnership;
  let week: PlannedWeek;
  const query = (text: string, ...values: unknown[]) => server.database.query<Record<string, string>>(text, ...values);
  /** The message of what PostgreSQL refuses, as the superuser that the tests are. */
  const refusedBy = (text: string): Promise<string> =>
    query(text).then(
      () => 'done',
      (error: Error) => error.message,
    );

  beforeAll(async () => {
    server = await serverAt('2026-11-18T10:00:00Z');
    p = await partnershipWithTwoParties(server);
    week = await committedWeek(p, '2026-W47', [3, 5]);
    await act(p.client, 'removeFromScope', {
      ...{ iterationId: week.id, storyId: week.stories[1]?.id, askedById: p.vendorMemberId, reason: 'Too much' },
    });
    const [concern, goal] = [randomUUID(), randomUUID()];
    const at = '2026-11-18T10:00:00Z';
    await query(
      `insert into concern (id, partnership_id, number, title, raised_by, owner_party_id, state, ladder, raised_at, updated_at)
       values ($1, $2, 1, 'No test data', $3, $4, 'OPEN', '[]', $5, $5)`,
      ...[concern, p.id, p.vendorMemberId, p.clientPartyId, at],
    );
    await query(
      `insert into concern_event (id, partnership_id, concern_id, kind, at) values ($1, $2, $3, 'RAISED', $4)`,
      ...[randomUUID(), p.id, concern, at],
    );
    await query(
      `insert into iteration_goal (id, partnership_id, iteration_id, rank, text, created_at, updated_at)
       values ($1, $2, $3, 'a0', 'A goal', $4, $4)`,
      ...[goal, p.id, week.id, at],
    );
    await changeIteration(p.client, 'callGoal', { iterationId: week.id, goalId: goal, outcome: 'PARTLY' });
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  test.each(TABLES)('%s is added to: PostgreSQL itself refuses to change, delete or empty it', async (table) => {
    expect(await query(`select 1 from ${table}`)).not.toEqual([]);
    expect(await refusedBy(`update ${table} set ${RECORD[table]}`)).toContain('never changed or removed');
    expect(await refusedBy(`delete from ${table}`)).toContain('never changed or removed');
    for (const how of ['', ' cascade'])
      expect(await refusedBy(`truncate ${table}${how}`)).toMatch(/cannot be emptied|cannot truncate/);
    expect(await query(`select 1 from ${table}`)).not.toEqual([]);
  });

  test('who takes the refusal away still cannot alter a byte of what was signed: the hash no longer fits', async () => {
    const altered = `alter table snapshot disable trigger snapshot_kept;
      update snapshot set content = replace(content, '"points":3', '"points":1')`;
    expect(await refusedBy(altered)).toContain('violates check constraint "snapshot_');
    const rehashed = `alter table snapshot disable trigger snapshot_kept;
      update snapshot set hash = encode(sha256(convert_to('x', 'UTF8')), 'hex')`;
    expect(await refusedBy(rehashed)).toContain('violates check constraint "snapshot_');
  });

  test('who alters both a content and its hash breaks the chain: signatures and the next snapshot name the old one', async () => {
    const second = await committedWeek(p, '2026-W49', [2]);
    const [before, after] = [await readWeek(p.client, week.id), await readWeek(p.client, second.id)];
    expect(after.commitment?.previousHash).toBe(before.commitment?.hash);
    for (const { hash } of after.commitment?.signatures ?? []) expect(hash).toBe(after.commitment?.hash);
    const broken = await query(
      `select count(*) as n from snapshot s where s.partnership_id = $1 and (s.content::jsonb ->> 'previous') is not null
       and not exists (select 1 from snapshot b where b.partnership_id = s.partnership_id and b.hash = s.content::jsonb ->> 'previous')`,
      p.id,
    );
    expect(broken).toEqual([{ n: '0' }]);
  });

  test('the chain keeps its order when a clock goes back between two snapshots', async () => {
    const chain = () =>
      query(
        `select number, hash, content::jsonb ->> 'previous' as previous from snapshot where partnership_id = $1 order by number`,
        p.id,
      );
    const before = await chain();
    server.clock.move(-3 * 60_000);
    await propose(p.vendor, await plannedWeek(p, '2026-W50', [1]));
    server.clock.move(60_000);
    await propose(p.vendor, await plannedWeek(p, '2026-W51', [1]));
    server.clock.move(2 * 60_000);
    const after = await chain();
    expect(after).toHaveLength(before.length + 2);
    expect(after.map(({ number }) => number)).toEqual(after.map((_, index) => index + 1));
    expect(after.map(({ previous }) => previous)).toEqual([null, ...after.slice(0, -1).map(({ hash }) => hash)]);
  });

  test('a partnership’s record is not deleted with it', async () => {
    expect(await refusedBy(`delete from partnership where id = '${p.id}'`)).toContain('both parties own');
    expect(await query('select 1 from snapshot')).not.toEqual([]);
  });

  test('the sample can be cleared, with all that was signed in it', async () => {
    await query('update partnership set is_sample = true where id = $1', p.id);
    await query('delete from partnership where id = $1', p.id);
    for (const table of [...TABLES, 'iteration', 'story', 'member'])
      expect(await query(`select 1 from ${table} where partnership_id = $1`, p.id)).toEqual([]);
  });
});
