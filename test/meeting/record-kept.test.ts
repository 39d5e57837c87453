import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committedWeek } from '../iteration/commitment-kit.ts';
import { serverAt } from '../iteration/iteration-kit.ts';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { act, openMeeting } from './record-kit.ts';

/** Each table of a meeting's record that this part adds to, with a column to try to change. */
const RECORD = {
  meeting_action: 'at = now()',
  celebration: `text = 'another one'`,
  carry_over: `reason = 'another one'`,
  meeting_event: 'at = now()',
} as const;
const TABLES = Object.keys(RECORD) as (keyof typeof RECORD)[];

describe('the record of a meeting', () => {
  let server: TestServer;
  let p: TestPartnership;
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
    const week = await committedWeek(p, '2026-W47', [3]);
    const { meetingId, stages } = await openMeeting(server, p, '2026-W47');
    const at = { meetingId, stageId: stages.CLOSE };
    await act(p.client, 'recordDecision', { ...at, text: 'We test on Fridays' });
    await act(p.client, 'recordAction', { ...at, text: 'Access', dueOn: '2026-11-20' });
    await act(p.client, 'celebrate', { meetingId, text: 'The map', toMemberId: p.vendorMemberId });
    for (const by of [p.client, p.vendor]) await act(by, 'answerPulse', { meetingId, score: 4 });
    await act(p.client, 'revealPulse', { meetingId });
    await act(p.vendor, 'carryOverStory', {
      ...{ meetingId, storyId: week.stories[0]?.id, choice: 'CARRY', reason: 'The depot was closed' },
    });
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  test.each(TABLES)('%s is added to: PostgreSQL itself refuses to change, delete or empty it', async (table) => {
    expect(await query(`select 1 from ${table}`)).toHaveLength(1);
    expect(await refusedBy(`update ${table} set ${RECORD[table]}`)).toContain('never changed or removed');
    expect(await refusedBy(`delete from ${table}`)).toContain('never changed or removed');
    for (const how of ['', ' cascade'])
      expect(await refusedBy(`truncate ${table}${how}`)).toMatch(/cannot be emptied|cannot truncate/);
    expect(await query(`select 1 from ${table}`)).toHaveLength(1);
  });

  test('is not deleted with the partnership, and goes with a sample that is cleared', async () => {
    expect(await refusedBy(`delete from partnership where id = '${p.id}'`)).toContain('both parties own');
    await query('update partnership set is_sample = true where id = $1', p.id);
    await query('delete from partnership where id = $1', p.id);
    for (const table of [...TABLES, 'decision', 'pulse_answer', 'meeting', 'promise', 'story'])
      expect(await query(`select 1 from ${table} where partnership_id = $1`, p.id), table).toEqual([]);
  });
});
