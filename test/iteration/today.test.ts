import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createStory,
  type Person,
  partnershipWithTwoParties,
  type TestMember,
  type TestPartnership,
} from '../kit/people.ts';
import { agreeToAll, createReadyStory } from '../kit/ready-stories.ts';
import type { TestServer } from '../kit/server.ts';
import { change as changeStory } from '../story/story-kit.ts';
import { act as actOnWeek, committedWeek, plannedWeek, propose, sign } from './commitment-kit.ts';
import { serverAt, setClock } from './iteration-kit.ts';
import { act, promised } from './promise-kit.ts';

interface Item {
  kind: string;
  ref: string;
  title: string;
  detail: string | null;
  count: number | null;
  dueAt: string | null;
  path: string;
  party: { kind: string };
  members: { name: string }[];
}
type Group = 'waitingOnMe' | 'waitingOnUs' | 'waitingOnThem' | 'scopeChanges';
const ITEM = 'kind ref title detail count dueAt path party { kind } members { name }';
const TODAY = `query ($slug: String!) { partnership(slug: $slug) { today {
  waitingOnMe { ${ITEM} } waitingOnUs { ${ITEM} } waitingOnThem { ${ITEM} } scopeChanges { ${ITEM} }
} } }`;

// A Wednesday on which everybody works.
const NOW = '2027-03-03T10:00:00Z';
let server: TestServer;
let p: TestPartnership;
let mei: TestMember;
beforeAll(async () => {
  server = await serverAt(NOW);
});
afterAll(() => server.close());
beforeEach(async () => {
  setClock(server, NOW);
  p = await partnershipWithTwoParties(server);
  mei = await p.join('VENDOR', 'MEMBER', 'Mei Zhang');
  return () => p.close();
});

const read = async (by: Person): Promise<Record<Group, Item[]>> =>
  (await by.gql<{ partnership: { today: Record<Group, Item[]> } }>(TODAY, { slug: p.slug })).partnership.today;
/** Who sees what in which list; stand-ups are left out, for everybody's waits. */
async function waits(by: Person): Promise<string[]> {
  const today = await read(by);
  const words = (['waitingOnMe', 'waitingOnUs', 'waitingOnThem'] as const).flatMap((group) =>
    today[group]
      .filter(({ kind }) => kind !== 'STANDUP_TO_POST')
      .map(({ kind, ref }) => `${group.slice('waitingOn'.length).toLowerCase()}: ${kind} ${ref}`),
  );
  return words;
}
const mutate = (by: Person, name: string, selection: string, input: object) =>
  by.gql<Record<string, Record<string, { id: string }>>>(
    `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} { id } } }`,
    { input: { mutationId: randomUUID(), ...input } },
  );
const assign = (storyId: string, memberId: string) => mutate(p.client, 'assignStory', 'story', { storyId, memberId });

describe('words to agree to', () => {
  test('wait for whoever owns the story by name, and for the party once the other side has agreed', async () => {
    const story = await createStory(p.client, p.id, { criteria: ['It is seen', 'It is heard'] });
    expect(await waits(p.vendor)).toEqual([]);
    await assign(story.id, mei.memberId);
    expect(await waits(mei.person)).toEqual([`me: STORY_TO_AGREE ${story.key}`]);
    expect(await waits(p.vendor)).toEqual([]);
    await agreeToAll(p.client, story.id);
    expect(await waits(p.vendor)).toEqual([`us: STORY_TO_AGREE ${story.key}`]);
    expect(await waits(p.client)).toEqual([`them: STORY_TO_AGREE ${story.key}`]);
    expect((await read(mei.person)).waitingOnMe.find(({ kind }) => kind === 'STORY_TO_AGREE')).toMatchObject({
      ...{ count: 2, title: 'Dispatcher sees a late bus', path: `/stories/${story.key}` },
      ...{ party: { kind: 'VENDOR' }, members: [{ name: 'Mei Zhang' }] },
    });
    await agreeToAll(mei.person, story.id);
    for (const person of [mei.person, p.vendor, p.client]) expect(await waits(person)).toEqual([]);
  });

  test('that were taken back wait again', async () => {
    const story = await createReadyStory(p);
    expect(await waits(p.vendor)).toEqual([]);
    const { node } = await p.vendor.gql<{ node: { criteria: { id: string }[] } }>(
      'query ($id: ID!) { node(id: $id) { ... on Story { criteria { id } } } }',
      { id: story.id },
    );
    await mutate(p.vendor, 'withdrawAgreement', 'story', { storyId: story.id, criterionId: node.criteria[0]?.id });
    expect(await waits(p.vendor)).toEqual([`us: STORY_TO_AGREE ${story.key}`]);
    expect(await waits(p.client)).toEqual([`them: STORY_TO_AGREE ${story.key}`]);
  });
});

describe('questions and promises', () => {
  test('a question waits for the party that is asked, by name for who owns the story, until it is answered', async () => {
    const story = await createStory(p.client, p.id);
    await assign(story.id, p.vendorMemberId);
    const { askQuestion } = await mutate(p.client, 'askQuestion', 'question', {
      ...{ storyId: story.id, toPartyId: p.vendorPartyId, text: 'Which depots?', dueOn: '2027-03-05' },
    });
    expect(await waits(p.vendor)).toEqual([`me: QUESTION_TO_ANSWER ${story.key}`]);
    expect(await waits(mei.person)).toEqual([`us: QUESTION_TO_ANSWER ${story.key}`]);
    expect(await waits(p.client)).toEqual([`them: QUESTION_TO_ANSWER ${story.key}`]);
    await mutate(p.vendor, 'answerQuestion', 'question', { questionId: askQuestion?.question?.id, answer: 'All' });
    expect(await waits(p.vendor)).toEqual([]);
  });

  test('a promise waits at each of its steps for whoever is to take it', async () => {
    const { id: promiseId, key } = await promised(p.client, p, 'VENDOR', {
      dueOn: '2027-03-04',
      ownerId: mei.memberId,
    });
    expect(await waits(mei.person)).toEqual([`me: PROMISE_TO_ANSWER ${key}`]);
    expect(await waits(p.vendor)).toEqual([`us: PROMISE_TO_ANSWER ${key}`]);
    await act(mei.person, 'acceptPromise', { promiseId });
    expect(await waits(mei.person)).toEqual([`me: PROMISE_DUE ${key}`]);
    await act(mei.person, 'proposeRenegotiation', { promiseId, dueOn: '2027-03-12', reason: 'Ill' });
    expect(await waits(p.client)).toEqual([`me: PROMISE_TO_RENEGOTIATE ${key}`, `them: PROMISE_DUE ${key}`]);
    expect((await read(p.client)).waitingOnMe.find(({ kind }) => kind === 'PROMISE_TO_RENEGOTIATE')?.detail).toBe(
      '2027-03-12',
    );
    await act(p.client, 'refuseRenegotiation', { promiseId, reason: 'The demo' });
    await act(mei.person, 'reportPromiseKept', { promiseId });
    expect(await waits(mei.person)).toEqual([`them: PROMISE_TO_CONFIRM ${key}`]);
    expect(await waits(p.client)).toEqual([`me: PROMISE_TO_CONFIRM ${key}`]);
    await act(p.client, 'confirmPromise', { promiseId });
    for (const person of [mei.person, p.client]) expect(await waits(person)).toEqual([]);
  });

  test('one that is far off is not pressing yet; three days before its end it is', async () => {
    const { key } = await promised(p.client, p, 'CLIENT', { dueOn: '2027-03-10' });
    expect(await waits(p.client)).toEqual([]);
    setClock(server, '2027-03-08T10:00:00Z');
    expect(await waits(p.client)).toEqual([`us: PROMISE_DUE ${key}`]);
  });

  test('the most pressing comes first, and what has no day comes last', async () => {
    const later = await promised(p.client, p, 'VENDOR', { dueOn: '2027-03-09' });
    const sooner = await promised(p.client, p, 'VENDOR', { dueOn: '2027-03-04' });
    const story = await createReadyStory(p);
    await mutate(p.vendor, 'proposeCommitment', 'iteration', {
      iterationId: (await plannedWeek(p, '2027-W12', [2])).id,
    });
    expect(await waits(p.client)).toEqual([
      'me: COMMITMENT_TO_SIGN 2027-W12',
      `them: PROMISE_TO_ANSWER ${sooner.key}`,
      `them: PROMISE_TO_ANSWER ${later.key}`,
    ]);
    expect(story.key).toBeTruthy();
  });
});

describe('the week', () => {
  test('a proposed commitment waits for those who can sign it, until their party has', async () => {
    const sponsor = await p.join('CLIENT', 'SPONSOR', 'Jonas Lindqvist');
    const ama = await p.join('CLIENT', 'MEMBER', 'Ama Okafor');
    const week = await plannedWeek(p, '2027-W12', [3]);
    await propose(p.vendor, week);
    for (const signer of [p.client, sponsor.person])
      expect(await waits(signer)).toEqual(['me: COMMITMENT_TO_SIGN 2027-W12']);
    expect(await waits(ama.person)).toEqual(['us: COMMITMENT_TO_SIGN 2027-W12']);
    expect(await waits(p.vendor)).toEqual(['them: COMMITMENT_TO_SIGN 2027-W12']);
    await sign(sponsor.person, week);
    for (const person of [p.client, sponsor.person, ama.person, p.vendor]) expect(await waits(person)).toEqual([]);
  });

  test('a story goes from who builds it to who judges it, and back with the reason', async () => {
    const { stories } = await committedWeek(p, '2027-W09', [3]);
    const [story] = stories;
    const storyId = story?.id ?? '';
    await assign(storyId, mei.memberId);
    const move = (by: Person, to: string, reason?: string) =>
      changeStory(by, 'transitionStory', { storyId, to, ...(reason && { reason }) });
    await move(mei.person, 'IN_PROGRESS');
    expect(await waits(mei.person)).toEqual([`me: STORY_TO_SHOW ${story?.key}`]);
    expect(await waits(p.client)).toEqual([]);
    await move(mei.person, 'DELIVERED');
    expect(await waits(mei.person)).toEqual([`them: STORY_TO_JUDGE ${story?.key}`]);
    expect(await waits(p.client)).toEqual([`us: STORY_TO_JUDGE ${story?.key}`]);
    await move(p.client, 'RETURNED', 'It is silent at night');
    expect(await waits(p.client)).toEqual([`them: STORY_RETURNED ${story?.key}`]);
    expect((await read(mei.person)).waitingOnMe.find(({ kind }) => kind === 'STORY_RETURNED')).toMatchObject({
      ref: story?.key,
      detail: 'It is silent at night',
    });
  });

  test('what somebody else changed in its scope is told for two days', async () => {
    const week = await committedWeek(p, '2027-W09', [3]);
    const story = await createReadyStory(p, { estimate: 2 });
    await actOnWeek(mei.person, 'addToScope', {
      ...{ iterationId: week.id, storyId: story.id, askedById: p.clientMemberId, reason: 'The regulator asked' },
    });
    expect((await read(p.client)).scopeChanges).toMatchObject([
      { ref: story.key, count: 2, detail: 'added: The regulator asked', members: [{ name: 'Mei Zhang' }] },
    ]);
    expect((await read(mei.person)).scopeChanges).toEqual([]);
    setClock(server, '2027-03-05T10:01:00Z');
    expect((await read(p.client)).scopeChanges).toEqual([]);
  });
});

describe('the stand-up', () => {
  const isAsked = async (by: Person): Promise<boolean> =>
    (await read(by)).waitingOnMe.some(({ kind }) => kind === 'STANDUP_TO_POST');

  test('waits for oneself on a working day, by one’s own zone, and not for observers', async () => {
    const { person: observer } = await p.join('CLIENT', 'OBSERVER');
    expect((await read(p.client)).waitingOnMe).toMatchObject([
      { kind: 'STANDUP_TO_POST', ref: '2027-03-03', path: '/standup/2027-03-03', dueAt: '2027-03-04T00:00:00.000Z' },
    ]);
    expect(await isAsked(observer)).toBe(false);
    setClock(server, '2027-03-06T10:00:00Z');
    expect(await isAsked(p.client)).toBe(false);
  });

  test('once posted it waits no more', async () => {
    await server.database.query(
      `insert into standup_entry (id, partnership_id, member_id, "on", time_zone, closes_at, posted_at, updated_at)
       values ($1, $2, $3, '2027-03-03', 'Europe/London', '2027-03-04T00:00:00Z', now(), now())`,
      randomUUID(),
      p.id,
      p.clientMemberId,
    );
    expect(await isAsked(p.client)).toBe(false);
    expect(await isAsked(p.vendor)).toBe(true);
  });
});

describe('concerns', () => {
  const insert = (number: number, state: string, level = 0) =>
    server.database.query(
      `insert into concern (id, partnership_id, number, title, raised_by, owner_party_id, state, level, due_at, ladder, raised_at, updated_at)
       values ($1, $2, $3, 'No test data', $4, $5, $6, $7, '2027-03-05T15:00:00Z', $8, now(), now())`,
      ...[randomUUID(), p.id, number, p.vendorMemberId, p.clientPartyId, state, level],
      JSON.stringify([{ level: 1, days: 2, memberIds: [p.clientMemberId, p.vendorMemberId] }]),
    );

  test('an open one waits for its owner party, by name for who the ladder names; an answered one for its raiser', async () => {
    const ama = await p.join('CLIENT', 'MEMBER', 'Ama Okafor');
    await insert(1, 'OPEN');
    await insert(2, 'OPEN', 1);
    await insert(3, 'ANSWERED');
    await insert(4, 'CLOSED');
    expect((await waits(p.client)).toSorted()).toEqual([
      'me: CONCERN_TO_ANSWER C-2',
      'them: CONCERN_TO_JUDGE C-3',
      'us: CONCERN_TO_ANSWER C-1',
    ]);
    expect((await waits(ama.person)).toSorted()).toEqual([
      'them: CONCERN_TO_JUDGE C-3',
      'us: CONCERN_TO_ANSWER C-1',
      'us: CONCERN_TO_ANSWER C-2',
    ]);
    expect((await waits(p.vendor)).toSorted()).toEqual([
      'me: CONCERN_TO_ANSWER C-2',
      'me: CONCERN_TO_JUDGE C-3',
      'them: CONCERN_TO_ANSWER C-1',
    ]);
  });
});

test('an observer sees what waits on their party, and nothing waits on them', async () => {
  const { person: observer } = await p.join('CLIENT', 'OBSERVER');
  const { key } = await promised(p.vendor, p, 'CLIENT', { dueOn: '2027-03-04' });
  expect(await waits(observer)).toEqual([`us: PROMISE_TO_ANSWER ${key}`]);
});
