import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Person,
  partnershipWithTwoParties,
  stranger,
  type TestMember,
  type TestPartnership,
} from '../kit/people.ts';
import { createReadyStory, criteriaOf } from '../kit/ready-stories.ts';
import type { TestServer } from '../kit/server.ts';
import { change as changeStory, readStory, refusal as storyRefusal } from '../story/story-kit.ts';
import { act, committedWeek, type PlannedWeek, plannedWeek, readWeek, refused } from './commitment-kit.ts';
import { change as changeIteration, codeOf, serverAt, setClock } from './iteration-kit.ts';

const SPLIT = `mutation ($input: SplitStoryInput!) { splitStory(input: $input) { split { id key state isoWeek } } }`;
const NOW = '2026-11-18T10:00:00Z';

describe('the scope ledger', () => {
  let server: TestServer;
  let p: TestPartnership;
  let ama: TestMember;
  let mei: TestMember;
  let weeks = 0;
  const freshWeek = (): string => `2027-W${String(++weeks).padStart(2, '0')}`;
  beforeAll(async () => {
    server = await serverAt(NOW);
    p = await partnershipWithTwoParties(server);
    ama = await p.join('CLIENT', 'MEMBER', 'Ama Okafor');
    mei = await p.join('VENDOR', 'MEMBER', 'Mei Zhang');
  });
  afterAll(async () => {
    await p.close();
    await server.close();
  });

  const because = (week: PlannedWeek, storyId: string | undefined, reason = 'The regulator asked for it') => ({
    ...{ iterationId: week.id, storyId, askedById: ama.memberId, reason },
  });
  const move = (by: Person, storyId: string | undefined, to: string) =>
    changeStory(by, 'transitionStory', { storyId, to, reason: 'x' });

  test('a ready story comes into a committed week with who asked and why, and both parties are told', async () => {
    const week = await committedWeek(p, freshWeek(), [3, 5]);
    const story = await createReadyStory(p, { title: 'Desk prints a receipt', estimate: 2 });
    const added = await act(mei.person, 'addToScope', because(week, story.id));
    expect(added).toMatchObject({ committedPoints: 8, plannedPoints: 10 });
    expect(added.scopeChanges).toEqual([
      {
        ...{ kind: 'ADD', story: { key: story.key, state: 'COMMITTED' }, newStory: null },
        ...{ askedBy: { name: 'Ama Okafor' }, madeBy: { name: 'Mei Zhang' }, reason: 'The regulator asked for it' },
        ...{ pointsBefore: null, pointsAfter: 2 },
      },
    ]);
    expect(added.stories.map(({ state, story: { key } }) => [key, state])).toEqual([
      ...week.stories.map(({ key }) => [key, 'COMMITTED']),
      [story.key, 'ADDED'],
    ]);
    expect(added.commitment?.changesSince.map(({ sentence }) => sentence)).toEqual([`${story.key} added`]);
    const told = await server.database.query<{ name: string; text: string }>(
      `select n.name, k.text from notification k join member m on m.id = k.member_id join person n on n.id = m.person_id
       where k.kind = 'SCOPE_CHANGED' and k.node_id = $1 order by n.name`,
      week.id,
    );
    expect(told.map(({ name }) => name)).toEqual(['Ama Okafor', 'Priya Raman', 'Tomás Herrera']);
    expect(told[0]?.text).toBe(
      `Mei Zhang added ${story.key} (2 points) to ${week.isoWeek}, asked by Ama Okafor: The regulator asked for it`,
    );
    const [change] = await server.database.query<{ kind: string; summary: string; node_id: string }>(
      'select kind, summary, node_id from change_event where partnership_id = $1 order by seq desc limit 1',
      p.id,
    );
    expect(change).toEqual({
      ...{ kind: 'iteration.scopeAdded', node_id: week.id },
      summary: `added ${story.key} (2 points) to ${week.isoWeek}, asked by Ama Okafor: The regulator asked for it`,
    });
  });

  test('a story that leaves rests in the backlog, and keeps its place in the week’s record', async () => {
    const week = await committedWeek(p, freshWeek(), [3, 5]);
    const [first] = week.stories;
    await move(p.vendor, first?.id, 'IN_PROGRESS');
    const removed = await act(p.client, 'removeFromScope', because(week, first?.id, 'The depot is closed'));
    expect(removed).toMatchObject({ committedPoints: 8, plannedPoints: 5 });
    expect(removed.scopeChanges).toMatchObject([{ kind: 'REMOVE', pointsBefore: 3, pointsAfter: null }]);
    expect(removed.stories.map(({ state }) => state)).toEqual(['REMOVED', 'COMMITTED']);
    expect(removed.commitment?.stories.map(({ key }) => key)).toContain(first?.key);
    const story = await readStory(p.client, p.slug, first?.key ?? '');
    expect(story.state).toBe('READY');
    const following = await changeIteration(p.client, 'planIteration', { partnershipId: p.id, isoWeek: freshWeek() });
    const planned = await changeIteration(p.client, 'planStory', { iterationId: following.id, storyId: first?.id });
    expect(planned.stories.map(({ state }) => state)).toEqual(['PLANNED']);
  });

  test('points change through the ledger alone, and what was committed keeps its own', async () => {
    const week = await committedWeek(p, freshWeek(), [3]);
    const [story] = week.stories;
    const direct = await storyRefusal(p.vendor, 'estimateStory', { storyId: story?.id, points: 5 });
    expect(direct?.extensions.code).toBe('CONFLICT');
    expect(direct?.message).toContain('scope ledger');
    const changed = await act(p.vendor, 'reestimateStory', { ...because(week, story?.id), points: 8 });
    expect(changed).toMatchObject({ committedPoints: 3, plannedPoints: 8 });
    expect(changed.scopeChanges).toMatchObject([{ kind: 'REESTIMATE', pointsBefore: 3, pointsAfter: 8 }]);
    expect(changed.commitment?.stories).toMatchObject([{ points: 3 }]);
    expect(changed.stories).toMatchObject([{ state: 'COMMITTED', points: 8 }]);
    expect(changed.commitment?.changesSince.map(({ sentence }) => sentence)).toEqual([`${story?.key} points 3 → 8`]);
    const same = await act(p.vendor, 'reestimateStory', { ...because(week, story?.id), points: 8 });
    expect(same.scopeChanges).toHaveLength(1);
  });

  test('a story of a committed week is split with an asker and a reason; what goes is a draft outside the week', async () => {
    const week = await committedWeek(p, freshWeek(), [5]);
    const [story] = week.stories;
    const [, second] = await criteriaOf(p.client, story?.id ?? '');
    const named = { storyId: story?.id, criterionIds: [second?.id], title: 'The call to the driver' };
    const split = (scope?: object) =>
      p.vendor.gql<{ splitStory: { split: { id: string; key: string; state: string; isoWeek: string | null } } }>(
        SPLIT,
        {
          input: { mutationId: randomUUID(), ...named, ...(scope && { scope }) },
        },
      );
    await expect(split()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('scope ledger') });
    for (const scope of [
      { askedById: ama.memberId, reason: ' ' },
      { askedById: ama.memberId, reason: 'x', points: 101 },
    ])
      await expect(split(scope)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(split({ askedById: randomUUID(), reason: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { splitStory } = await split({ askedById: ama.memberId, reason: 'The radio comes in January', points: 3 });
    expect(splitStory.split).toMatchObject({ state: 'DRAFT', isoWeek: null });
    const now = await readWeek(p.client, week.id);
    expect(now).toMatchObject({ committedPoints: 5, plannedPoints: 3 });
    expect(now.scopeChanges).toMatchObject([
      {
        ...{ kind: 'SPLIT', story: { key: story?.key, state: 'COMMITTED' }, newStory: { key: splitStory.split.key } },
        ...{ askedBy: { name: 'Ama Okafor' }, madeBy: { name: 'Tomás Herrera' }, pointsBefore: 5, pointsAfter: 3 },
      },
    ]);
    expect(now.commitment?.changesSince.map(({ sentence }) => sentence)).toEqual([
      `${story?.key} points 5 → 3`,
      `${story?.key} criterion “The dispatcher calls the driver in one action” removed`,
    ]);
  });

  test('there is no ledger before every party has signed', async () => {
    const week = await plannedWeek(p, freshWeek(), [3]);
    const story = await createReadyStory(p);
    const early = await refused(p.client, 'addToScope', because(week, story.id));
    expect(early.extensions.code).toBe('CONFLICT');
    expect(early.message).toContain('is not committed yet: plan it freely');
    for (const name of ['removeFromScope', 'reestimateStory'] as const)
      expect(
        (
          await refused(p.client, name, {
            ...because(week, week.stories[0]?.id),
            ...(name === 'reestimateStory' && { points: 1 }),
          })
        ).extensions.code,
      ).toBe('CONFLICT');
  });

  test('after every party has signed, the plan changes through the ledger alone', async () => {
    const week = await committedWeek(p, freshWeek(), [3]);
    const story = await createReadyStory(p);
    expect(await codeOf(p.client, 'planStory', { iterationId: week.id, storyId: story.id })).toBe('CONFLICT');
    expect(await codeOf(p.client, 'unplanStory', { iterationId: week.id, storyId: week.stories[0]?.id })).toBe(
      'CONFLICT',
    );
    expect(await codeOf(p.vendor, 'setCapacity', { iterationId: week.id, points: 1 })).toBe('CONFLICT');
  });

  test('a story comes in only when it is ready, and free', async () => {
    const week = await committedWeek(p, freshWeek(), [3]);
    const other = await committedWeek(p, freshWeek(), [2]);
    const draft = await changeStory(p.client, 'createStory', {
      partnershipId: p.id,
      title: 'A draft',
      criteria: ['One'],
    });
    const unready = await refused(p.client, 'addToScope', because(week, draft.id));
    expect(unready.message).toBe(
      `${draft.key} is not ready: 0 of 1 criteria agreed, no estimate. Only a story that is ready comes into a committed week.`,
    );
    for (const id of [week.stories[0]?.id, other.stories[0]?.id])
      expect((await refused(p.client, 'addToScope', because(week, id))).extensions.code).toBe('CONFLICT');
    const planned = await plannedWeek(p, freshWeek(), [1]);
    const taken = await refused(p.client, 'addToScope', because(week, planned.stories[0]?.id));
    expect(taken.message).toContain(`is planned for ${planned.isoWeek}. Take it out of that week’s plan first.`);
  });

  test('what is not in the week, or is delivered in it, is not removed or re-estimated', async () => {
    const week = await committedWeek(p, freshWeek(), [3]);
    const [story] = week.stories;
    const outside = await createReadyStory(p);
    expect((await refused(p.client, 'removeFromScope', because(week, outside.id))).message).toContain('is not in');
    for (const to of ['IN_PROGRESS', 'DELIVERED']) await move(p.vendor, story?.id, to);
    expect((await refused(p.client, 'removeFromScope', because(week, story?.id))).message).toContain('is delivered');
    expect((await refused(p.client, 'reestimateStory', { ...because(week, story?.id), points: 1 })).message).toContain(
      'is delivered',
    );
    await move(p.client, story?.id, 'ACCEPTED');
    expect((await refused(p.client, 'removeFromScope', because(week, story?.id))).message).toContain('is Accepted');
  });

  test('every entry has an asker who is there, and a reason that says something', async () => {
    const week = await committedWeek(p, freshWeek(), [3]);
    const [story] = week.stories;
    const other = await partnershipWithTwoParties(server);
    for (const reason of ['', ' \n ', '…', 'x'.repeat(2_001), 'x'.repeat(10_000), 'a\u0000b'])
      expect((await refused(p.client, 'removeFromScope', because(week, story?.id, reason))).extensions).toMatchObject({
        ...{ code: 'BAD_USER_INPUT', field: 'reason' },
      });
    for (const askedById of [other.clientMemberId, randomUUID(), 'nobody'])
      expect(
        (await refused(p.client, 'removeFromScope', { ...because(week, story?.id), askedById })).extensions.code,
      ).toBe('NOT_FOUND');
    const gone = await p.join('VENDOR', 'MEMBER', 'Gus Gone');
    await p.vendor.gql('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }', {
      input: { mutationId: randomUUID(), memberId: gone.memberId },
    });
    const left = await refused(p.client, 'removeFromScope', { ...because(week, story?.id), askedById: gone.memberId });
    expect(left.message).toContain('Gus Gone has left the partnership.');
    for (const points of [-1, 101, 1_000_000])
      expect(
        (await refused(p.client, 'reestimateStory', { ...because(week, story?.id), points })).extensions,
      ).toMatchObject({
        ...{ code: 'BAD_USER_INPUT', field: 'points' },
      });
    const longest = await act(p.client, 'removeFromScope', because(week, story?.id, 'é'.repeat(2_000)));
    expect(longest.scopeChanges[0]?.reason).toHaveLength(2_000);
    await other.close();
  });

  test('observers enter nothing, and strangers know of nothing', async () => {
    const week = await committedWeek(p, freshWeek(), [3]);
    const [story] = week.stories;
    const observer = await p.join('CLIENT', 'OBSERVER');
    const sam = await stranger(server);
    const elsewhere = await partnershipWithTwoParties(server);
    const foreign = await createReadyStory(elsewhere);
    expect((await refused(observer.person, 'removeFromScope', because(week, story?.id))).extensions.code).toBe(
      'FORBIDDEN',
    );
    expect((await refused(sam, 'removeFromScope', because(week, story?.id))).extensions.code).toBe('NOT_FOUND');
    for (const id of [foreign.id, randomUUID(), 'x'])
      expect((await refused(p.client, 'addToScope', because(week, id))).extensions.code).toBe('NOT_FOUND');
    await Promise.all([elsewhere.close(), sam.close()]);
  });

  test('once a week is over nothing comes in, and what was not built can still leave', async () => {
    const week = await committedWeek(p, '2026-W47', [3, 5]);
    const [first, second] = week.stories;
    const late = await createReadyStory(p);
    setClock(server, '2026-11-23T09:00:00Z');
    expect((await refused(p.client, 'addToScope', because(week, late.id))).message).toContain('2026-W47 is over');
    expect((await refused(p.client, 'reestimateStory', { ...because(week, first?.id), points: 1 })).message).toContain(
      '2026-W47 is over',
    );
    const left = await act(p.client, 'removeFromScope', because(week, second?.id, 'Not begun'));
    expect(left.scopeChanges).toMatchObject([{ kind: 'REMOVE', story: { state: 'READY' } }]);
    setClock(server, NOW);
  });

  test('two who take the same story out at the same moment: one entry', async () => {
    const week = await committedWeek(p, freshWeek(), [3]);
    const both = await Promise.allSettled(
      [p.client, p.vendor].map((by) => act(by, 'removeFromScope', because(week, week.stories[0]?.id))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await readWeek(p.client, week.id)).scopeChanges).toHaveLength(1);
  });
});
