import { randomUUID } from 'node:crypto';
import { act as actOnConcern, raise } from '../iteration/concern-kit.ts';
import { committedWeek, plannedWeek, propose, sign } from '../iteration/commitment-kit.ts';
import { setStoryState } from '../iteration/committed.ts';
import { change as changeIteration, setClock } from '../iteration/iteration-kit.ts';
import { act as actOnPromise, promised } from '../iteration/promise-kit.ts';
import type { TestPartnership } from '../kit/people.ts';
import { criteriaOf } from '../kit/ready-stories.ts';
import type { TestServer } from '../kit/server.ts';
import { addStage, attend, meetingOf, put, type TestMeeting } from './minutes-kit.ts';

export interface FullMeeting extends TestMeeting {
  week: { id: string; stories: { id: string; key: string }[] };
  next: { id: string; isoWeek: string };
  accepted: { id: string; key: string };
  disputed: { id: string; key: string };
}

/**
 * A meeting on Friday, 20 November 2026 at 14:00 in London about 2026-W47, open at its close, with something of everything: one
 * story accepted with a condition, one disputed and ruled on by one sponsor, carried over; the next week signed.
 */
export async function fullMeeting(server: TestServer, p: TestPartnership): Promise<FullMeeting> {
  const ours = { partnership_id: p.id };
  setClock(server, '2026-11-18T10:00:00Z');
  const week = await committedWeek(p, '2026-W47', [3, 5]);
  const [accepted, disputed] = week.stories as [{ id: string; key: string }, { id: string; key: string }];
  const at = server.clock.now();
  const goal = { ...ours, iteration_id: week.id, rank: 'a0', text: 'Dispatchers trust the board' };
  const goalId = randomUUID();
  await put(server, 'iteration_goal', { ...goal, id: goalId, created_at: at, updated_at: at });
  for (const [by, outcome] of [[p.client, 'MET'] as const, [p.vendor, 'PARTLY'] as const])
    await changeIteration(by, 'callGoal', { iterationId: week.id, goalId, outcome, note: `We say ${outcome}` });
  const kept = await promised(p.client, p, 'CLIENT', { dueOn: '2026-11-27', text: 'Access to the depot tablet' });
  await actOnPromise(p.client, 'reportPromiseKept', { promiseId: kept.id });
  await actOnPromise(p.vendor, 'confirmPromise', { promiseId: kept.id });
  await raise(p.vendor, p, 'CLIENT', { title: 'No test data for depot 4' });
  const settled = await raise(p.client, p, 'VENDOR', { title: 'The map is slow' });
  await actOnConcern(p.vendor, 'resolveConcern', {
    concernId: settled.id,
    resolution: 'Tiles are cached',
    prevention: 'Load is watched',
  });
  for (const { id } of week.stories) await setStoryState(server, id, 'DELIVERED');
  const planned = await plannedWeek(p, '2026-W48', [2]);
  await propose(p.vendor, planned);
  await sign(p.client, planned);

  setClock(server, '2026-11-20T14:00:00Z');
  const meeting = await meetingOf(server, p, '2026-W47');
  const of = { ...ours, meeting_id: meeting.id };
  const now = server.clock.now();
  await attend(server, p, meeting.id, p.clientMemberId);
  await attend(server, p, meeting.id, p.vendorMemberId, 'ASYNCHRONOUS');
  const event = (kind: string, more: object): Promise<void> =>
    put(server, 'meeting_event', { ...of, id: randomUUID(), kind, member_id: p.clientMemberId, at: now, ...more });
  await event('STARTED', {});
  await event('HANDED_OVER', { to_member_id: p.vendorMemberId, at: new Date(now.getTime() + 60_000) });
  const demos = [];
  for (const { id } of [accepted, disputed])
    demos.push(
      await addStage(server, p, meeting.id, {
        kind: 'DEMO',
        minutes: 5,
        story_id: id,
        spent_ms: 440_000,
        rank: `a000${demos.length}`,
      }),
    );
  const topic = await addStage(server, p, meeting.id, {
    kind: 'TOPIC',
    minutes: 5,
    title: 'Winter timetable',
    parked_at: now,
  });

  const verdict = (
    storyId: string,
    criterion: { id: string; version: number },
    party: 'client' | 'vendor',
    row: object,
  ) =>
    put(server, 'verdict', {
      ...{
        ...of,
        id: randomUUID(),
        story_id: storyId,
        criterion_id: criterion.id,
        version: criterion.version,
        at: now,
      },
      ...{ party_id: p[`${party}PartyId`], member_id: p[`${party}MemberId`], asynchronous: party === 'vendor', ...row },
    });
  const condition = await promised(p.client, p, 'VENDOR', { dueOn: '2026-11-25', text: 'The amber is brighter' });
  const [first, second] = await criteriaOf(p.client, accepted.id);
  if (!first || !second) throw new Error('the story has two criteria');
  await verdict(accepted.id, first, 'client', {
    verdict: 'NOT_MET',
    note: 'It stayed grey',
    at: new Date(now.getTime() - 1000),
  });
  await verdict(accepted.id, first, 'client', {
    verdict: 'MET_WITH_CONDITION',
    note: 'Pale',
    promise_id: condition.id,
  });
  await verdict(accepted.id, first, 'vendor', { verdict: 'MET' });
  for (const party of ['client', 'vendor'] as const) await verdict(accepted.id, second, party, { verdict: 'MET' });
  const [third] = await criteriaOf(p.client, disputed.id);
  if (!third) throw new Error('the story has criteria');
  await verdict(disputed.id, third, 'client', { verdict: 'NOT_MET', note: 'The driver got no call' });
  await verdict(disputed.id, third, 'vendor', { verdict: 'MET' });
  const disputeId = randomUUID();
  await put(server, 'dispute', {
    ...{
      ...of,
      id: disputeId,
      story_id: disputed.id,
      escalated_by: p.vendorMemberId,
      reason: 'We called twice',
      at: now,
    },
  });
  await put(server, 'dispute_ruling', {
    ...{ ...ours, id: randomUUID(), dispute_id: disputeId, party_id: p.clientPartyId, member_id: p.clientMemberId },
    ...{ ruling: 'RETURN', note: 'No call reached the depot', at: now },
  });
  await put(server, 'demo_words', {
    ...of,
    story_id: accepted.id,
    text: 'Shown on depot 4.\nIt *worked*.',
    updated_at: now,
  });
  const evidence = { ...of, story_id: accepted.id, added_by: p.vendorMemberId, added_at: now };
  await put(server, 'demo_evidence', {
    ...{ ...evidence, id: randomUUID(), kind: 'RECORDING', url: 'https://video.example.org/7', title: 'The demo' },
  });
  const fileId = randomUUID();
  await put(server, 'stored_file', {
    ...{
      ...ours,
      id: fileId,
      media_type: 'image/png',
      content: Buffer.from('x'),
      uploaded_by: p.vendorMemberId,
      uploaded_at: now,
    },
  });
  await put(server, 'demo_evidence', {
    ...evidence,
    id: randomUUID(),
    kind: 'SCREENSHOT',
    file_id: fileId,
    title: 'Amber',
  });

  await put(server, 'carry_over', {
    ...{ ...of, id: randomUUID(), story_id: disputed.id, choice: 'CARRY', reason: 'The call is still to be seen' },
    ...{ from_state: 'DELIVERED', to_iteration_id: planned.id, made_by: p.clientMemberId, at: now },
  });
  const decision = { ...of, stage_id: demos[0], made_by: p.clientMemberId, at: now };
  await put(server, 'decision', { ...decision, id: randomUUID(), text: 'Amber is #FFBF00' });
  await put(server, 'decision', {
    ...{ ...decision, id: randomUUID(), stage_id: topic, text: 'We meet on Mondays' },
    ...{ withdrawn_by: p.clientMemberId, withdrawn_at: now },
  });
  const action = await promised(p.vendor, p, 'VENDOR', { dueOn: '2026-11-24', text: 'Send the winter timetable' });
  await put(server, 'meeting_action', { ...of, stage_id: topic, promise_id: action.id, at: now });
  await put(server, 'celebration', {
    ...{ ...of, id: randomUUID(), story_id: accepted.id, to_member_id: p.vendorMemberId, text: 'For the night shift' },
    ...{ given_by: p.clientMemberId, at: now },
  });
  for (const [memberId, score] of [[p.clientMemberId, 4] as const, [p.vendorMemberId, 5] as const])
    await put(server, 'pulse_answer', { ...of, member_id: memberId, score, at: now });
  await server.database.query(
    'update meeting set current_stage_id = $2, stage_entered_at = $3 where id = $1',
    ...[meeting.id, meeting.stages.CLOSE, now],
  );
  return { ...meeting, week, next: planned, accepted, disputed };
}
