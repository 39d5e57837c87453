import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStory, partnershipWithTwoParties, type Person, type TestPartnership } from '../kit/people.ts';
import type { TestServer } from '../kit/server.ts';
import { commitTo, setStoryState } from './committed.ts';
import { change, codeOf, type IterationNode, readIteration, refusal, serverAt, setClock } from './iteration-kit.ts';

const MONDAY = '2026-11-23T09:00:00Z';

describe('capacity and budget of a week', () => {
  let server: TestServer;
  let p: TestPartnership;
  let week: IterationNode;
  beforeAll(async () => {
    server = await serverAt(MONDAY);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    setClock(server, MONDAY);
    p = await partnershipWithTwoParties(server);
    week = await change(p.client, 'planIteration', { partnershipId: p.id, isoWeek: '2026-W48' });
    return () => p.close();
  });

  const on = (fields: object) => ({ iterationId: week.id, ...fields });
  const capacity = (by: Person, points: number | null) => change(by, 'setCapacity', on({ points }));
  const budget = (fields: object) => change(p.client, 'setBudget', on(fields));
  const spend = (amount: number, note = 'Test devices') => change(p.vendor, 'recordSpend', on({ amount, note }));
  const read = async () => (await readIteration(p.client, p.slug, '2026-W48')) as IterationNode;
  const warnings = () =>
    server.database.query<{ text: string; member_id: string }>(
      `select text, member_id from notification where partnership_id = $1 and kind = 'BUDGET_WARNED' order by at, text`,
      p.id,
    );

  test('the vendor says what it takes on, may say so anew, and takes it back', async () => {
    expect(await capacity(p.vendor, 18)).toMatchObject({ capacity: 18, capacityBy: { name: 'Tomás Herrera' } });
    const less = await capacity(p.vendor, 0);
    expect(less.capacity).toBe(0);
    expect((await capacity(p.vendor, 0)).version).toBe(less.version);
    expect(await capacity(p.vendor, null)).toMatchObject({ capacity: null, capacityBy: null });
  });

  test('capacity is the vendor’s, a budget the client’s, and what is spent the vendor’s to record', async () => {
    expect(await codeOf(p.client, 'setCapacity', on({ points: 3 }))).toBe('FORBIDDEN');
    expect(await codeOf(p.vendor, 'setBudget', on({ amount: 3, unit: 'POINTS' }))).toBe('FORBIDDEN');
    await budget({ amount: 100, unit: 'MONEY', currency: 'EUR' });
    expect(await codeOf(p.client, 'recordSpend', on({ amount: 3, note: 'Lunch' }))).toBe('FORBIDDEN');
    const [watching, paying] = [await p.join('VENDOR', 'OBSERVER'), await p.join('CLIENT', 'OBSERVER', 'Ola Nord')];
    expect(await codeOf(watching.person, 'setCapacity', on({ points: 3 }))).toBe('FORBIDDEN');
    expect(await codeOf(paying.person, 'setBudget', on({ amount: 3, unit: 'POINTS' }))).toBe('FORBIDDEN');
    const other = await partnershipWithTwoParties(server);
    expect(await codeOf(other.vendor, 'setCapacity', on({ points: 3 }))).toBe('NOT_FOUND');
    expect(await codeOf(other.client, 'setBudget', on({ amount: 3, unit: 'POINTS' }))).toBe('NOT_FOUND');
    expect(await codeOf(other.vendor, 'recordSpend', on({ amount: 3, note: 'x' }))).toBe('NOT_FOUND');
    await other.close();
  });

  test('absurd figures are refused by a sentence', async () => {
    for (const points of [-1, 1_001, 2 ** 31 - 1])
      expect((await refusal(p.vendor, 'setCapacity', on({ points })))?.message).toBe(
        'Capacity is a whole number of points from 0 to 1000.',
      );
    for (const fields of [
      { amount: -1, unit: 'POINTS' },
      { amount: 2.5, unit: 'POINTS' },
      { amount: 1_001, unit: 'POINTS' },
      { amount: 5, unit: 'POINTS', currency: 'GBP' },
      { amount: -0.01, unit: 'MONEY', currency: 'GBP' },
      { amount: 0.001, unit: 'MONEY', currency: 'GBP' },
      { amount: 1e10, unit: 'MONEY', currency: 'GBP' },
      { amount: 5, unit: 'MONEY' },
      { amount: 5, unit: 'MONEY', currency: 'QQQ' },
      { amount: 5 },
    ])
      expect([fields, await codeOf(p.client, 'setBudget', on(fields))]).toEqual([fields, 'BAD_USER_INPUT']);
    await budget({ amount: 100, unit: 'MONEY', currency: 'GBP' });
    for (const fields of [
      { amount: 0, note: 'Nothing' },
      { amount: 0.001, note: 'A crumb' },
      { amount: 5, note: ' ' },
      { amount: 5, note: 'x'.repeat(401) },
    ])
      expect(await codeOf(p.vendor, 'recordSpend', on(fields))).toBe('BAD_USER_INPUT');
  });

  test('money is spent by what is recorded, to the penny, and a minus corrects it', async () => {
    expect((await budget({ amount: 0.3, unit: 'MONEY', currency: 'GBP' })).budget).toEqual({
      ...{ amount: 0.3, unit: 'MONEY', currency: 'GBP', spent: 0, remaining: 0.3, warning: 'NONE' },
      setBy: { name: 'Priya Raman' },
    });
    // 0.30 − 0.10 = 0.20, where binary fractions say 0.19999999999999998.
    expect((await spend(0.1)).budget).toMatchObject({ spent: 0.1, remaining: 0.2, warning: 'NONE' });
    await budget({ amount: 4_000, unit: 'MONEY', currency: 'GBP' });
    await spend(2_650.25, ' Three days of two engineers ');
    const after = await spend(-150.25, 'Two hours were not needed');
    // 0.10 + 2,650.25 − 150.25 = 2,500.10; 4,000 − 2,500.10 = 1,499.90.
    expect(after.budget).toMatchObject({ spent: 2_500.1, remaining: 1_499.9, warning: 'NONE' });
    expect(after.budgetEntries.map(({ amount, note, madeBy }) => [amount, note, madeBy.name])).toEqual([
      [0.1, 'Test devices', 'Tomás Herrera'],
      [2_650.25, 'Three days of two engineers', 'Tomás Herrera'],
      [-150.25, 'Two hours were not needed', 'Tomás Herrera'],
    ]);
  });

  test('without a budget of money nothing is recorded as spent', async () => {
    expect((await refusal(p.vendor, 'recordSpend', on({ amount: 5, note: 'Tablets' })))?.message).toBe(
      '2026-W48 has no budget. Ask the client to set one first.',
    );
    await budget({ amount: 20, unit: 'POINTS' });
    expect(await codeOf(p.vendor, 'recordSpend', on({ amount: 5, note: 'Tablets' }))).toBe('CONFLICT');
  });

  test('both sides are warned once at 80 % and once when it is spent, however it goes on', async () => {
    const sponsor = await p.join('CLIENT', 'SPONSOR');
    await budget({ amount: 1_000, unit: 'MONEY', currency: 'GBP' });
    expect((await spend(799.99)).budget?.warning).toBe('NONE');
    expect(await warnings()).toEqual([]);
    expect((await spend(0.01)).budget?.warning).toBe('NEAR');
    // Leads and sponsors of both sides, but not the one who recorded it.
    const told = [p.clientMemberId, sponsor.memberId].toSorted();
    const near = await warnings();
    expect(near.map(({ text }) => text)).toEqual(Array(2).fill('80 % of the budget of 2026-W48 is spent.'));
    expect(near.map(({ member_id }) => member_id).toSorted()).toEqual(told);
    await spend(100);
    expect((await warnings()).length).toBe(2);
    expect((await spend(100)).budget).toMatchObject({ warning: 'OVER', remaining: 0 });
    expect((await spend(50)).budget).toMatchObject({ warning: 'OVER', remaining: -50 });
    const over = (await warnings()).slice(2);
    expect(over.map(({ text }) => text)).toEqual(Array(2).fill('The budget of 2026-W48 is spent: 100 % of it.'));
    expect(over.map(({ member_id }) => member_id).toSorted()).toEqual(told);
    await spend(-500, 'Counted twice');
    expect((await spend(500)).budget?.warning).toBe('OVER');
    expect((await warnings()).length).toBe(4);
  });

  test('a budget that is set anew warns anew, and one of nothing is over with the first penny', async () => {
    await budget({ amount: 100, unit: 'MONEY', currency: 'GBP' });
    await spend(90);
    expect((await warnings()).map(({ member_id }) => member_id)).toEqual([p.clientMemberId]);
    expect((await budget({ amount: 200, unit: 'MONEY', currency: 'GBP' })).budget?.warning).toBe('NONE');
    expect((await budget({ amount: 100, unit: 'MONEY', currency: 'GBP' })).budget?.warning).toBe('NEAR');
    // This time the client's own doing, so the vendor is told.
    expect((await warnings()).map(({ member_id }) => member_id)).toEqual([p.clientMemberId, p.vendorMemberId]);
    expect((await budget({ amount: null })).budget).toBeNull();
    expect((await budget({ amount: 0, unit: 'MONEY', currency: 'GBP' })).budget).toMatchObject({
      ...{ amount: 0, spent: 90, remaining: -90, warning: 'OVER' },
    });
  });

  test('points are spent by what is delivered or accepted, and the clock’s work warns of them once', async () => {
    const made = [];
    for (const estimate of [5, 3, 2]) made.push(await createStory(p.client, p.id, { title: 'A story', estimate }));
    for (const { id } of made) await change(p.client, 'planStory', on({ storyId: id }));
    await budget({ amount: 10, unit: 'POINTS' });
    await commitTo(server, week.id, p.clientMemberId);
    const [five = '', three = '', two = ''] = made.map(({ id }) => id);
    await setStoryState(server, five, 'DELIVERED');
    await server.runDue();
    expect((await read()).budget).toMatchObject({ spent: 5, remaining: 5, warning: 'NONE' });
    expect(await warnings()).toEqual([]);
    // 5 accepted and 3 delivered are 8 of 10: exactly 80 %.
    await setStoryState(server, five, 'ACCEPTED');
    await setStoryState(server, three, 'DELIVERED');
    await Promise.all([server.runDue(), server.runDue()]);
    expect((await read()).budget).toMatchObject({ spent: 8, remaining: 2, warning: 'NEAR' });
    expect((await warnings()).length).toBe(2);
    // Returned, it is not spent any more; told is told.
    await setStoryState(server, three, 'RETURNED');
    await server.runDue();
    expect((await read()).budget).toMatchObject({ spent: 5, warning: 'NONE' });
    await setStoryState(server, three, 'ACCEPTED');
    await setStoryState(server, two, 'DELIVERED');
    await server.runDue();
    await server.runDue();
    expect((await read()).budget).toMatchObject({ spent: 10, remaining: 0, warning: 'OVER' });
    expect((await warnings()).length).toBe(4);
  });
});
