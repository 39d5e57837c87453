import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createStory,
  partnershipWithTwoParties,
  type Person,
  signInAgain,
  type TestPartnership,
} from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { commitTo, setStoryState } from './committed.ts';
import { change, type IterationNode, readIteration, serverAt, setClock } from './iteration-kit.ts';

/** The week in which Britain’s clocks go back: its Sunday, 25 October 2026, lasts 25 hours. */
const MONDAY = '2026-10-19T08:00:00Z';

interface Day {
  day: string;
  committed: number | null;
  scope: number | null;
  delivered: number;
  accepted: number;
}

const BURN_UP = `query ($slug: String!, $isoWeek: String!) { iteration(slug: $slug, isoWeek: $isoWeek) {
  burnUp { day committed scope delivered accepted } lastVelocities { isoWeek acceptedPoints } } }`;
const HISTORY = `query ($slug: String!, $last: Int!) { partnership(slug: $slug) {
  velocityHistory(last: $last) { isoWeek number capacity committedPoints acceptedPoints } } }`;

describe('burn-up and velocity', () => {
  let server: TestServer;
  let p: TestPartnership;
  let client: Person;
  beforeAll(async () => {
    server = await serverAt(MONDAY);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    setClock(server, MONDAY);
    p = await partnershipWithTwoParties(server);
    client = p.client;
    return () => p.close();
  });

  /** Sessions end with the clock, so whoever moves it signs in again. */
  const at = async (instant: string): Promise<void> => {
    setClock(server, instant);
    client = await signInAgain(server, client);
  };
  const plan = (isoWeek: string): Promise<IterationNode> =>
    change(client, 'planIteration', { partnershipId: p.id, isoWeek });
  /** Stories of these estimates, planned for the week. */
  const planned = async (week: IterationNode, ...estimates: number[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const estimate of estimates) ids.push((await createStory(client, p.id, { estimate })).id);
    for (const storyId of ids) await change(client, 'planStory', { iterationId: week.id, storyId });
    return ids;
  };
  const ledger = (week: IterationNode, storyId: string, kind: string, before: number | null, after: number | null) =>
    server.database.query(
      `insert into scope_change (id, partnership_id, iteration_id, story_id, kind, asked_by, made_by, reason, points_before, points_after, at)
       values ($1, $2, $3, $4, $5, $6, $6, 'The council asked', $7, $8, $9)`,
      ...[randomUUID(), p.id, week.id, storyId, kind, p.clientMemberId, before, after, server.clock.now()],
    );
  const read = async (isoWeek: string) =>
    (
      await client.gql<{
        iteration: { burnUp: Day[]; lastVelocities: { isoWeek: string; acceptedPoints: number }[] };
      }>(BURN_UP, { slug: p.slug, isoWeek })
    ).iteration;
  const days = async (isoWeek: string) =>
    (await read(isoWeek)).burnUp.map((one) => [
      one.day.slice(8),
      one.committed,
      one.scope,
      one.delivered,
      one.accepted,
    ]);
  const history = async (last = 12) =>
    (await client.gql<{ partnership: { velocityHistory: object[] } }>(HISTORY, { slug: p.slug, last })).partnership
      .velocityHistory;

  test('each day shows how the week stood when it ended in the partnership’s zone', async () => {
    const week = await plan('2026-W43');
    const [five = '', three = '', eight = ''] = await planned(week, 5, 3, 8);
    expect(await days('2026-W43')).toEqual([['19', null, null, 0, 0]]);
    await at('2026-10-19T14:00:00Z');
    await commitTo(server, week.id, p.clientMemberId);
    await at('2026-10-20T15:00:00Z');
    await setStoryState(server, five, 'DELIVERED');
    await at('2026-10-21T10:00:00Z');
    await ledger(week, (await createStory(client, p.id, { estimate: 2 })).id, 'ADD', null, 2);
    await at('2026-10-22T10:00:00Z');
    await setStoryState(server, five, 'ACCEPTED');
    await setStoryState(server, three, 'DELIVERED');
    await at('2026-10-23T10:00:00Z');
    await setStoryState(server, three, 'RETURNED');
    await ledger(week, three, 'REESTIMATE', 3, 2);
    // Half past midnight of Sunday in London, where it is still summer time.
    await at('2026-10-24T23:30:00Z');
    await setStoryState(server, eight, 'DELIVERED');
    expect((await days('2026-W43')).at(-1)).toEqual(['25', 16, 17, 8, 5]);
    // The last half-hour of that same Sunday, by now winter time.
    await at('2026-10-25T23:30:00Z');
    await setStoryState(server, eight, 'ACCEPTED');
    expect(await days('2026-W43')).toEqual([
      ['19', 16, 16, 0, 0],
      ['20', 16, 16, 5, 0],
      ['21', 16, 18, 5, 0],
      ['22', 16, 18, 3, 5],
      ['23', 16, 17, 0, 5],
      ['24', 16, 17, 0, 5],
      ['25', 16, 17, 0, 13],
    ]);
    // The week’s own sums agree with its last day.
    expect(await readIteration(client, p.slug, '2026-W43')).toMatchObject({
      ...{ committedPoints: 16, plannedPoints: 17, deliveredPoints: 0, acceptedPoints: 13 },
    });
  });

  test('a day ends by the zone’s midnight, and a week to come has none yet', async () => {
    await server.database.query(`update partnership set time_zone = 'America/New_York' where id = $1`, p.id);
    const week = await plan('2026-W43');
    await plan('2026-W44');
    const [two = ''] = await planned(week, 2);
    await commitTo(server, week.id, p.clientMemberId);
    // 23:59 of Tuesday and 00:00 of Wednesday in New York.
    await at('2026-10-21T03:59:00Z');
    await setStoryState(server, two, 'DELIVERED');
    await at('2026-10-21T04:00:00Z');
    await setStoryState(server, two, 'ACCEPTED');
    expect(await days('2026-W43')).toEqual([
      ['19', 2, 2, 0, 0],
      ['20', 2, 2, 2, 0],
      ['21', 2, 2, 0, 2],
    ]);
    expect(await days('2026-W44')).toEqual([]);
  });

  test('what is accepted after the week counts in the week whose commitment held it, once', async () => {
    const w43 = await plan('2026-W43');
    const w44 = await plan('2026-W44');
    const [five = '', three = ''] = await planned(w43, 5, 3);
    await change(p.vendor, 'setCapacity', { iterationId: w43.id, points: 9 });
    await commitTo(server, w43.id, p.clientMemberId);
    await at('2026-10-23T10:00:00Z');
    await setStoryState(server, five, 'DELIVERED');
    await setStoryState(server, three, 'RETURNED');
    await at('2026-10-27T10:00:00Z');
    await setStoryState(server, five, 'ACCEPTED');
    // The returned one is carried into the next week, committed to there, and accepted there.
    await change(client, 'planStory', { iterationId: w44.id, storyId: three });
    await commitTo(server, w44.id, p.clientMemberId);
    await setStoryState(server, three, 'ACCEPTED');
    expect((await days('2026-W43')).at(-1)).toEqual(['25', 8, 8, 5, 0]);
    expect(await readIteration(client, p.slug, '2026-W43')).toMatchObject({ acceptedPoints: 5, deliveredPoints: 0 });
    expect(await readIteration(client, p.slug, '2026-W44')).toMatchObject({ acceptedPoints: 3, committedPoints: 3 });
    await at('2026-11-02T10:00:00Z');
    expect((await history()).map((one) => Object.values(one))).toEqual([
      ['2026-W43', w43.number, 9, 8, 5],
      ['2026-W44', w44.number, null, 3, 3],
    ]);
  });

  test('a week shows the last three that were finished before it, oldest first, and no others', async () => {
    const starts = ['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16'];
    const accepted = [1, 2, 3, 5, 8];
    for (const [index, day] of starts.entries()) {
      await at(`${day}T10:00:00Z`);
      const week = await plan(`2026-W${43 + index}`);
      const [story = ''] = await planned(week, accepted[index] ?? 0);
      // Nobody committed to the third, so it says nothing of what a week can hold.
      if (index !== 2) await commitTo(server, week.id, p.clientMemberId);
      await setStoryState(server, story, 'ACCEPTED');
    }
    const last = async (isoWeek: string) =>
      (await read(isoWeek)).lastVelocities.map(({ isoWeek: of, acceptedPoints }) => [of, acceptedPoints]);
    expect(await last('2026-W43')).toEqual([]);
    expect(await last('2026-W47')).toEqual([
      ['2026-W43', 1],
      ['2026-W44', 2],
      ['2026-W46', 5],
    ]);
    await plan('2026-W48');
    // W47 still runs: it is not finished for the week after it either.
    expect(await last('2026-W48')).toEqual([
      ['2026-W43', 1],
      ['2026-W44', 2],
      ['2026-W46', 5],
    ]);
    await at('2026-11-23T10:00:00Z');
    expect(await last('2026-W48')).toEqual([
      ['2026-W44', 2],
      ['2026-W46', 5],
      ['2026-W47', 8],
    ]);
    expect((await history(1)).length).toBe(1);
    await expect(history(0)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(history(105)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
