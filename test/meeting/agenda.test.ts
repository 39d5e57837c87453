import { randomUUID } from 'node:crypto';
import { STAGES_MAX } from '@tandem/schema/meeting/rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setStoryState } from '../iteration/committed.ts';
import { createStory } from '../kit/people.ts';
import {
  act,
  agendaOf,
  deliver,
  type MeetingNode,
  type MeetingWorld,
  partnershipInWeek,
  readMeeting,
  refused,
  scheduled,
  stageOf,
} from './meeting-kit.ts';

let world: MeetingWorld;
beforeAll(async () => {
  world = await partnershipInWeek({ stories: 4 });
});
afterAll(() => world.close());

const STANDING_AFTER = ['CONCERNS', 'NEXT', 'PULSE', 'CLOSE'];
const keys = (): string[] => world.week.stories.map(({ key }) => key);
const topic = (meeting: MeetingNode, title: string, more: object = {}): Promise<MeetingNode> =>
  act(world.p.vendor, 'addTopic', { meetingId: meeting.id, title, ...more });

/** A meeting of the week with nothing that an earlier test did; what it takes the place of is cancelled. */
async function fresh(): Promise<MeetingNode> {
  const earlier = await scheduled(world);
  for (const { kind, id: stageId } of earlier.stages)
    if (kind === 'TOPIC') await act(world.p.client, 'removeStage', { meetingId: earlier.id, stageId });
  await act(world.p.client, 'cancelMeeting', { meetingId: earlier.id, reason: 'Another try' });
  return scheduled(world);
}

describe('from the record', () => {
  test('it begins with the check-in, ends with the close, and shows what the week delivered after the goals', async () => {
    const meeting = await fresh();
    const [first = '', second = ''] = keys();
    expect(agendaOf(meeting)).toEqual(['CHECK_IN', 'PROMISES', 'GOALS', first, second, ...STANDING_AFTER]);
    expect(meeting).toMatchObject({ state: 'SCHEDULED', isoWeek: '2026-W47', iteration: { isoWeek: '2026-W47' } });
    expect(stageOf(meeting, first)).toMatchObject({ minutes: 5, spentMs: 0, addedBy: null });
  });

  test('what is delivered later comes by itself, and goes again when it is taken back, edited agenda or not', async () => {
    const [first = '', second = '', third = ''] = keys();
    const meeting = await fresh();
    await topic(meeting, 'Access to the depot');
    const demos = async (): Promise<string[]> =>
      agendaOf(await readMeeting(world.p.client, world.p, meeting.number)).filter((name) => name.startsWith('MT-'));
    const { id = '' } = world.week.stories[2] ?? {};
    await deliver(world.p.vendor, id);
    expect(await demos()).toEqual([first, second, third]);
    // An edit stores what is shown.
    await topic(meeting, 'Holidays');
    expect(await demos()).toEqual([first, second, third]);
    await setStoryState(world.server, id, 'IN_PROGRESS');
    expect(await demos()).toEqual([first, second]);
  });

  test('a demo keeps its id when the agenda is first edited, and stays where it was', async () => {
    const before = await fresh();
    const after = await act(world.p.client, 'setStageMinutes', {
      ...{ meetingId: before.id, stageId: stageOf(before, keys()[1] ?? '').id, minutes: 12 },
    });
    expect(after.stages.map(({ id }) => id)).toEqual(before.stages.map(({ id }) => id));
    expect(after.stages.map(({ minutes }) => minutes)).toEqual([3, 5, 4, 5, 12, 8, 12, 2, 3]);
  });
});

describe('by hand', () => {
  test('anybody puts a topic at the end, or next to another stage', async () => {
    const meeting = await fresh();
    const [first = ''] = keys();
    await topic(meeting, 'Holidays', { minutes: 10 });
    await topic(meeting, 'Before the demos', { beforeId: stageOf(meeting, first).id });
    const after = await topic(meeting, 'After the pulse', { afterId: stageOf(meeting, 'PULSE').id });
    expect(agendaOf(after)).toEqual([
      ...['CHECK_IN', 'PROMISES', 'GOALS', 'Before the demos', ...keys().slice(0, 2), 'CONCERNS', 'NEXT', 'PULSE'],
      ...['After the pulse', 'Holidays', 'CLOSE'],
    ]);
    expect(stageOf(after, 'Holidays')).toMatchObject({
      kind: 'TOPIC',
      minutes: 10,
      addedBy: { name: 'Tomás Herrera' },
    });
  });

  test('nothing comes before the check-in or after the close, and neither is moved, removed or parked', async () => {
    const meeting = await fresh();
    const at = { meetingId: meeting.id, title: 'Early', minutes: 5 };
    const [checkIn, close] = [stageOf(meeting, 'CHECK_IN').id, stageOf(meeting, 'CLOSE').id];
    const { client } = world.p;
    for (const place of [{ beforeId: checkIn }, { afterId: close }])
      expect(await refused(client, 'addTopic', { ...at, ...place })).toMatch(/^CONFLICT: A meeting begins with/);
    for (const stageId of [checkIn, close]) {
      const named = { meetingId: meeting.id, stageId };
      expect(await refused(client, 'removeStage', named)).toMatch(/^CONFLICT: Every meeting has its/);
      expect(await refused(client, 'moveStage', { ...named, afterId: stageOf(meeting, 'GOALS').id })).toMatch(
        /^CONFLICT: Every meeting has its/,
      );
    }
    expect(agendaOf(await readMeeting(client, world.p, meeting.number))).toEqual(agendaOf(meeting));
  });

  test('a stage is moved after or before another; next to itself, or nowhere, it stays', async () => {
    const meeting = await fresh();
    const { id: meetingId } = meeting;
    const [first = '', second = ''] = keys();
    const id = (name: string): string => stageOf(meeting, name).id;
    const moved = await act(world.p.vendor, 'moveStage', {
      meetingId,
      stageId: id('CONCERNS'),
      afterId: id('CHECK_IN'),
    });
    expect(agendaOf(moved).slice(0, 3)).toEqual(['CHECK_IN', 'CONCERNS', 'PROMISES']);
    const again = await act(world.p.client, 'moveStage', { meetingId, stageId: id(second), beforeId: id(first) });
    expect(agendaOf(again)).toEqual([
      ...['CHECK_IN', 'CONCERNS', 'PROMISES', 'GOALS', second, first, 'NEXT', 'PULSE', 'CLOSE'],
    ]);
    for (const place of [{}, { afterId: id('PULSE') }])
      expect(await act(world.p.client, 'moveStage', { meetingId, stageId: id('PULSE'), ...place })).toEqual(again);
  });

  test('a stage that was taken off does not come back by itself; a demo is brought back as itself', async () => {
    const meeting = await fresh();
    const { id: meetingId } = meeting;
    const [first = '', second = ''] = keys();
    const stageId = stageOf(meeting, first).id;
    expect(agendaOf(await act(world.p.vendor, 'removeStage', { meetingId, stageId }))).not.toContain(first);
    // Two who take it off at once mean the same.
    expect(agendaOf(await act(world.p.client, 'removeStage', { meetingId, stageId }))).not.toContain(first);
    expect(agendaOf(await readMeeting(world.p.client, world.p, meeting.number))).not.toContain(first);
    const storyId = world.week.stories[0]?.id;
    const back = await act(world.p.client, 'addDemo', { meetingId, storyId });
    expect(agendaOf(back).slice(2, 5)).toEqual(['GOALS', second, first]);
    expect(stageOf(back, first).id).toBe(stageId);
    expect(await refused(world.p.client, 'addDemo', { meetingId, storyId })).toMatch(
      /^CONFLICT: MT-101 is on the agenda/,
    );
  });

  test('only what the week was committed to is demonstrated', async () => {
    const meeting = await fresh();
    const other = await createStory(world.p.client, world.p.id);
    const named = { meetingId: meeting.id };
    expect(await refused(world.p.vendor, 'addDemo', { ...named, storyId: other.id })).toMatch(
      /^CONFLICT: MT-\d+ was not committed to for 2026-W47/,
    );
    expect(await refused(world.p.vendor, 'addDemo', { ...named, storyId: randomUUID() })).toMatch(/^NOT_FOUND/);
    const shown = await act(world.p.vendor, 'addDemo', { ...named, storyId: world.week.stories[3]?.id });
    expect(stageOf(shown, keys()[3] ?? '')).toMatchObject({ kind: 'DEMO', addedBy: { name: 'Tomás Herrera' } });
  });

  test('a demo that has a verdict stays', async () => {
    const meeting = await fresh();
    const [story] = world.week.stories;
    await world.server.database.query(
      `insert into verdict (id, partnership_id, meeting_id, story_id, criterion_id, version, party_id, member_id, verdict, at)
       select $1, $2, $3, $4, c.id, 1, $5, $6, 'MET', now() from criterion c where c.story_id = $4 limit 1`,
      ...[randomUUID(), world.p.id, meeting.id, story?.id, world.p.clientPartyId, world.p.clientMemberId],
    );
    const stageId = stageOf(meeting, keys()[0] ?? '').id;
    expect(await refused(world.p.vendor, 'removeStage', { meetingId: meeting.id, stageId })).toMatch(
      /^CONFLICT: MT-101 has a verdict/,
    );
  });

  test('what cannot be is refused with a sentence that says what to do', async () => {
    const meeting = await fresh();
    const { client, vendor } = world.p;
    const [a, b] = [stageOf(meeting, 'GOALS').id, stageOf(meeting, 'PULSE').id];
    const base = { meetingId: meeting.id, title: 'Access', minutes: 5 };
    const cases: [Parameters<typeof refused>[1], object, string][] = [
      ['addTopic', { ...base, title: ' ' }, 'BAD_USER_INPUT: The topic is missing'],
      ['addTopic', { ...base, title: 'a\u0000b' }, 'BAD_USER_INPUT: The topic has characters that cannot be shown'],
      ['addTopic', { ...base, title: 'x'.repeat(201) }, 'BAD_USER_INPUT: The topic is too long'],
      ['addTopic', { ...base, minutes: 0 }, 'BAD_USER_INPUT: A stage is given 1 to 120 minutes'],
      ['addTopic', { ...base, minutes: 121 }, 'BAD_USER_INPUT: A stage is given 1 to 120 minutes'],
      ['addTopic', { ...base, afterId: a, beforeId: b }, 'BAD_USER_INPUT: Give afterId or beforeId'],
      ['addTopic', { ...base, afterId: randomUUID() }, 'NOT_FOUND'],
      ['addTopic', { ...base, meetingId: randomUUID() }, 'NOT_FOUND'],
      ['addTopic', { ...base, meetingId: 'no id' }, 'NOT_FOUND'],
      ['moveStage', { meetingId: meeting.id, stageId: 'no id', afterId: a }, 'NOT_FOUND'],
      ['setStageMinutes', { meetingId: meeting.id, stageId: randomUUID(), minutes: 5 }, 'NOT_FOUND'],
      ['removeStage', { meetingId: meeting.id, stageId: randomUUID() }, 'NOT_FOUND'],
      ['parkTopic', { meetingId: meeting.id, stageId: a }, 'CONFLICT: Meeting'],
    ];
    for (const [name, input, message] of cases)
      for (const by of [client, vendor]) expect(await refused(by, name, input)).toContain(message);
  });

  test('an agenda holds sixty stages', async () => {
    const meeting = await fresh();
    const at = { meetingId: meeting.id, title: 'One more', minutes: 1 };
    const room = STAGES_MAX - meeting.stages.length;
    await Promise.all(Array.from({ length: room }, () => act(world.p.client, 'addTopic', at)));
    expect(await refused(world.p.client, 'addTopic', at)).toMatch(/^CONFLICT: An agenda has at most 60 stages/);
    expect((await readMeeting(world.p.client, world.p, meeting.number)).stages).toHaveLength(STAGES_MAX);
  });

  test('ten who put a topic at the same place at once all find theirs there, in one order for everybody', async () => {
    const meeting = await fresh();
    const goals = stageOf(meeting, 'GOALS').id;
    const titles = Array.from({ length: 10 }, (_, i) => `Topic ${i}`);
    await Promise.all(
      titles.map((title, i) =>
        act(i % 2 ? world.p.client : world.p.vendor, 'addTopic', { meetingId: meeting.id, title, afterId: goals }),
      ),
    );
    const seen = await Promise.all(
      [world.p.client, world.p.vendor].map((by) => readMeeting(by, world.p, meeting.number)),
    );
    expect(agendaOf(seen[0] as MeetingNode)).toEqual(agendaOf(seen[1] as MeetingNode));
    expect(
      agendaOf(seen[0] as MeetingNode)
        .slice(3, 13)
        .toSorted(),
    ).toEqual(titles);
    const [{ ranks } = { ranks: 0 }] = await world.server.database.query<{ ranks: number }>(
      'select count(*) - count(distinct rank) as ranks from meeting_stage where meeting_id = $1',
      meeting.id,
    );
    expect(Number(ranks)).toBe(0);
  });
});
