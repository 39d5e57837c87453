import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import {
  act,
  changesSince,
  lastSeq,
  type OpenMeeting,
  openMeeting,
  readRecord,
  refused,
  setMeetingState,
} from './record-kit.ts';

describe('decisions, recorded where they fall', () => {
  let server: TestServer;
  let p: TestPartnership;
  let meeting: OpenMeeting;
  beforeAll(async () => {
    server = await startServer();
    p = await partnershipWithTwoParties(server);
    meeting = await openMeeting(server, p, '2026-W47');
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });
  const decide = (more: object = {}) => ({
    ...{ meetingId: meeting.meetingId, stageId: meeting.stages.CONCERNS, text: 'We test on Fridays.', ...more },
  });

  test('a decision keeps its stage, its words and who wrote it down, and everybody is told', async () => {
    const seq = await lastSeq(server, p);
    const { decisions } = await act(p.vendor, 'recordDecision', decide({ text: ' We test\non Fridays. ' }));
    expect(decisions).toEqual([
      {
        ...{ id: expect.any(String), stageId: meeting.stages.CONCERNS, text: 'We test\non Fridays.' },
        ...{ madeBy: { name: 'Tomás Herrera' }, withdrawnAt: null },
      },
    ]);
    expect((await readRecord(p.client, meeting.meetingId)).decisions).toEqual(decisions);
    expect(await changesSince(server, p, seq)).toEqual([
      `Tomás Herrera meeting.decisionRecorded: recorded a decision in meeting ${meeting.number}: We test on Fridays.`,
    ]);
  });

  test('the same mutation sent twice decides once', async () => {
    const mutationId = randomUUID();
    const first = await act(p.client, 'recordDecision', decide({ mutationId, text: 'Once' }));
    const second = await act(p.client, 'recordDecision', decide({ mutationId, text: 'Once' }));
    expect(second).toEqual(first);
  });

  test('it is taken back by either side, once, and stays in the record', async () => {
    const before = await act(p.client, 'recordDecision', decide({ text: 'No release before Christmas' }));
    const decisionId = before.decisions.at(-1)?.id;
    const input = { meetingId: meeting.meetingId, decisionId };
    const seq = await lastSeq(server, p);
    const after = await act(p.vendor, 'withdrawDecision', input);
    expect(after.decisions).toHaveLength(before.decisions.length);
    expect(after.decisions.at(-1)).toMatchObject({ id: decisionId, withdrawnAt: expect.any(String) });
    expect(await act(p.client, 'withdrawDecision', input)).toEqual(after);
    expect(await changesSince(server, p, seq)).toEqual([
      `Tomás Herrera meeting.decisionWithdrawn: took back a decision of meeting ${meeting.number}: No release before Christmas`,
    ]);
  });

  test.each([
    ['no words', { text: ' \n ' }, /BAD_USER_INPUT: Say what was decided/],
    ['10,000 characters', { text: 'a'.repeat(10_000) }, /BAD_USER_INPUT: .*too long/],
    ['U+0000', { text: 'a\0b' }, /BAD_USER_INPUT: .*cannot be shown/],
    ['a stage that does not exist', { stageId: randomUUID() }, /NOT_FOUND/],
    ['a stage that is no id', { stageId: 'close' }, /NOT_FOUND/],
    ['a meeting that does not exist', { meetingId: randomUUID() }, /NOT_FOUND/],
  ] as const)('%s is refused', async (_name, more, sentence) => {
    expect(await refused(p.client, 'recordDecision', decide(more))).toMatch(sentence);
  });

  test('what was taken off the agenda takes no decision, and what was parked still does', async () => {
    const [removed, parked] = [randomUUID(), randomUUID()];
    for (const [id, column] of [
      [removed, 'removed_at'],
      [parked, 'parked_at'],
    ] as const)
      await server.database.query(
        `insert into meeting_stage (id, partnership_id, meeting_id, kind, rank, minutes, title, added_at, ${column})
         values ($1, $2, $3, 'TOPIC', 'b', 5, 'Hosting', $4, $4)`,
        ...[id, p.id, meeting.meetingId, server.clock.now()],
      );
    expect(await refused(p.client, 'recordDecision', decide({ stageId: removed }))).toMatch(/^CONFLICT: .*agenda/);
    expect(await refused(p.client, 'recordDecision', decide({ stageId: parked }))).toBeNull();
  });

  test('whatever is of another partnership is not found', async () => {
    const q = await partnershipWithTwoParties(server);
    const other = await openMeeting(server, q, '2026-W47');
    const foreign = await act(q.client, 'recordDecision', {
      ...{ meetingId: other.meetingId, stageId: other.stages.CLOSE, text: 'Theirs' },
    });
    expect(await refused(p.client, 'recordDecision', decide({ meetingId: other.meetingId }))).toMatch(/^NOT_FOUND/);
    expect(await refused(p.client, 'recordDecision', decide({ stageId: other.stages.CLOSE }))).toMatch(/^NOT_FOUND/);
    for (const decisionId of [foreign.decisions[0]?.id, randomUUID(), 'x'])
      expect(await refused(p.client, 'withdrawDecision', { meetingId: meeting.meetingId, decisionId })).toMatch(
        /^NOT_FOUND/,
      );
    await q.close();
  });

  test('before it begins, once it is cancelled, and once it is closed nothing is recorded or taken back', async () => {
    const { decisions } = await readRecord(p.client, meeting.meetingId);
    const back = { meetingId: meeting.meetingId, decisionId: decisions[0]?.id };
    for (const [state, words] of [
      ['SCHEDULED', 'has not begun'],
      ['CANCELLED', 'was cancelled'],
      ['CLOSED', 'is closed'],
    ] as const) {
      await setMeetingState(server, p, state);
      expect(await refused(p.client, 'recordDecision', decide())).toMatch(`CONFLICT: Meeting 1 ${words}`);
      expect(await refused(p.client, 'withdrawDecision', back)).toMatch(`CONFLICT: Meeting 1 ${words}`);
      await reopen();
    }
  });

  const reopen = () =>
    server.database.query(
      `update meeting set state = 'OPEN', current_stage_id = $2, stage_entered_at = now(), started_at = now(), closed_at = null,
         minutes_snapshot_id = null where id = $1`,
      ...[meeting.meetingId, meeting.stages.CHECK_IN],
    );
});
