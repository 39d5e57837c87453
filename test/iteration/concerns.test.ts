import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS } from '../kit/clock.ts';
import { createStory, type Person, partnershipWithTwoParties, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { propose, SET_LADDER, sign, written } from '../partnership/agreement-kit.ts';
import { input } from '../partnership/operations.ts';
import { act, type ConcernMutation, raise, readConcern, refused } from './concern-kit.ts';
import { post } from './standup-kit.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const remove = (by: Person, memberId: string) =>
  by.gql('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }', {
    input: { mutationId: randomUUID(), memberId },
  });

describe('from raised to closed', () => {
  let p: TestPartnership;
  beforeAll(async () => {
    p = await partnershipWithTwoParties(server);
  });
  afterAll(() => p.close());

  test('each step is kept with who said what, and recorded as one change', async () => {
    const before = (await changes(p)).length;
    const { id: concernId, key } = await raise(p.vendor, p, 'CLIENT', { detail: 'MT-104 waits for it.' });
    await act(p.client, 'answerConcern', { concernId, text: 'Operations has it.' });
    await act(p.vendor, 'reopenConcern', { concernId, reason: 'Nothing has come.' });
    await act(p.client, 'answerConcern', { concernId, text: 'Sent just now.' });
    await act(p.client, 'resolveConcern', { concernId, resolution: 'Loaded.', prevention: 'A nightly copy.' });
    const closed = await act(p.vendor, 'closeConcern', { concernId });
    expect(closed).toMatchObject({
      ...{
        key,
        state: 'CLOSED',
        level: 0,
        dueAt: null,
        resolution: 'Loaded.',
        prevention: 'A nightly copy.',
        version: 6,
      },
      ...{ resolvedBy: { name: 'Priya Raman' }, closedBy: { name: 'Tomás Herrera' }, ownerParty: { kind: 'CLIENT' } },
    });
    expect(
      closed.events.map(({ kind, text, prevention, member }) => [kind, text, prevention, member?.name].join('|')),
    ).toEqual([
      'RAISED|MT-104 waits for it.||Tomás Herrera',
      'ANSWERED|Operations has it.||Priya Raman',
      'REOPENED|Nothing has come.||Tomás Herrera',
      'ANSWERED|Sent just now.||Priya Raman',
      'RESOLVED|Loaded.|A nightly copy.|Priya Raman',
      'CLOSED|||Tomás Herrera',
    ]);
    expect((await changes(p)).slice(before)).toEqual([
      `concern.raised raised ${key} with Meridian Transit: No test data for the depot tablet`,
      `concern.answered answered ${key} for Meridian Transit`,
      `concern.reopened reopened ${key}`,
      `concern.answered answered ${key} for Meridian Transit`,
      `concern.resolved resolved ${key} for Meridian Transit`,
      `concern.closed closed ${key}`,
    ]);
  });

  test('an answer that does not settle it is escalated at once, and the next step’s clock starts', async () => {
    const { id: concernId, key } = await raise(p.vendor, p, 'CLIENT');
    expect(await refused(p.vendor, 'escalateConcern', { concernId, reason: 'Now' })).toMatch(
      /^CONFLICT: C-\d+ is open: it climbs by itself/,
    );
    await act(p.client, 'answerConcern', { concernId, text: 'Some day' });
    const up = await act(p.vendor, 'escalateConcern', { concernId, reason: 'It does not say when' });
    expect(up).toMatchObject({ state: 'OPEN', level: 1 });
    expect(up.events.at(-1)).toMatchObject({ kind: 'ESCALATED', text: 'It does not say when', level: 1 });
    expect(up).toMatchObject({ levelCount: 2, clockStartedAt: up.events.at(-1)?.at });
    expect(up.dueAt).not.toBeNull();
    await act(p.client, 'answerConcern', { concernId, text: 'On Friday' });
    const last = await act(p.vendor, 'escalateConcern', { concernId, reason: 'Which one?' });
    expect(last).toMatchObject({ level: 2, dueAt: null, clockStartedAt: null });
    await act(p.client, 'answerConcern', { concernId, text: 'This one' });
    expect(await refused(p.vendor, 'escalateConcern', { concernId, reason: 'Still' })).toBe(
      `CONFLICT: ${key} stands on the ladder’s last step. Reopen it, and talk with the people of that step.`,
    );
    expect(await act(p.vendor, 'reopenConcern', { concernId, reason: 'Still' })).toMatchObject({
      level: 2,
      dueAt: null,
    });
  });

  test('what is not resolved is closed with a reason only, and what is closed stays so', async () => {
    const { id: concernId, key } = await raise(p.vendor, p, 'CLIENT');
    expect(await refused(p.vendor, 'closeConcern', { concernId })).toBe(
      `BAD_USER_INPUT: Say why: nobody has said how ${key} was resolved.`,
    );
    expect(await act(p.vendor, 'closeConcern', { concernId, reason: 'It came after all' })).toMatchObject({
      state: 'CLOSED',
      resolution: null,
      workingDaysLeft: null,
    });
    for (const [by, name, more] of [
      [p.client, 'answerConcern', { text: 'x' }],
      [p.client, 'resolveConcern', { resolution: 'x', prevention: 'x' }],
      [p.vendor, 'escalateConcern', { reason: 'x' }],
      [p.vendor, 'reopenConcern', { reason: 'x' }],
      [p.vendor, 'closeConcern', { reason: 'x' }],
    ] as const)
      expect(await refused(by, name, { concernId, ...more })).toBe(
        `CONFLICT: ${key} is closed and stays so. Raise it again as a recurrence, so that both are linked.`,
      );
  });

  test('what comes back is linked both ways, and only to what was settled', async () => {
    const first = await raise(p.vendor, p, 'CLIENT');
    const again = { recurrenceOfId: first.id };
    expect(await refused(p.vendor, 'raiseConcern', { ...newConcern(p), ...again })).toMatch(
      /^CONFLICT: C-\d+ is not settled yet, so this is no recurrence of it/,
    );
    await act(p.vendor, 'closeConcern', { concernId: first.id, reason: 'It came' });
    const second = await raise(p.client, p, 'CLIENT', again);
    expect(second.recurrenceOf).toEqual({ key: first.key });
    expect((await readConcern(p.vendor, p, first.key)).recurrences).toEqual([{ key: second.key }]);
  });

  test('it leads to its story and to the stand-up that it comes from, and the stand-up leads to it', async () => {
    const story = await createStory(p.client, p.id);
    const entry = await post(p.vendor, { partnershipId: p.id, concern: 'No test data' });
    const raised = await raise(p.vendor, p, 'CLIENT', { storyId: story.id, standupEntryId: entry.id });
    expect(raised).toMatchObject({
      story: { key: story.key },
      standupEntry: { id: entry.id, concernKeys: [raised.key] },
    });
  });

  test('whoever is mentioned in what is said of it is told', async () => {
    const { memberId } = await p.join('VENDOR', 'MEMBER', 'Mei-Ling Zhao');
    const { id: concernId, key } = await raise(p.vendor, p, 'CLIENT');
    await act(p.client, 'answerConcern', { concernId, text: 'I have asked @Mei-Ling Zhao for the file.' });
    const told = await server.database.query<{ text: string; path: string }>(
      `select text, path from notification where member_id = $1 and kind = 'MENTIONED'`,
      memberId,
    );
    expect(told).toEqual([
      { text: `Priya Raman mentions you in ${key}: No test data for the depot tablet`, path: `/concerns/${key}` },
    ]);
  });

  test('a mutation sent twice acts once, and two that meet act one after the other', async () => {
    const mutationId = randomUUID();
    const [one, two] = await Promise.all([1, 2].map(() => raise(p.vendor, p, 'CLIENT', { mutationId })));
    expect(two?.id).toBe(one?.id);
    const concernId = one?.id;
    const codes = await Promise.all(
      [1, 2, 3].map(() => refused(p.client, 'resolveConcern', { concernId, resolution: 'x', prevention: 'y' })),
    );
    expect(codes.filter((code) => code === null)).toHaveLength(1);
    expect(codes.filter((code) => code?.startsWith('CONFLICT'))).toHaveLength(2);
  });

  test('the ladder is the one of when it was raised, whoever comes after; who has left is left out', async () => {
    const own = await partnershipWithTwoParties(server);
    const sponsor = await own.join('CLIENT', 'SPONSOR', 'Jonas Lindqvist');
    const other = await own.join('VENDOR', 'SPONSOR', 'Kemi Balogun');
    const { key } = await raise(own.vendor, own, 'CLIENT');
    await own.join('VENDOR', 'LEAD', 'Nia New');
    await remove(own.client, sponsor.memberId);
    const people = async (): Promise<string[][]> =>
      (await readConcern(own.client, own, key)).ladder.map((step) => step.people.map(({ name }) => name).sort());
    expect(await people()).toEqual([['Priya Raman', 'Tomás Herrera'], ['Kemi Balogun']]);
    // Everybody of a step has left: its news goes to the leads there are.
    await remove(own.vendor, other.memberId);
    server.clock.move(20 * DAY_MS);
    await server.runDue();
    server.clock.move(-20 * DAY_MS);
    const told = await server.database.query<{ name: string }>(
      `select e.name from notification n join member m on m.id = n.member_id join person e on e.id = m.person_id
       where n.partnership_id = $1 and n.text like 'C-1 has climbed to level 2%' order by e.name`,
      own.id,
    );
    expect(told.map(({ name }) => name)).toEqual(['Nia New', 'Priya Raman', 'Tomás Herrera']);
    await own.close();
  });
});

test('a ladder that both have signed is the one that is climbed, with its own times', async () => {
  const p = await partnershipWithTwoParties(server);
  const { memberId: mei } = await p.join('VENDOR', 'MEMBER', 'Mei-Ling Zhao');
  const steps = [
    { days: 0.5, memberIds: [p.clientMemberId, mei] },
    { days: 1, memberIds: [p.clientMemberId, p.vendorMemberId] },
    { days: 5, memberIds: [p.clientMemberId, p.vendorMemberId] },
  ];
  await p.client.gql(SET_LADDER, input({ partnershipId: p.id, levels: steps }));
  const before = await raise(p.vendor, p, 'CLIENT');
  expect(before.levelCount).toBe(2);
  await written(p.client, p.slug, 'HOW_WE_WORK', 'We answer each other in time.');
  const { proposal } = await propose(p.client, p);
  await sign(p.vendor, proposal ?? { id: '', hash: '' });
  const after = await raise(p.vendor, p, 'CLIENT');
  expect(after.ladder.map(({ days, people }) => [days, ...people.map(({ name }) => name).sort()])).toEqual([
    [0.5, 'Mei-Ling Zhao', 'Priya Raman'],
    [1, 'Priya Raman', 'Tomás Herrera'],
    [5, 'Priya Raman', 'Tomás Herrera'],
  ]);
  expect(after.workingDaysLeft).toBeLessThanOrEqual(0.5);
  await p.close();
});

describe('who may do what', () => {
  let p: TestPartnership;
  const people: Record<string, Person> = {};
  beforeAll(async () => {
    p = await partnershipWithTwoParties(server);
    for (const side of ['CLIENT', 'VENDOR'] as const)
      for (const role of ['LEAD', 'MEMBER', 'SPONSOR', 'OBSERVER'] as const)
        people[`${side} ${role}`] = (await p.join(side, role)).person;
  });
  afterAll(() => p.close());

  const ASKS: [ConcernMutation, object, state: 'OPEN' | 'ANSWERED', may: RegExp][] = [
    ['answerConcern', { text: 'x' }, 'OPEN', /^CLIENT (LEAD|MEMBER|SPONSOR)/],
    ['resolveConcern', { resolution: 'x', prevention: 'x' }, 'OPEN', /^CLIENT (LEAD|MEMBER|SPONSOR)/],
    ['escalateConcern', { reason: 'x' }, 'ANSWERED', /^VENDOR (LEAD|MEMBER|SPONSOR)/],
    // Raised by the vendor's first lead, who is none of these eight.
    ['reopenConcern', { reason: 'x' }, 'ANSWERED', /^nobody/],
    ['closeConcern', { reason: 'x' }, 'OPEN', /^nobody/],
  ];
  test.each(ASKS)('%s', async (name, more, state, may) => {
    for (const [who, person] of Object.entries(people)) {
      const { id: concernId } = await raise(p.vendor, p, 'CLIENT');
      if (state === 'ANSWERED') await act(p.client, 'answerConcern', { concernId, text: 'x' });
      const outcome = await refused(person, name, { concernId, ...more });
      expect([who, outcome?.split(':')[0] ?? 'ok']).toEqual([who, may.test(who) ? 'ok' : 'FORBIDDEN']);
    }
  });

  test('raiseConcern is for every writer, with either party', async () => {
    for (const [who, person] of Object.entries(people))
      for (const owner of [p.clientPartyId, p.vendorPartyId])
        expect([who, await refused(person, 'raiseConcern', { ...newConcern(p), ownerPartyId: owner })]).toEqual([
          who,
          who.endsWith('OBSERVER') ? expect.stringMatching(/^FORBIDDEN/) : null,
        ]);
  });

  test('once the raiser has left, a lead of their party closes and reopens, and is told of what is done', async () => {
    const leaver = await p.join('VENDOR', 'MEMBER', 'Lou Leaver');
    const { id: concernId } = await raise(leaver.person, p, 'CLIENT');
    expect(await refused(p.vendor, 'closeConcern', { concernId, reason: 'x' })).toMatch(
      /^FORBIDDEN: Only Lou Leaver, who raised C-\d+, closes it; a lead of Fieldnote Software does once they have left/,
    );
    await remove(p.vendor, leaver.memberId);
    await act(p.client, 'resolveConcern', { concernId, resolution: 'x', prevention: 'y' });
    expect(await refused(people['CLIENT LEAD'] as Person, 'closeConcern', { concernId })).toMatch(/^FORBIDDEN/);
    expect(await act(p.vendor, 'reopenConcern', { concernId, reason: 'x' })).toMatchObject({ state: 'OPEN' });
    expect(await act(p.vendor, 'closeConcern', { concernId, reason: 'x' })).toMatchObject({ state: 'CLOSED' });
    const told = await server.database.query<{ member_id: string }>(
      `select member_id from notification where node_id = $1 and kind = 'CONCERN_RESOLVED' and text like '%yours to close%'`,
      concernId,
    );
    expect(told.map(({ member_id }) => member_id)).toContain(p.vendorMemberId);
  });

  test('to a stranger and to another partnership there is no such concern', async () => {
    const { id: concernId, key } = await raise(p.vendor, p, 'CLIENT');
    const other = await partnershipWithTwoParties(server);
    for (const person of [await stranger(server), other.client]) {
      for (const [name, more] of ASKS)
        expect(await refused(person, name, { concernId, ...more })).toMatch(/^NOT_FOUND: There is no such concern/);
      await expect(readConcern(person, p, key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await other.close();
  });
});

describe('what is refused', () => {
  let p: TestPartnership;
  let other: TestPartnership;
  beforeAll(async () => {
    [p, other] = [await partnershipWithTwoParties(server), await partnershipWithTwoParties(server)];
  });
  afterAll(async () => {
    await p.close();
    await other.close();
  });

  test.each([
    ['without a title', { title: ' \u200b ' }, 'BAD_USER_INPUT: The title is missing'],
    ['with a title of 201 characters', { title: 'x'.repeat(201) }, 'BAD_USER_INPUT: The title is too long'],
    ['with a detail of 10,000 characters', { detail: 'x'.repeat(10_000) }, 'BAD_USER_INPUT: The detail is too long'],
    ['with U+0000', { title: 'a\u0000b' }, 'BAD_USER_INPUT: The title has characters that cannot be shown'],
    ['for no party', { ownerPartyId: 'x' }, 'NOT_FOUND: There is no such party'],
    ['about no story', { storyId: randomUUID() }, 'NOT_FOUND: There is no such story'],
    ['from no stand-up', { standupEntryId: randomUUID() }, 'NOT_FOUND: There is no such stand-up entry'],
    ['after no concern', { recurrenceOfId: randomUUID() }, 'NOT_FOUND: There is no such concern'],
    ['with an id that is none', { mutationId: 'again' }, 'BAD_USER_INPUT: mutationId must be a UUID'],
  ])('a concern %s', async (_what, more, message) => {
    expect(await refused(p.client, 'raiseConcern', { ...newConcern(p), ...more })).toContain(message);
  });

  test('what belongs to another partnership cannot be named', async () => {
    const [story, entry, earlier] = [
      await createStory(other.client, other.id),
      await post(other.client, { partnershipId: other.id, done: 'x' }),
      await raise(other.client, other, 'VENDOR'),
    ];
    for (const foreign of [
      { ownerPartyId: other.clientPartyId },
      { storyId: story.id },
      { standupEntryId: entry.id },
      { recurrenceOfId: earlier.id },
    ])
      expect(await refused(p.client, 'raiseConcern', { ...newConcern(p), ...foreign })).toMatch(/^NOT_FOUND/);
  });

  test('an answer, a reason, a resolution and a prevention say something, in at most 4,000 characters', async () => {
    const { id: concernId } = await raise(p.client, p, 'CLIENT');
    for (const text of ['', ' \n ', 'x'.repeat(4_001), 'x'.repeat(10_000)]) {
      expect(await refused(p.client, 'answerConcern', { concernId, text })).toMatch(/^BAD_USER_INPUT/);
      expect(await refused(p.client, 'resolveConcern', { concernId, resolution: text, prevention: 'x' })).toMatch(
        /^BAD_USER_INPUT/,
      );
      expect(await refused(p.client, 'resolveConcern', { concernId, resolution: 'x', prevention: text })).toMatch(
        /^BAD_USER_INPUT/,
      );
      expect(await refused(p.client, 'closeConcern', { concernId, reason: text })).toMatch(/^BAD_USER_INPUT/);
    }
    expect((await readConcern(p.client, p, 'c-1')).state).toBe('OPEN');
  });

  test('what happened to a concern is not rewritten, even in the database', async () => {
    await raise(p.client, p, 'CLIENT');
    for (const statement of ['update concern_event set text = $1', `delete from concern_event where text <> $1`])
      await expect(server.database.query(statement, 'never said')).rejects.toThrow(/never changed or removed/);
  });
});

describe('the list', () => {
  interface Page {
    totalCount: number;
    pageInfo: { endCursor: string; startCursor: string };
    edges: { node: { key: string } }[];
  }
  const PAGE = `query ($slug: String!, $first: Int, $after: String, $last: Int, $before: String, $filter: ConcernFilter, $orderBy: ConcernOrder! = NUMBER) {
    partnership(slug: $slug) { concerns(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
      totalCount pageInfo { endCursor startCursor } edges { node { key } } } } }`;

  test('is filtered and paged by number, and by what changed last', async () => {
    const p = await partnershipWithTwoParties(server);
    const story = await createStory(p.client, p.id);
    const made = [
      await raise(p.client, p, 'VENDOR'),
      await raise(p.client, p, 'CLIENT', { storyId: story.id }),
      await raise(p.vendor, p, 'VENDOR'),
      await raise(p.vendor, p, 'CLIENT'),
    ];
    await act(p.vendor, 'answerConcern', { concernId: made[0]?.id, text: 'x' });
    await act(p.client, 'escalateConcern', { concernId: made[0]?.id, reason: 'x' });
    await act(p.vendor, 'closeConcern', { concernId: made[2]?.id, reason: 'x' });
    const read = async (args: object): Promise<Page> =>
      (await p.client.gql<{ partnership: { concerns: Page } }>(PAGE, { slug: p.slug, ...args })).partnership.concerns;
    const keys = async (args: object): Promise<string> => {
      const page = await read(args);
      return `${page.totalCount}: ${page.edges.map(({ node }) => node.key).join(' ')}`;
    };
    expect(await keys({})).toBe('4: C-1 C-2 C-3 C-4');
    expect(await keys({ filter: { states: ['OPEN'] } })).toBe('3: C-1 C-2 C-4');
    expect(await keys({ filter: { states: [] } })).toBe('4: C-1 C-2 C-3 C-4');
    expect(await keys({ filter: { states: ['CLOSED', 'RESOLVED'] } })).toBe('1: C-3');
    expect(await keys({ filter: { ownerPartyId: p.clientPartyId } })).toBe('2: C-2 C-4');
    expect(await keys({ filter: { storyId: story.id } })).toBe('1: C-2');
    expect(await keys({ filter: { escalated: true } })).toBe('1: C-1');
    expect(await keys({ filter: { escalated: false } })).toBe('3: C-2 C-3 C-4');
    expect(await keys({ orderBy: 'UPDATED' })).toBe('4: C-2 C-4 C-1 C-3');
    const first = await read({ first: 2, orderBy: 'UPDATED' });
    expect(await keys({ first: 2, after: first.pageInfo.endCursor, orderBy: 'UPDATED' })).toBe('4: C-1 C-3');
    expect(await keys({ last: 1 })).toBe('4: C-4');
    const bad = [
      { first: 501 },
      { after: 'x' },
      { after: first.pageInfo.endCursor, orderBy: 'NUMBER' },
      { filter: { storyId: 'x' } },
      { after: Buffer.from(JSON.stringify(['NUMBER', 1e99, story.id])).toString('base64url') },
    ];
    for (const args of bad) expect(await p.client.codeOf(PAGE, { slug: p.slug, ...args })).toBe('BAD_USER_INPUT');
    for (const key of ['C-0', 'C-99', 'MT-1', 'C-99999999999', 'C--1', "C-1'"])
      await expect(readConcern(p.client, p, key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await p.close();
  });

  test('tells the time that is left as it is now, not as an earlier answer was', async () => {
    const p = await partnershipWithTwoParties(server);
    const { key } = await raise(p.client, p, 'VENDOR');
    const LEFT = `query ($slug: String!) { partnership(slug: $slug) { concerns { edges { node { key workingDaysLeft } } } } }`;
    type Left = { partnership: { concerns: { edges: { node: { key: string; workingDaysLeft: number } }[] } } };
    const left = async (): Promise<number> =>
      (await p.client.gql<Left>(LEFT, { slug: p.slug })).partnership.concerns.edges.find(({ node }) => node.key === key)
        ?.node.workingDaysLeft ?? Number.NaN;
    const before = await left();
    expect(await left()).toBe(before);
    server.clock.move(6 * DAY_MS);
    expect(await left()).toBe(0);
    server.clock.move(-6 * DAY_MS);
    await p.close();
  });
});

const newConcern = (p: TestPartnership) => ({
  partnershipId: p.id,
  title: 'No test data for the depot tablet',
  ownerPartyId: p.clientPartyId,
});

const changes = async (p: TestPartnership): Promise<string[]> =>
  (
    await server.database.query<{ told: string }>(
      `select kind || ' ' || summary as told from change_event where partnership_id = $1 order by seq`,
      p.id,
    )
  ).map(({ told }) => told);
