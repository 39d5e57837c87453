import {
  criterionOutcome,
  demoOutcome,
  type Ruling,
  type VerdictKind,
  VERDICT_KINDS,
} from '@tandem/schema/meeting/outcome';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverAt } from '../iteration/iteration-kit.ts';
import { agreeToAll } from '../kit/ready-stories.ts';
import { seededRandom } from '../kit/random.ts';
import { seedsFor } from '../kit/seeds.ts';
import type { TestServer } from '../kit/server.ts';
import { commitStories } from '../kit/committed-stories.ts';
import {
  act,
  checkIn,
  demoWorld,
  insertMeeting,
  judgeAll,
  move,
  moveRefused,
  onCriterion,
  readDemo,
  refused,
} from './demo-kit.ts';

const TWO = ['client', 'vendor'];
const THREE = ['client', 'vendor', 'second vendor'];
/** One letter for each party in their order: met, met with a condition (c), not met, not shown, or nothing yet. */
const VERDICTS: Record<string, VerdictKind> = { m: 'MET', c: 'MET_WITH_CONDITION', n: 'NOT_MET', s: 'NOT_SHOWN' };
const given = (parties: readonly string[], letters: string): Map<string, VerdictKind> =>
  new Map(
    parties.flatMap((party, i) => {
      const verdict = VERDICTS[letters[i] ?? '-'];
      return verdict ? [[party, verdict] as const] : [];
    }),
  );

describe('what one criterion’s verdicts come to', () => {
  test.each([
    ['mm', 'ACCEPTED'],
    ['mc', 'ACCEPTED'],
    ['cc', 'ACCEPTED'],
    ['nn', 'RETURNED'],
    ['ns', 'RETURNED'],
    ['ss', 'RETURNED'],
    ['mn', 'DISPUTED'],
    ['nm', 'DISPUTED'],
    ['cs', 'DISPUTED'],
    ['--', 'PENDING'],
    ['m-', 'PENDING'],
    ['-n', 'PENDING'],
  ])('%s of two parties: %s', (letters, outcome) => {
    expect(criterionOutcome(TWO, given(TWO, letters))).toBe(outcome);
  });

  test.each([
    ['mmm', 'ACCEPTED'],
    ['mm-', 'PENDING'],
    ['mn-', 'DISPUTED'],
    ['nsn', 'RETURNED'],
    ['mmn', 'DISPUTED'],
  ])('%s of three parties: %s', (letters, outcome) => {
    expect(criterionOutcome(THREE, given(THREE, letters))).toBe(outcome);
  });
});

describe('what a story’s verdicts come to', () => {
  test.each([
    ['mm mm', 'ACCEPTED'],
    ['mc cm', 'ACCEPTED'],
    ['mm nn', 'RETURNED'],
    ['mm ns', 'RETURNED'],
    ['mm mn', 'DISPUTED'],
    ['nn mn', 'DISPUTED'],
    // One disagreement is there whatever is still to come; anything else waits for what is missing.
    ['mn --', 'DISPUTED'],
    ['nn m-', 'PENDING'],
    ['mm --', 'PENDING'],
    ['', 'PENDING'],
  ])('%s: %s', (letters, outcome) => {
    const criteria = letters.split(' ').filter(Boolean);
    expect(
      demoOutcome(
        TWO,
        criteria.map((some) => given(TWO, some)),
      ),
    ).toBe(outcome);
  });

  test.each([
    ['AA', 'ACCEPTED'],
    ['RR', 'RETURNED'],
    ['AR', 'DISPUTED'],
    ['A-', 'DISPUTED'],
    ['-R', 'DISPUTED'],
  ])('of a dispute with the rulings %s: %s', (letters, outcome) => {
    const rulings = new Map(
      TWO.flatMap((party, i): [string, Ruling][] => {
        if (letters[i] === '-') return [];
        return [[party, letters[i] === 'A' ? 'ACCEPT' : 'RETURN']];
      }),
    );
    expect(demoOutcome(TWO, [given(TWO, 'mn')], rulings)).toBe(outcome);
  });

  const seeds = seedsFor('demo outcomes', 200);
  test('depends neither on the order of parties, criteria or verdicts, nor on who says which', () => {
    for (const seed of seeds.list) {
      const random = seededRandom(seed);
      const one = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
      const shuffled = <T>(some: readonly T[]): T[] =>
        some
          .map((value) => [random(), value] as const)
          .sort(([a], [b]) => a - b)
          .map(([, value]) => value);
      const parties = random() < 0.5 ? TWO : THREE;
      const criteria = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
        parties.flatMap((party) => (random() < 0.8 ? [[party, one(VERDICT_KINDS)] as const] : [])),
      );
      const outcome = demoOutcome(
        parties,
        criteria.map((some) => new Map(some)),
      );
      const other = demoOutcome(
        shuffled(parties),
        shuffled(criteria).map((some) => new Map(shuffled(some))),
      );
      expect(other, seeds.again(seed)).toBe(outcome);
      const [first, ...rest] = parties;
      const turned = new Map(parties.map((party, i) => [party, rest[i] ?? first]));
      const swapped = criteria.map(
        (some) => new Map(some.map(([party, verdict]) => [turned.get(party) as string, verdict])),
      );
      expect(demoOutcome(parties, swapped), seeds.again(seed)).toBe(outcome);
    }
  });
});

describe('the outcome of a story', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serverAt('2026-11-18T10:00:00Z');
  });
  afterAll(() => server.close());

  test('is returned when both find something not met, for what they say', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const storyId = stories[0]?.id ?? '';
    await judgeAll(p.client, meeting, storyId);
    await judgeAll(p.vendor, meeting, storyId);
    const second = await onCriterion(p.client, meeting, storyId, 1);
    expect(
      (await act(p.client, 'giveVerdict', { ...second, verdict: 'NOT_MET', note: 'Two taps' })).story,
    ).toMatchObject({
      // What was accepted a moment ago is not: both must find it.
      ...{ state: 'DELIVERED', outcome: 'DISPUTED', stateReason: null },
    });
    expect((await act(p.vendor, 'giveVerdict', { ...second, verdict: 'NOT_SHOWN' })).story).toMatchObject({
      ...{ state: 'RETURNED', outcome: 'RETURNED', outcomeProvisional: false },
      stateReason: 'Priya Raman: Two taps\nTomás Herrera: criterion 2 was not shown',
    });
    await p.close();
  });

  test('is the verdicts’ once there is one: by hand nobody accepts or returns it', async () => {
    const { p, meeting, stories } = await demoWorld(server, { points: [3, 2] });
    const [judged, other] = [stories[0]?.id ?? '', stories[1]?.id ?? ''];
    const on = await onCriterion(p.vendor, meeting, judged);
    expect((await act(p.vendor, 'giveVerdict', { ...on, verdict: 'MET' })).story.transitions).toEqual(['IN_PROGRESS']);
    for (const to of ['ACCEPTED', 'RETURNED']) expect(await moveRefused(p.client, judged, to, 'x')).toBe('CONFLICT');
    expect((await readDemo(p.client, meeting, other)).story.transitions).toContain('ACCEPTED');
    expect(await moveRefused(p.client, other, 'ACCEPTED')).toBeNull();
    const byHand = await onCriterion(p.vendor, meeting, other);
    expect(await refused(p.vendor, 'giveVerdict', { ...byHand, verdict: 'MET' })).toMatch(
      /^CONFLICT: MT-\d+ is Accepted/,
    );
    await p.close();
  });

  test('ends when it is built on: what is delivered anew is judged anew, and the old verdicts stay in the record', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const storyId = stories[0]?.id ?? '';
    await judgeAll(p.client, meeting, storyId);
    await move(p.vendor, storyId, 'IN_PROGRESS');
    expect((await readDemo(p.client, meeting, storyId)).story).toMatchObject({ outcome: null, state: 'IN_PROGRESS' });
    const on = await onCriterion(p.client, meeting, storyId);
    expect(await refused(p.vendor, 'giveVerdict', { ...on, verdict: 'MET' })).toMatch(/^CONFLICT: MT-\d+ is Building/);
    server.clock.move(10);
    await move(p.vendor, storyId, 'DELIVERED');
    const anew = await judgeAll(p.vendor, meeting, storyId);
    expect(anew).toMatchObject({ outcome: 'PENDING', story: { state: 'DELIVERED', outcome: 'PENDING' } });
    expect(anew.criteria[0]?.verdicts.map(({ party }) => party.kind)).toEqual(['VENDOR']);
    expect(anew.criteria[0]?.history.map(({ party }) => party.kind)).toEqual(['CLIENT', 'VENDOR']);
    expect((await judgeAll(p.client, meeting, storyId)).story.state).toBe('ACCEPTED');
    await p.close();
  });

  test('ends when what was returned is committed again', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const storyId = stories[0]?.id ?? '';
    await judgeAll(p.client, meeting, storyId, 'NOT_MET', 'It turns red');
    await judgeAll(p.vendor, meeting, storyId, 'NOT_MET', 'Indeed');
    for (const by of [p.client, p.vendor]) await agreeToAll(by, storyId);
    await commitStories(p, [{ id: storyId }], server.clock.now());
    expect((await readDemo(p.client, meeting, storyId)).story).toMatchObject({ state: 'COMMITTED', outcome: null });
    const on = await onCriterion(p.client, meeting, storyId);
    expect(await refused(p.client, 'giveVerdict', { ...on, verdict: 'MET' })).toMatch(/^CONFLICT: MT-\d+ is Committed/);
    await p.close();
  });

  test('is that of the meeting that judged it last', async () => {
    const { p, meeting, stories } = await demoWorld(server);
    const storyId = stories[0]?.id ?? '';
    await judgeAll(p.client, meeting, storyId);
    server.clock.move(10);
    const later = await insertMeeting(server, p, { isoWeek: '2026-W48', storyIds: [storyId] });
    await checkIn(server, p, later);
    await judgeAll(p.client, later, storyId, 'NOT_SHOWN');
    const last = await judgeAll(p.vendor, later, storyId, 'NOT_SHOWN');
    expect(last.story).toMatchObject({ state: 'RETURNED', outcome: 'RETURNED' });
    const first = await readDemo(p.client, meeting, storyId);
    expect(first).toMatchObject({ outcome: 'PENDING', story: { state: 'RETURNED' } });
    await p.close();
  });
});
