import { randomUUID } from 'node:crypto';
import type { StoryId } from '@tandem/schema/ids';
import { demoWordsOf } from '@tandem/schema/meeting/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { committedWeek } from '../iteration/commitment-kit.ts';
import { setStoryState } from '../iteration/committed.ts';
import { serverAt, setClock } from '../iteration/iteration-kit.ts';
import { partnershipWithTwoParties } from '../kit/people.ts';
import { criteriaOf } from '../kit/ready-stories.ts';
import type { TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from '../live/example-client.ts';
import { demoWorld } from './demo-kit.ts';
import { act, attend, meetingOf, minutesOf, put, readMeeting, refused, sha256, stateOf } from './minutes-kit.ts';

let server: TestServer;
beforeAll(async () => {
  server = await serverAt('2026-11-18T10:00:00Z');
});
afterAll(() => server.close());

describe('what a criterion was when it was committed to', () => {
  test('is what verdicts are minuted against: the words of the commitment, whatever they are by now', async () => {
    setClock(server, '2026-11-18T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const week = await committedWeek(p, '2026-W47', [3]);
    const [story] = week.stories as [{ id: string; key: string }];
    await setStoryState(server, story.id, 'DELIVERED');
    await server.database.query(
      `update criterion set text = 'Edited since', version = 2 where story_id = $1`,
      story.id,
    );
    const meeting = await meetingOf(server, p, '2026-W47');
    const [demo] = stateOf(await minutesOf(p.client, meeting)).demos;
    // It is not on the stored agenda, and nobody said a word to it.
    expect(demo).toBeUndefined();
    await put(server, 'demo_words', {
      ...{ partnership_id: p.id, meeting_id: meeting.id, story_id: story.id, text: 'Shown' },
      updated_at: server.clock.now(),
    });
    const [shown] = stateOf((await act(p.client, 'closeMeeting', { meetingId: meeting.id })).minutes).demos;
    expect(shown?.criteria.map(({ text, version }) => [text, version])).toEqual([
      ['A late bus turns amber', 1],
      ['The dispatcher calls the driver in one action', 1],
    ]);
    await p.close();
  });
});

test('what was written to the very end is in the minutes, whether it was in rows by then or not', async () => {
  setClock(server, '2026-11-18T10:00:00Z');
  const { p, meeting, stories } = await demoWorld(server);
  const storyId = stories[0]?.id as StoryId;
  const priya = await new ExampleClient(p.client, meeting.id).open();
  priya.edit((doc) =>
    ((demoWordsOf(doc, storyId).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Amber it is.'),
  );
  await priya.saved();
  const { minutes } = await act(p.client, 'closeMeeting', { meetingId: meeting.id });
  expect(stateOf(minutes).demos.find(({ story }) => story === storyId)?.words).toBe('Amber it is.');
  priya.close();
  await p.close();
});

test('words that become durable while somebody closes it are in the minutes', async () => {
  setClock(server, '2026-11-18T10:00:00Z');
  const { p, meeting, stories } = await demoWorld(server);
  const storyId = stories[0]?.id as StoryId;
  const tomas = await new ExampleClient(p.vendor, meeting.id).open();
  const held = async () =>
    (
      await server.database.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).length;
  const letGo = await server.database.holdCommits(meeting.id);
  tomas.edit((doc) =>
    ((demoWordsOf(doc, storyId).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'With the reserve it is.'),
  );
  await eventually('the words wait for their commit', async () => (await held()) === 1);
  const closing = act(p.client, 'closeMeeting', { meetingId: meeting.id });
  await eventually('and the closing waits for the words', async () => (await held()) === 2);
  await letGo();
  await tomas.saved();
  const { minutes } = await closing;
  expect(stateOf(minutes).demos.find(({ story }) => story === storyId)?.words).toBe('With the reserve it is.');
  tomas.close();
  await p.close();
});

describe('without a quorum', () => {
  test('an outcome is provisional until it is settled, and the minutes of then say so for ever', async () => {
    setClock(server, '2026-11-18T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const week = await committedWeek(p, '2026-W47', [3]);
    const [story] = week.stories as [{ id: string; key: string }];
    const meeting = await meetingOf(server, p, '2026-W47', 'OPEN', { quorum: 2 });
    await attend(server, p, meeting.id, p.clientMemberId);
    for (const criterion of await criteriaOf(p.client, story.id))
      for (const side of ['client', 'vendor'] as const)
        await put(server, 'verdict', {
          ...{ id: randomUUID(), partnership_id: p.id, meeting_id: meeting.id, story_id: story.id, verdict: 'MET' },
          ...{ criterion_id: criterion.id, version: 1, party_id: p[`${side}PartyId`], member_id: p[`${side}MemberId`] },
          at: server.clock.now(),
        });
    const { minutes } = await act(p.client, 'closeMeeting', { meetingId: meeting.id });
    expect(stateOf(minutes).demos).toMatchObject([{ outcome: 'ACCEPTED', provisional: true }]);
    await server.database.query('update meeting set settle_at = null where id = $1', meeting.id);
    await act(p.client, 'amendMinutes', { meetingId: meeting.id, text: 'It is settled' });
    expect(stateOf(await minutesOf(p.client, meeting)).demos).toMatchObject([{ provisional: true }]);
    await p.close();
  });

  test('a pulse that one party has not answered stays sealed when the meeting closes', async () => {
    setClock(server, '2026-11-18T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const meeting = await meetingOf(server, p, '2026-W47');
    await put(server, 'pulse_answer', {
      ...{
        partnership_id: p.id,
        meeting_id: meeting.id,
        member_id: p.clientMemberId,
        score: 1,
        at: server.clock.now(),
      },
    });
    const { minutes } = await act(p.client, 'closeMeeting', { meetingId: meeting.id });
    expect(stateOf(minutes).pulse).toBeNull();
    expect(minutes.markdown).toContain('## Pulse\n\nSealed.');
    await p.close();
  });
});

describe('a partnership from before there were meetings', () => {
  test('has minutes of a week that nobody planned, with nothing in them', async () => {
    setClock(server, '2026-11-18T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const meeting = await meetingOf(server, p, '2026-W45');
    await server.database.query(
      'update meeting set current_stage_id = null, stage_entered_at = null, state = $2, started_at = null where id = $1',
      ...[meeting.id, 'SCHEDULED'],
    );
    await server.database.query('delete from meeting_stage where meeting_id = $1', meeting.id);
    const state = stateOf(await minutesOf(p.client, meeting));
    expect(state).toMatchObject({ stages: [], demos: [], goals: [], promises: [], next: null, pulse: null });
    await p.close();
  });

  test('has the first link of its chain in its first minutes', async () => {
    setClock(server, '2026-11-18T10:00:00Z');
    const p = await partnershipWithTwoParties(server);
    const meeting = await meetingOf(server, p, '2026-W45');
    const { minutes } = await act(p.client, 'closeMeeting', { meetingId: meeting.id });
    expect(JSON.parse(minutes.content)).toMatchObject({ previous: null });
    expect(sha256(minutes.content)).toBe(minutes.hash);
    await p.close();
  });
});

test('a cancelled meeting has a draft too, and nobody else’s members read any', async () => {
  setClock(server, '2026-11-18T10:00:00Z');
  const [p, other] = [await partnershipWithTwoParties(server), await partnershipWithTwoParties(server)];
  const meeting = await meetingOf(server, p, '2026-W47', 'CANCELLED', { cancel_reason: 'Snow' });
  expect(await minutesOf(p.client, meeting)).toMatchObject({ isFrozen: false });
  await expect(readMeeting(other.client, meeting)).rejects.toThrow('NOT_FOUND');
  expect(await refused(other.client, 'closeMeeting', { meetingId: meeting.id })).toMatch(/^NOT_FOUND/);
  await p.close();
  await other.close();
});

test('two who close at once close once', async () => {
  setClock(server, '2026-11-18T10:00:00Z');
  const p = await partnershipWithTwoParties(server);
  const meeting = await meetingOf(server, p, '2026-W47');
  const outcomes = await Promise.all(
    [p.client, p.vendor].map((by) => refused(by, 'closeMeeting', { meetingId: meeting.id })),
  );
  expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
  expect(outcomes.find((outcome) => outcome !== null)).toMatch(/^CONFLICT: Meeting 1 is closed/);
  expect(await server.database.query(`select 1 from snapshot where subject_id = $1`, meeting.id)).toHaveLength(1);
  await p.close();
});
