import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partnershipWithTwoParties, type Person, type TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { input, UPDATE_PARTNERSHIP } from '../partnership/operations.ts';
import { change, codeOf, readIteration, refusal, serverAt, setClock } from './iteration-kit.ts';

const SUNDAY_NOON = '2026-11-22T12:00:00Z';

describe('the weeks of a partnership', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serverAt(SUNDAY_NOON);
  });
  afterAll(() => server.close());

  /** A partnership of its own, in a zone and with a first day. */
  async function partnershipIn(timeZone: string, firstIterationDay = 1): Promise<TestPartnership> {
    const p = await partnershipWithTwoParties(server);
    await settle(p, timeZone, firstIterationDay);
    return p;
  }
  const settle = (p: TestPartnership, timeZone: string, firstIterationDay: number) =>
    p.client.gql(
      UPDATE_PARTNERSHIP,
      input({ partnershipId: p.id, name: 'M × F', purpose: '', timeZone, firstIterationDay }),
    );
  const plan = (p: TestPartnership, isoWeek: string, by: Person = p.client) =>
    change(by, 'planIteration', { partnershipId: p.id, isoWeek });

  test('planning a week makes its iteration, which both sides then see', async () => {
    const p = await partnershipIn('Europe/London');
    expect(await readIteration(p.vendor, p.slug, '2026-W48')).toBeNull();
    const made = await plan(p, '2026-W48', p.vendor);
    expect(made).toMatchObject({
      ...{ isoWeek: '2026-W48', startsOn: '2026-11-23', endsOn: '2026-11-29', phase: 'UPCOMING', number: 2 },
      ...{ startsAt: '2026-11-23T00:00:00.000Z', endsAt: '2026-11-30T00:00:00.000Z', capacity: null, budget: null },
      ...{ goals: [], stories: [], plannedPoints: 0, committedPoints: null },
    });
    expect(await readIteration(p.client, p.slug, '2026-W48')).toEqual(made);
    await p.close();
  });

  test('planning a week again answers with the same iteration, unchanged', async () => {
    const p = await partnershipIn('Europe/London');
    const [one, two] = await Promise.all([plan(p, '2026-W48'), plan(p, '2026-W48', p.vendor)]);
    expect(two).toEqual(one);
    expect((await plan(p, '2026-W48')).version).toBe(1);
    const [{ count } = { count: '' }] = await server.database.query<{ count: string }>(
      `select count(*) from change_event where partnership_id = $1 and kind = 'iteration.planned'`,
      p.id,
    );
    expect(count).toBe('1');
    await p.close();
  });

  test('a year’s 53rd week can be planned where there is one', async () => {
    const p = await partnershipIn('Europe/London');
    expect(await plan(p, '2026-W53')).toMatchObject({ startsOn: '2026-12-28', endsOn: '2027-01-03' });
    expect(await plan(p, '2027-W01')).toMatchObject({ startsOn: '2027-01-04', endsOn: '2027-01-10' });
    const refused = await refusal(p.client, 'planIteration', { partnershipId: p.id, isoWeek: '2027-W53' });
    expect(refused).toMatchObject({
      message: 'There is no week 53 in 2027: its last one is 2027-W52.',
      extensions: { code: 'BAD_USER_INPUT', field: 'isoWeek' },
    });
    expect(
      await p.client.codeOf('query ($s: String!) { iteration(slug: $s, isoWeek: "2027-W53") { id } }', { s: p.slug }),
    ).toBe('BAD_USER_INPUT');
    await p.close();
  });

  test('what is no week, is over, or is more than a year away is refused with a sentence', async () => {
    const p = await partnershipIn('Europe/London');
    for (const isoWeek of ['', '2026-48', '2026-W00', '2026-W99', '0000-W01', '2026-W48\u0000', "2026-W48'--"])
      expect([isoWeek, await codeOf(p.client, 'planIteration', { partnershipId: p.id, isoWeek })]).toEqual([
        isoWeek,
        'BAD_USER_INPUT',
      ]);
    const past = await refusal(p.client, 'planIteration', { partnershipId: p.id, isoWeek: '2026-W46' });
    expect(past?.message).toBe('2026-W46 is over. Plan this week, 2026-W47, or one to come.');
    expect(await plan(p, '2026-W47')).toMatchObject({ phase: 'CURRENT', number: 1 });
    expect(await plan(p, '2027-W47')).toMatchObject({ isoWeek: '2027-W47' });
    const far = await refusal(p.client, 'planIteration', { partnershipId: p.id, isoWeek: '2027-W48' });
    expect(far?.message).toBe('2027-W48 is more than a year away. Plan up to 2027-W47.');
    await p.close();
  });

  test('observers plan nothing, and strangers know of nothing', async () => {
    const p = await partnershipIn('Europe/London');
    const observer = await p.join('VENDOR', 'OBSERVER');
    const other = await partnershipWithTwoParties(server);
    expect(await codeOf(observer.person, 'planIteration', { partnershipId: p.id, isoWeek: '2026-W48' })).toBe(
      'FORBIDDEN',
    );
    expect(await codeOf(other.client, 'planIteration', { partnershipId: p.id, isoWeek: '2026-W48' })).toBe('NOT_FOUND');
    const { id } = await plan(p, '2026-W48');
    expect(await codeOf(other.client, 'setBudget', { iterationId: id, amount: 1, unit: 'POINTS' })).toBe('NOT_FOUND');
    expect(await codeOf(p.client, 'setBudget', { iterationId: 'nonsense', amount: 1, unit: 'POINTS' })).toBe(
      'NOT_FOUND',
    );
    expect((await readIteration(observer.person, p.slug, '2026-W48'))?.id).toBe(id);
    await Promise.all([p.close(), other.close()]);
  });

  // Worked by hand: the hours of each week in which the clocks change.
  test.each([
    ['Europe/London', '2027-W12', '2027-03-22T00:00:00.000Z', '2027-03-28T23:00:00.000Z', 167],
    ['Europe/London', '2027-W43', '2027-10-24T23:00:00.000Z', '2027-11-01T00:00:00.000Z', 169],
    ['America/New_York', '2027-W10', '2027-03-08T05:00:00.000Z', '2027-03-15T04:00:00.000Z', 167],
    ['America/New_York', '2027-W44', '2027-11-01T04:00:00.000Z', '2027-11-08T05:00:00.000Z', 169],
    ['Pacific/Apia', '2026-W48', '2026-11-22T11:00:00.000Z', '2026-11-29T11:00:00.000Z', 168],
    ['Asia/Kolkata', '2026-W48', '2026-11-22T18:30:00.000Z', '2026-11-29T18:30:00.000Z', 168],
  ])('%s %s begins at %s', async (zone, isoWeek, startsAt, endsAt, hours) => {
    const p = await partnershipIn(zone);
    expect(await plan(p, isoWeek)).toMatchObject({ startsAt, endsAt });
    expect((Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000).toBe(hours);
    await p.close();
  });

  test('it is this week or the next by the partnership’s zone and first day, not by the server’s', async () => {
    // Sunday noon UTC is Monday 01:00 in Apia: the next week has begun there, and W47 is over.
    const apia = await partnershipIn('Pacific/Apia');
    expect(await codeOf(apia.client, 'planIteration', { partnershipId: apia.id, isoWeek: '2026-W47' })).toBe(
      'BAD_USER_INPUT',
    );
    expect((await plan(apia, '2026-W48')).phase).toBe('CURRENT');
    for (let firstDay = 1; firstDay <= 7; firstDay++) {
      const p = await partnershipIn('Europe/London', firstDay);
      const made = await plan(p, '2026-W47');
      // Monday 16 November is the first day of W47.
      const startsOn = `2026-11-${15 + firstDay}`;
      expect([firstDay, made.startsOn, made.phase]).toEqual([firstDay, startsOn, 'CURRENT']);
      await p.close();
    }
    await apia.close();
  });

  test('a week is upcoming, runs, and is over, to the millisecond', async () => {
    const p = await partnershipIn('America/New_York');
    await plan(p, '2026-W48');
    const current = `query ($slug: String!) { partnership(slug: $slug) { currentIteration { isoWeek } } }`;
    const seen = async () => [
      (await readIteration(p.client, p.slug, '2026-W48'))?.phase,
      (await p.client.gql<{ partnership: { currentIteration: { isoWeek: string } | null } }>(current, { slug: p.slug }))
        .partnership.currentIteration?.isoWeek,
    ];
    setClock(server, '2026-11-23T04:59:00Z');
    expect(await seen()).toEqual(['UPCOMING', undefined]);
    setClock(server, '2026-11-23T05:00:00Z');
    expect(await seen()).toEqual(['CURRENT', '2026-W48']);
    setClock(server, '2026-11-30T05:00:00Z');
    expect(await seen()).toEqual(['FINISHED', undefined]);
    setClock(server, SUNDAY_NOON);
    await p.close();
  });

  test('weeks next to each other meet, though the first day was changed between them', async () => {
    const p = await partnershipIn('Europe/London', 1);
    const [w48, w50] = [await plan(p, '2026-W48'), await plan(p, '2026-W50')];
    await settle(p, 'Europe/London', 3);
    const [w49, w51] = [await plan(p, '2026-W49'), await plan(p, '2026-W51')];
    expect([w48, w49, w50, w51].map(({ startsOn, endsOn }) => `${startsOn} ${endsOn}`)).toEqual([
      '2026-11-23 2026-11-29',
      '2026-11-30 2026-12-06',
      '2026-12-07 2026-12-13',
      '2026-12-14 2026-12-22',
    ]);
    expect([w48, w49, w50, w51].map(({ number }) => number)).toEqual([2, 3, 4, 5]);
    expect([w49.startsAt, w50.startsAt]).toEqual([w48.endsAt, w49.endsAt]);
    await p.close();
  });

  test('the weeks can be paged in their order and by what changed', async () => {
    const p = await partnershipIn('Europe/London');
    for (const week of ['2026-W50', '2026-W48', '2026-W49']) await plan(p, week);
    const page = async (args: string) => {
      const text = `query ($slug: String!) { partnership(slug: $slug) { iterations(${args}) {
        totalCount pageInfo { hasNextPage endCursor } edges { cursor node { isoWeek plannedPoints stories { state } goals { text } } } } } }`;
      const { partnership } = await p.client.gql<{
        partnership: {
          iterations: {
            totalCount: number;
            pageInfo: { hasNextPage: boolean; endCursor: string };
            edges: { node: { isoWeek: string } }[];
          };
        };
      }>(text, { slug: p.slug });
      const { iterations } = partnership;
      return { ...iterations, weeks: iterations.edges.map(({ node }) => node.isoWeek) };
    };
    const first = await page('first: 2');
    expect([first.weeks, first.totalCount, first.pageInfo.hasNextPage]).toEqual([['2026-W48', '2026-W49'], 3, true]);
    expect((await page(`first: 2, after: "${first.pageInfo.endCursor}"`)).weeks).toEqual(['2026-W50']);
    expect((await page('last: 1')).weeks).toEqual(['2026-W50']);
    const changed = await page('first: 2, orderBy: UPDATED');
    expect(changed.weeks).toEqual(['2026-W50', '2026-W48']);
    expect((await page(`orderBy: UPDATED, after: "${changed.pageInfo.endCursor}"`)).weeks).toEqual(['2026-W49']);
    await expect(page(`orderBy: NUMBER, after: "${changed.pageInfo.endCursor}"`)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    await p.close();
  });
});
