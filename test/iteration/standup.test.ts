import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStory, type Person, partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { livesIn, post, postRefusal, setClock, standup, standupRefusal } from './standup-kit.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  // A Tuesday.
  setClock(server, '2027-03-09T12:00:00Z');
});
afterAll(() => server.close());

/** Priya (client's lead) in London, Asha in Kolkata, Nia (vendor) in New York, Tomás (vendor's lead) in London. */
async function overZones(): Promise<{ p: TestPartnership; asha: Person; nia: Person }> {
  const p = await partnershipWithTwoParties(server);
  const [{ person: asha }, { person: nia }] = [
    await p.join('CLIENT', 'MEMBER', 'Asha Nair'),
    await p.join('VENDOR', 'MEMBER', 'Nia Brown'),
  ];
  await livesIn(asha, 'Asia/Kolkata');
  await livesIn(nia, 'America/New_York');
  return { p, asha, nia };
}

const words = { done: 'Wired the amber state', next: 'MT-101: the red state', concern: '' };
const waitingIn = async (by: Person, p: TestPartnership, on: string): Promise<string[]> =>
  (await standup(by, p.id, on)).waiting.map(({ member, day, localTime }) => `${member.name} ${day} ${localTime}`);

describe('whose day it is', () => {
  test('each posts for their own day: one instant is Wednesday in Kolkata and Tuesday in New York', async () => {
    const { p, asha, nia } = await overZones();
    setClock(server, '2027-03-09T20:00:00Z');
    expect(await post(asha, { partnershipId: p.id, ...words })).toMatchObject({
      on: '2027-03-10',
      timeZone: 'Asia/Calcutta',
      closesAt: '2027-03-10T18:30:00.000Z',
    });
    expect(await post(nia, { partnershipId: p.id, ...words })).toMatchObject({
      on: '2027-03-09',
      timeZone: 'America/New_York',
      closesAt: '2027-03-10T05:00:00.000Z',
    });
    expect(await postRefusal(nia, { partnershipId: p.id, on: '2027-03-10', ...words })).toMatchObject({
      message: '10 March has not begun where you are (America/New_York). Post for 9 March.',
      extensions: { code: 'BAD_USER_INPUT', field: 'on' },
    });
    expect(await postRefusal(asha, { partnershipId: p.id, on: '2027-03-09', ...words })).toMatchObject({
      message: '9 March is over where you are (Asia/Calcutta): its stand-up stays as it is. Post for 10 March.',
      extensions: { code: 'BAD_USER_INPUT', field: 'on' },
    });
    await p.close();
  });

  test('who has not posted is told with the day and the time where they are', async () => {
    const { p, asha } = await overZones();
    setClock(server, '2027-03-10T01:10:00Z');
    expect(await waitingIn(asha, p, '2027-03-10')).toEqual([
      'Priya Raman UNDER_WAY 01:10',
      'Asha Nair UNDER_WAY 06:40',
      'Tomás Herrera UNDER_WAY 01:10',
      'Nia Brown TO_COME 20:10',
    ]);
    await post(asha, { partnershipId: p.id, ...words });
    expect(await waitingIn(asha, p, '2027-03-10')).not.toContain('Asha Nair UNDER_WAY 06:40');
    expect(await waitingIn(asha, p, '2027-03-09')).toContain('Nia Brown UNDER_WAY 20:10');
    await p.close();
  });

  test('a day of 23 hours, when the clock is put forward, ends at its own midnight', async () => {
    const { p, nia } = await overZones();
    // New York, 14 March: 02:00 is 03:00. Its midnights are 05:00 UTC and 04:00 UTC.
    setClock(server, '2027-03-14T05:00:00Z');
    expect(await post(nia, { partnershipId: p.id, ...words })).toMatchObject({
      on: '2027-03-14',
      closesAt: '2027-03-15T04:00:00.000Z',
    });
    setClock(server, '2027-03-15T03:59:50Z');
    expect(await post(nia, { partnershipId: p.id, on: '2027-03-14', done: 'Late' })).toMatchObject({ done: 'Late' });
    setClock(server, '2027-03-15T04:00:01Z');
    expect(await postRefusal(nia, { partnershipId: p.id, on: '2027-03-14', done: 'Too late' })).toMatchObject({
      message: '14 March is over: its stand-up stays as it is. Post for 15 March.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    await p.close();
  });

  test('who travels edits an entry until its day ends where they began it', async () => {
    const { p, asha } = await overZones();
    setClock(server, '2027-03-16T02:00:00Z');
    const entry = await post(asha, { partnershipId: p.id, ...words });
    expect(entry).toMatchObject({ on: '2027-03-16', timeZone: 'Asia/Calcutta' });
    // She lands in New York, where the 15th has hours to run: both days are hers to write.
    await livesIn(asha, 'America/New_York');
    expect(await post(asha, { partnershipId: p.id, on: '2027-03-16', done: 'Again' })).toMatchObject({ id: entry.id });
    expect(await post(asha, { partnershipId: p.id, ...words })).toMatchObject({
      on: '2027-03-15',
      timeZone: 'America/New_York',
    });
    setClock(server, '2027-03-16T18:30:01Z');
    expect(await postRefusal(asha, { partnershipId: p.id, done: 'A third time' })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
    await p.close();
  });
});

describe('an entry', () => {
  let p: TestPartnership;
  beforeAll(async () => {
    p = await partnershipWithTwoParties(server);
    setClock(server, '2027-03-17T09:00:00Z');
  });
  afterAll(() => p.close());
  const changes = async (): Promise<{ kind: string; summary: string }[]> =>
    server.database.query('select kind, summary from change_event where partnership_id = $1 order by seq', p.id);

  test('is posted once a day and edited after that, each in one change', async () => {
    const before = (await changes()).length;
    const posted = await post(p.client, { partnershipId: p.id, ...words });
    const edited = await post(p.client, { partnershipId: p.id, ...words, done: 'Wired it, and tried it on line 4' });
    expect(edited.id).toBe(posted.id);
    await post(p.client, { partnershipId: p.id, ...words, done: 'Wired it, and tried it on line 4' });
    expect((await changes()).slice(before)).toEqual([
      { kind: 'standup.posted', summary: 'posted their stand-up for 17 March' },
      { kind: 'standup.edited', summary: 'edited their stand-up for 17 March' },
    ]);
    expect((await standup(p.vendor, p.id, '2027-03-17')).entries).toEqual([edited]);
  });

  test('sent twice with one mutation id acts once, and two pages that begin it at once make one', async () => {
    const person = (await p.join('VENDOR', 'MEMBER')).person;
    const mutationId = randomUUID();
    const before = (await changes()).length;
    const [one, two] = await Promise.all([
      post(person, { mutationId, partnershipId: p.id, ...words }),
      post(person, { mutationId, partnershipId: p.id, ...words }),
    ]);
    expect(two.id).toBe(one.id);
    expect((await changes()).length).toBe(before + 1);
    const other = (await p.join('VENDOR', 'MEMBER')).person;
    const pages = await Promise.all(['a', 'b', 'c'].map((done) => post(other, { partnershipId: p.id, done })));
    expect(new Set(pages.map(({ id }) => id)).size).toBe(1);
  });

  test('tells which stories it names, once each, and only those that exist', async () => {
    const person = (await p.join('CLIENT', 'MEMBER')).person;
    for (let i = 0; i < 2; i++) await createStory(p.client, p.id);
    const { storyKeys } = await post(person, {
      partnershipId: p.id,
      done: 'mt-102, then MT-101 (MT-102 again); not MT-1010, XMT-101, MT-101-b, MT-999.',
    });
    expect(storyKeys).toEqual(['MT-101', 'MT-102']);
  });

  test('is the client’s before the vendor’s, each as they were posted', async () => {
    const own = await partnershipWithTwoParties(server);
    const { person } = await own.join('CLIENT', 'SPONSOR', 'Ama Okafor');
    for (const by of [own.vendor, person, own.client]) await post(by, { partnershipId: own.id, done: 'x' });
    const { entries } = await standup(own.client, own.id, '2027-03-17');
    expect(entries.map(({ member }) => member.name)).toEqual(['Ama Okafor', 'Priya Raman', 'Tomás Herrera']);
    await own.close();
  });

  test('of the day before is offered as a beginning', async () => {
    const { person } = await p.join('CLIENT', 'MEMBER', 'Bo Before');
    expect((await standup(person, p.id, '2027-03-17')).previous).toBeNull();
    await post(person, { partnershipId: p.id, ...words });
    setClock(server, '2027-03-19T09:00:00Z');
    expect((await standup(person, p.id, '2027-03-19')).previous).toMatchObject({ on: '2027-03-17', next: words.next });
    expect((await standup(p.vendor, p.id, '2027-03-19')).previous).toBeNull();
  });
});

test('whoever is mentioned by name is told, once, and what is only begun tells nobody', async () => {
  const p = await partnershipWithTwoParties(server);
  setClock(server, '2027-03-20T09:00:00Z');
  const told = (): Promise<{ text: string; path: string }[]> =>
    server.database.query(
      `select text, path from notification where partnership_id = $1 and kind = 'MENTIONED' and member_id = $2`,
      ...[p.id, p.vendorMemberId],
    );
  await post(p.client, { partnershipId: p.id, done: 'Asked @Tomás' });
  expect(await told()).toEqual([]);
  await post(p.client, { partnershipId: p.id, done: 'Asked @Tomás Herrera', concern: 'It is late' });
  await post(p.client, { partnershipId: p.id, done: 'Asked @Tomás Herrera again', concern: 'It is late' });
  expect(await told()).toEqual([
    { text: 'Priya Raman mentions you in the stand-up of 20 March', path: '/standup/2027-03-20' },
  ]);
  await p.close();
});

describe('history', () => {
  const PAGE = `query ($slug: String!, $first: Int, $after: String, $last: Int, $before: String, $memberId: ID) {
    partnership(slug: $slug) { standups(first: $first, after: $after, last: $last, before: $before, memberId: $memberId) {
      totalCount pageInfo { endCursor startCursor hasNextPage hasPreviousPage } edges { node { on member { name } } } } } }`;
  interface Page {
    totalCount: number;
    pageInfo: { endCursor: string; startCursor: string; hasNextPage: boolean; hasPreviousPage: boolean };
    edges: { node: { on: string; member: { name: string } } }[];
  }

  test('is a connection by day, forwards and backwards, of everybody or one member', async () => {
    const p = await partnershipWithTwoParties(server);
    const read = async (args: object): Promise<Page> =>
      (await p.client.gql<{ partnership: { standups: Page } }>(PAGE, { slug: p.slug, ...args })).partnership.standups;
    const days = (page: Page): string[] => page.edges.map(({ node }) => node.on.slice(8));
    for (const day of ['22', '23', '24', '25']) {
      setClock(server, `2027-03-${day}T10:00:00Z`);
      await post(p.client, { partnershipId: p.id, done: day });
      if (day !== '24') await post(p.vendor, { partnershipId: p.id, done: day });
    }
    const all = await read({});
    expect([all.totalCount, ...days(all)]).toEqual([7, '22', '22', '23', '23', '24', '25', '25']);
    const theirs = await read({ memberId: p.vendorMemberId });
    expect([theirs.totalCount, ...days(theirs)]).toEqual([3, '22', '23', '25']);
    const first = await read({ first: 3 });
    expect(days(first)).toEqual(['22', '22', '23']);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(days(await read({ first: 3, after: first.pageInfo.endCursor }))).toEqual(['23', '24', '25']);
    const last = await read({ last: 2 });
    expect(days(last)).toEqual(['25', '25']);
    expect(days(await read({ last: 9, before: last.pageInfo.startCursor }))).toEqual(['22', '22', '23', '23', '24']);
    for (const bad of [
      { after: 'x' },
      { after: Buffer.from('["2026-02-31","x"]').toString('base64url') },
      { memberId: 'x' },
      { first: -1 },
    ])
      expect(await p.client.codeOf(PAGE, { slug: p.slug, ...bad })).toBe('BAD_USER_INPUT');
    await p.close();
  });
});

describe('what is refused', () => {
  let p: TestPartnership;
  beforeAll(async () => {
    p = await partnershipWithTwoParties(server);
    setClock(server, '2027-03-30T09:00:00Z');
  });
  afterAll(() => p.close());

  test.each([
    ['says nothing', { done: ' ', next: '\n', concern: '' }, 'An entry says something'],
    ['says too much', { done: 'x'.repeat(4_001) }, 'What you have done is too long; keep it to 4000 characters.'],
    ['has a concern of 2,001 characters', { concern: 'x'.repeat(2_001) }, 'The concern is too long'],
    ['holds U+0000', { done: 'a\u0000b' }, 'What you have done has characters that cannot be shown'],
    ['is for 31 February', { on: '2027-02-31', done: 'x' }, 'There is no 31 February 2027'],
    ['is for a day written otherwise', { on: '30.3.2027', done: 'x' }, 'A day is written as year, month and day'],
    ['is for yesterday', { on: '2027-03-29', done: 'x' }, '29 March is over where you are (Europe/London)'],
    ['is for tomorrow', { on: '2027-03-31', done: 'x' }, '31 March has not begun'],
  ])('an entry that %s', async (_what, input, message) => {
    const refused = await postRefusal(p.client, { partnershipId: p.id, ...input });
    expect(refused?.extensions.code).toBe('BAD_USER_INPUT');
    expect(refused?.message).toContain(message);
  });

  test('a day that does not exist cannot be read', async () => {
    expect(await standupRefusal(p.client, p.id, '2027-02-31')).toContain('There is no 31 February 2027');
    expect(await standupRefusal(p.client, p.id, 'today')).toContain('A day is written as');
    expect((await standup(p.client, p.id, '9999-12-31')).entries).toEqual([]);
    expect((await standup(p.client, p.id, '0001-01-01')).waiting).toEqual([]);
  });

  test('observers read and do not post; to a stranger it is not there', async () => {
    const { person: observer } = await p.join('VENDOR', 'OBSERVER');
    expect(await postRefusal(observer, { partnershipId: p.id, done: 'x' })).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    const { waiting } = await standup(observer, p.id, '2027-03-30');
    expect(waiting.map(({ member }) => member.name)).toEqual(['Priya Raman', 'Tomás Herrera']);
    const sam = await stranger(server);
    expect(await postRefusal(sam, { partnershipId: p.id, done: 'x' })).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  test('who had left by a day, or joined after it, is not waited for on it', async () => {
    const leaver = await p.join('CLIENT', 'MEMBER', 'Lou Leaver');
    setClock(server, '2027-04-01T09:00:00Z');
    await p.client.gql('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }', {
      input: { mutationId: randomUUID(), memberId: leaver.memberId },
    });
    await p.join('CLIENT', 'MEMBER', 'Joy Joiner');
    const names = async (on: string): Promise<string[]> =>
      (await standup(p.client, p.id, on)).waiting.map(({ member }) => member.name);
    expect(await names('2027-03-31')).toContain('Lou Leaver');
    expect(await names('2027-03-31')).not.toContain('Joy Joiner');
    expect(await names('2027-04-01')).not.toContain('Lou Leaver');
    expect(await names('2027-04-01')).toContain('Joy Joiner');
  });
});
