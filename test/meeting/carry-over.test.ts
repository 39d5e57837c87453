import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { committedWeek, type PlannedWeek, propose, readWeek, sign } from '../iteration/commitment-kit.ts';
import { change as changeIteration, readIteration, serverAt } from '../iteration/iteration-kit.ts';
import { type Person, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { createReadyStory, criteriaOf } from '../kit/ready-stories.ts';
import type { TestServer } from '../kit/server.ts';
import { change as changeStory, readStory } from '../story/story-kit.ts';
import {
  act,
  type CarryOverNode,
  changesSince,
  lastSeq,
  type OpenMeeting,
  openMeeting,
  readRecord,
  refused,
  setMeetingState,
} from './record-kit.ts';

const LINEAGE = `query ($id: ID!) { node(id: $id) { ... on Story {
  carriedOver { meetingNumber choice reason toWeek newKey } commitments { isoWeek } criteria { text }
} } }`;
interface Lineage {
  carriedOver: {
    meetingNumber: number;
    choice: string;
    reason: string;
    toWeek: string | null;
    newKey: string | null;
  }[];
  commitments: { isoWeek: string }[];
  criteria: { text: string }[];
}

describe('what becomes of stories that were not accepted', () => {
  let server: TestServer;
  let p: TestPartnership;
  let weeks = 0;
  const weekOf = (number: number): string => `2027-W${String(number).padStart(2, '0')}`;
  beforeAll(async () => {
    server = await serverAt('2026-11-18T10:00:00Z');
    p = await partnershipWithTwoParties(server);
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  interface Looking extends OpenMeeting {
    week: PlannedWeek;
    /** The week after it, which nobody has planned. */
    next: string;
    story(i?: number): { id: string; key: string };
  }
  /** A meeting about a committed week whose stories stand in these states. */
  async function lookingBackOn(...states: string[]): Promise<Looking> {
    weeks += 2;
    const week = await committedWeek(
      p,
      weekOf(weeks - 1),
      states.map((_, i) => i + 2),
    );
    for (const [i, state] of states.entries())
      for (const to of WAYS[state] ?? [])
        await changeStory(p.client, 'transitionStory', { storyId: week.stories[i]?.id, to, reason: 'Not as agreed' });
    const meeting = await openMeeting(server, p, week.isoWeek);
    const story = (i = 0) => week.stories[i] as { id: string; key: string };
    return { ...meeting, week, next: weekOf(weeks), story };
  }
  const WAYS: Record<string, string[]> = {
    IN_PROGRESS: ['IN_PROGRESS'],
    DELIVERED: ['IN_PROGRESS', 'DELIVERED'],
    RETURNED: ['IN_PROGRESS', 'DELIVERED', 'RETURNED'],
    ACCEPTED: ['IN_PROGRESS', 'DELIVERED', 'ACCEPTED'],
  };
  const chosen = (m: Looking, choice: string, more: object = {}) => ({
    ...{ meetingId: m.meetingId, storyId: m.story().id, choice, reason: 'The depot was closed', ...more },
  });
  const choose = async (by: Person, m: Looking, choice: string, more: object = {}): Promise<CarryOverNode[]> =>
    (await act(by, 'carryOverStory', chosen(m, choice, more))).carryOver;
  const refusal = (by: Person, m: Looking, choice: string, more: object = {}) =>
    refused(by, 'carryOverStory', chosen(m, choice, more));
  const lineageOf = async ({ id }: { id: string }): Promise<Lineage> =>
    (await p.client.gql<{ node: Lineage }>(LINEAGE, { id })).node;
  const kept = async ({ id }: { id: string }) =>
    (
      await server.database.query<{ choice: string; from_state: string }>(
        'select choice, from_state from carry_over where story_id = $1 order by at, id',
        id,
      )
    ).map(({ choice, from_state }) => `${choice} from ${from_state}`);

  test('the meeting lists what is not accepted, in the week’s order, until it is chosen', async () => {
    const m = await lookingBackOn('DELIVERED', 'ACCEPTED', 'COMMITTED', 'RETURNED');
    const open = { choice: null, reason: null, toWeek: null, newStory: null, madeBy: null };
    const { carryOver } = await readRecord(p.vendor, m.meetingId);
    expect(carryOver).toMatchObject([
      { ...open, story: { key: m.story(0).key }, fromState: 'DELIVERED' },
      { ...open, story: { key: m.story(2).key }, fromState: 'COMMITTED' },
      { ...open, story: { key: m.story(3).key }, fromState: 'RETURNED' },
    ]);
  });

  test.each([
    ['COMMITTED', 'READY'],
    ['IN_PROGRESS', 'READY'],
    ['DELIVERED', 'READY'],
    ['RETURNED', 'RETURNED'],
  ])('a story that is %s is carried: the next week plans it, and it rests as %s', async (from, to) => {
    const m = await lookingBackOn(from);
    await server.database.query(
      `update story set outcome = 'PENDING', outcome_provisional = true where id = $1`,
      m.story().id,
    );
    const seq = await lastSeq(server, p);
    expect(await choose(p.vendor, m, 'CARRY')).toEqual([
      {
        ...{
          story: { key: m.story().key, state: to, isoWeek: m.next, outcome: null },
          choice: 'CARRY',
          fromState: from,
        },
        ...{ reason: 'The depot was closed', toWeek: m.next, newStory: null, madeBy: { name: 'Tomás Herrera' } },
      },
    ]);
    expect(await changesSince(server, p, seq)).toEqual([
      `Tomás Herrera iteration.planned: began to plan ${m.next}`,
      `Tomás Herrera meeting.storyCarriedOver: carried ${m.story().key} over to ${m.next}: The depot was closed`,
      `Tomás Herrera story.carriedOver: carried ${m.story().key} over to ${m.next}: The depot was closed`,
      `Tomás Herrera iteration.storyPlanned: planned ${m.story().key} for ${m.next}`,
    ]);
    const planned = await readIteration(p.client, p.slug, m.next);
    expect(planned?.stories.map(({ state, story }) => [story.key, state])).toEqual([[m.story().key, 'PLANNED']]);
  });

  test('the week that was committed keeps its record, and the story knows its way', async () => {
    const m = await lookingBackOn('RETURNED');
    await choose(p.client, m, 'CARRY');
    const { stories, commitment, committedPoints } = await readWeek(p.client, m.week.id);
    expect(stories).toMatchObject([{ state: 'COMMITTED', points: 2 }]);
    expect(committedPoints).toBe(2);
    expect(commitment?.changesSince).toEqual([]);
    expect(await lineageOf(m.story())).toMatchObject({
      commitments: [{ isoWeek: m.isoWeek }],
      carriedOver: [
        {
          ...{ meetingNumber: m.number, choice: 'CARRY', reason: 'The depot was closed' },
          ...{ toWeek: m.next, newKey: null },
        },
      ],
    });
    const next = await readIteration(p.vendor, p.slug, m.next);
    await changeIteration(p.vendor, 'setCapacity', { iterationId: next?.id, points: 20 });
    await propose(p.vendor, { id: next?.id ?? '' });
    await sign(p.client, { id: next?.id ?? '' });
    expect((await lineageOf(m.story())).commitments).toEqual([{ isoWeek: m.next }, { isoWeek: m.isoWeek }]);
    expect(await refusal(p.client, m, 'DROP')).toMatch(/^CONFLICT: .*committed to anew.*scope ledger/);
    expect((await readRecord(p.client, m.meetingId)).carryOver).toMatchObject([{ choice: 'CARRY', toWeek: m.next }]);
  });

  test('a story is dropped with a reason, from whatever week had it', async () => {
    const m = await lookingBackOn('IN_PROGRESS');
    const seq = await lastSeq(server, p);
    const [dropped] = await choose(p.client, m, 'DROP', { reason: 'Nobody wants it' });
    expect(dropped).toMatchObject({
      ...{ choice: 'DROP', fromState: 'IN_PROGRESS', toWeek: null, reason: 'Nobody wants it' },
      story: { state: 'DROPPED', isoWeek: null, outcome: null },
    });
    const story = await readStory(p.client, p.slug, m.story().key);
    expect(story).toMatchObject({ state: 'DROPPED', stateReason: 'Nobody wants it' });
    expect(await changesSince(server, p, seq)).toEqual([
      `Priya Raman meeting.storyCarriedOver: dropped ${m.story().key}: Nobody wants it`,
      `Priya Raman story.transitioned: moved ${m.story().key} to Dropped`,
    ]);
    expect((await lineageOf(m.story())).commitments).toEqual([{ isoWeek: m.isoWeek }]);
  });

  describe('a split', () => {
    const second = async (m: Looking): Promise<string> => (await criteriaOf(p.client, m.story().id))[1]?.id ?? '';
    const [FIRST, SECOND] = ['A late bus turns amber', 'The dispatcher calls the driver in one action'];

    test.each(['DELIVERED', 'RETURNED'])('takes some criteria of a %s story on, and leaves the rest', async (from) => {
      const m = await lookingBackOn(from);
      const mutationId = randomUUID();
      const off = { mutationId, criterionIds: [await second(m)], title: 'The call to the driver' };
      const [split] = await choose(p.vendor, m, 'SPLIT', off);
      expect(split).toMatchObject({
        ...{ choice: 'SPLIT', fromState: from, toWeek: m.next, story: { state: from, isoWeek: m.isoWeek } },
        newStory: { state: 'DRAFT', isoWeek: m.next, criteria: [{ text: SECOND }] },
      });
      expect(await choose(p.vendor, m, 'SPLIT', off)).toEqual([split]);
      const rest = await lineageOf(m.story());
      expect(rest.criteria).toEqual([{ text: FIRST }]);
      const newKey = split?.newStory?.key;
      expect(rest.carriedOver).toMatchObject([{ choice: 'SPLIT', toWeek: m.next, newKey }]);
      const { scopeChanges } = await readWeek(p.client, m.week.id);
      expect(scopeChanges.map(({ kind, reason, newStory }) => [kind, reason, newStory?.key])).toEqual(
        from === 'DELIVERED' ? [['SPLIT', 'The depot was closed', newKey]] : [],
      );
      expect(await choose(p.client, m, 'CARRY', { reason: 'The rest, too' })).toMatchObject([
        { choice: 'CARRY', fromState: from, newStory: { key: newKey }, story: { isoWeek: m.next } },
      ]);
      expect((await lineageOf(m.story())).carriedOver.map(({ choice }) => choice)).toEqual(['SPLIT', 'CARRY']);
    });

    test('leaves something behind, and names what goes', async () => {
      const m = await lookingBackOn('DELIVERED');
      const all = (await criteriaOf(p.client, m.story().id)).map(({ id }) => id);
      const title = 'The call';
      for (const [more, sentence] of [
        [{ criterionIds: all, title }, /^CONFLICT: A split leaves something behind/],
        [{ criterionIds: [], title }, /^BAD_USER_INPUT: Name at least one/],
        [{ criterionIds: [all[1]], title: ' ' }, /^BAD_USER_INPUT: The new story’s title is missing/],
        [{ criterionIds: [all[1]] }, /^BAD_USER_INPUT/],
        [{ title }, /^BAD_USER_INPUT/],
        [{ criterionIds: [randomUUID()], title }, /^NOT_FOUND/],
        [{ criterionIds: ['x'], title }, /^NOT_FOUND/],
        [{ criterionIds: [all[1]], title, storyId: 'x' }, /^NOT_FOUND/],
      ] as const)
        expect(await refusal(p.client, m, 'SPLIT', more), JSON.stringify(more)).toMatch(sentence);
      expect((await readRecord(p.client, m.meetingId)).carryOver).toMatchObject([{ choice: null }]);
      expect((await lineageOf(m.story())).criteria).toHaveLength(2);
    });

    test('two people who split the same off at once make one story', async () => {
      const m = await lookingBackOn('DELIVERED');
      const off = { criterionIds: [await second(m)], title: 'The call' };
      const outcomes = await Promise.all([p.client, p.vendor].map((by) => refusal(by, m, 'SPLIT', off)));
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
      // Refused under the lock, or by the words when they are gone already.
      expect(outcomes.find((outcome) => outcome !== null)).toMatch(/^CONFLICT: Somebody has just split|^NOT_FOUND/);
      expect(await kept(m.story())).toEqual(['SPLIT from DELIVERED']);
      const made = await server.database.query('select 1 from story where split_from_id = $1', m.story().id);
      expect(made).toHaveLength(1);
      expect((await lineageOf(m.story())).criteria).toEqual([{ text: FIRST }]);
    });
  });

  test('a later choice takes an earlier one’s place, and both stay in the record', async () => {
    const m = await lookingBackOn('DELIVERED');
    await choose(p.client, m, 'CARRY');
    await choose(p.vendor, m, 'DROP', { reason: 'Not worth it' });
    expect((await readIteration(p.client, p.slug, m.next))?.stories).toEqual([]);
    const later = '2027-W44';
    const [last] = await choose(p.client, m, 'CARRY', { reason: 'It is', toWeek: later });
    expect(last).toMatchObject({
      ...{ choice: 'CARRY', reason: 'It is', fromState: 'DELIVERED', toWeek: later, madeBy: { name: 'Priya Raman' } },
      story: { state: 'READY', isoWeek: later },
    });
    expect(await kept(m.story())).toEqual(['CARRY from DELIVERED', 'DROP from DELIVERED', 'CARRY from DELIVERED']);
    expect((await lineageOf(m.story())).carriedOver).toMatchObject([{ choice: 'CARRY', toWeek: later }]);
  });

  test('the same choice again changes nothing, and neither does the same mutation', async () => {
    const m = await lookingBackOn('COMMITTED', 'COMMITTED');
    const mutationId = randomUUID();
    for (const choice of ['CARRY', 'DROP'])
      for (const more of [{}, { mutationId: randomUUID() }, {}])
        await choose(p.client, m, choice, { storyId: m.story(choice === 'DROP' ? 1 : 0).id, ...more });
    expect(await kept(m.story(0))).toEqual(['CARRY from COMMITTED']);
    expect(await kept(m.story(1))).toEqual(['DROP from COMMITTED']);
    for (const reason of ['One', 'Two']) await choose(p.client, m, 'CARRY', { mutationId, reason });
    expect(await kept(m.story(0))).toHaveLength(2);
  });

  test('two people choose at once: what was chosen last is what the story and the record say', async () => {
    const m = await lookingBackOn('DELIVERED');
    await Promise.all([
      choose(p.client, m, 'DROP', { reason: 'Not worth it' }),
      choose(p.vendor, m, 'CARRY', { reason: 'Nearly done' }),
    ]);
    const [now] = (await readRecord(p.client, m.meetingId)).carryOver;
    expect(now).toMatchObject(
      now?.choice === 'DROP'
        ? { reason: 'Not worth it', toWeek: null, story: { state: 'DROPPED', isoWeek: null } }
        : { reason: 'Nearly done', toWeek: m.next, story: { state: 'READY', isoWeek: m.next } },
    );
    expect((await kept(m.story())).toSorted()).toEqual(['CARRY from DELIVERED', 'DROP from DELIVERED']);
    const week = await readIteration(p.client, p.slug, m.next);
    expect(week?.stories ?? []).toHaveLength(now?.choice === 'DROP' ? 0 : 1);
  });

  test('two stories are carried at once into a week that nobody has planned', async () => {
    const m = await lookingBackOn('DELIVERED', 'RETURNED');
    await Promise.all([0, 1].map((i) => choose(i ? p.client : p.vendor, m, 'CARRY', { storyId: m.story(i).id })));
    const week = await readIteration(p.client, p.slug, m.next);
    expect(week?.stories.map(({ state }) => state)).toEqual(['PLANNED', 'PLANNED']);
    expect((await readRecord(p.client, m.meetingId)).carryOver.map(({ toWeek }) => toWeek)).toEqual([m.next, m.next]);
  });

  test('every choice has a reason that says something', async () => {
    const m = await lookingBackOn('DELIVERED');
    for (const choice of ['CARRY', 'SPLIT', 'DROP'])
      for (const reason of ['', ' \n ', 'x'.repeat(10_000), 'a\u0000b'])
        expect(await refusal(p.client, m, choice, { reason })).toMatch(/^BAD_USER_INPUT: /);
    expect(await readIteration(p.client, p.slug, m.next)).toBeNull();
  });

  test('a week that is committed takes nothing on but through its scope ledger', async () => {
    const m = await lookingBackOn('DELIVERED');
    await committedWeek(p, m.next, [1]);
    expect(await refusal(p.client, m, 'CARRY')).toMatch(/^CONFLICT: .*committed to by both sides.*scope ledger/);
    const [, second] = await criteriaOf(p.client, m.story().id);
    const off = { criterionIds: [second?.id], title: 'The call' };
    expect(await refusal(p.client, m, 'SPLIT', off)).toMatch(/^CONFLICT: .*committed to by both sides/);
    expect((await readRecord(p.client, m.meetingId)).carryOver).toMatchObject([
      { choice: null, story: { state: 'DELIVERED', isoWeek: m.isoWeek } },
    ]);
    expect((await lineageOf(m.story())).criteria).toHaveLength(2);
    expect(await choose(p.client, m, 'CARRY', { toWeek: '2027-W45' })).toMatchObject([{ toWeek: '2027-W45' }]);
  });

  test('a week that is not later, does not exist or is out of reach is refused', async () => {
    const m = await lookingBackOn('DELIVERED');
    for (const [toWeek, sentence] of [
      [m.isoWeek, /choose a later week/],
      ['2026-W40', /choose a later week/],
      ['2027-W53', /no week 53 in 2027/],
      ['next', /written as its year and number/],
      ['2031-W01', /more than a year away/],
    ] as const)
      expect(await refusal(p.client, m, 'CARRY', { toWeek })).toMatch(
        new RegExp(`^BAD_USER_INPUT: .*${sentence.source}`),
      );
    expect(await refusal(p.client, m, 'DROP', { toWeek: m.next })).toMatch(/^BAD_USER_INPUT: .*goes to no week/);
    expect(await refusal(p.client, m, 'CARRY', { title: 'x' })).toMatch(/^BAD_USER_INPUT: .*for a split alone/);
  });

  test('there is nothing to choose for what is accepted, was never in the week, or has left it', async () => {
    const m = await lookingBackOn('ACCEPTED', 'RETURNED');
    const outside = await createReadyStory(p);
    const elsewhere = await changeIteration(p.client, 'planIteration', { partnershipId: p.id, isoWeek: m.next });
    await changeIteration(p.client, 'planStory', { iterationId: elsewhere.id, storyId: m.story(1).id });
    expect(await refusal(p.client, m, 'CARRY')).toMatch(/^CONFLICT: .*is accepted/);
    expect(await refusal(p.client, m, 'DROP')).toMatch(/^CONFLICT: .*is accepted/);
    expect(await refusal(p.client, m, 'CARRY', { storyId: outside.id })).toMatch(/^CONFLICT: .*was not committed to/);
    expect(await refusal(p.client, m, 'CARRY', { storyId: m.story(1).id })).toMatch(/^CONFLICT: .*has left/);
    expect((await readRecord(p.client, m.meetingId)).carryOver).toEqual([]);
    const q = await partnershipWithTwoParties(server);
    const foreign = await createReadyStory(q);
    for (const storyId of [foreign.id, randomUUID()])
      expect(await refusal(p.client, m, 'CARRY', { storyId })).toMatch(/^NOT_FOUND/);
    await q.close();
  });

  test('it is chosen while the meeting takes place, by who writes', async () => {
    const m = await lookingBackOn('DELIVERED');
    const observer = await p.join('CLIENT', 'OBSERVER');
    for (const [choice, more] of [
      ['CARRY', {}],
      ['DROP', {}],
      ['SPLIT', { title: 'x', criterionIds: [randomUUID()] }],
    ] as const)
      expect(await refusal(observer.person, m, choice, more)).toMatch(/^FORBIDDEN: Observers/);
    await setMeetingState(server, p, 'CLOSED');
    expect(await refusal(p.client, m, 'CARRY')).toMatch(/^CONFLICT: Meeting \d+ is closed/);
    expect(await readIteration(p.client, p.slug, m.next)).toBeNull();
  });
});
