import { randomUUID } from 'node:crypto';
import { DEFAULT_EMAIL, NOTIFICATION_KINDS } from '@tandem/schema/partnership/notifications';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MINUTE_MS } from '../kit/clock.ts';
import { partnershipWithTwoParties, signInAgain, stranger, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { readInbox, tell, textsOf } from './inbox-kit.ts';
import { input, mutation, NODE, REMOVE } from './operations.ts';

let server: TestServer;
let ours: TestPartnership;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  ours = await partnershipWithTwoParties(server);
  return () => ours.close();
});

const READ = mutation('readNotifications', 'partnership { id unreadCount } notifications { id readAt }');
const SET = mutation('setNotification', 'partnership { notificationSettings { kind inPage email } }');
const SETTINGS = `query ($slug: String!) { partnership(slug: $slug) { notificationSettings { kind inPage email } } }`;
const LIVE = 'subscription ($id: ID!) { inbox(partnershipId: $id) { unreadCount newestAt } }';
interface State {
  inbox: { unreadCount: number; newestAt: string | null };
}
const read = (fields: object) => ({ input: { partnershipId: ours.id, ...fields } });

test('members read what they were told, the newest first, and nobody else’s', async () => {
  await tell(server, ours, [ours.clientMemberId], { actorId: ours.vendorMemberId, text: 'First' });
  server.clock.move(MINUTE_MS);
  await tell(server, ours, [ours.clientMemberId, ours.vendorMemberId], { text: 'Second', kind: 'CONCERN_RAISED' });
  const inbox = await readInbox(ours.client, ours.slug);
  expect(inbox).toMatchObject({
    unreadCount: 2,
    inbox: {
      totalCount: 2,
      edges: [
        { node: { text: 'Second', kind: 'CONCERN_RAISED', actor: null, readAt: null, path: '/stories/MT-101' } },
        { node: { text: 'First', kind: 'QUESTION_ASKED', actor: { name: 'Tomás Herrera' } } },
      ],
    },
  });
  expect(await textsOf(ours.vendor, ours.slug)).toEqual(['Second']);
  const [mine] = inbox.inbox.edges;
  expect((await ours.client.gql<{ node: object }>(NODE, { id: mine?.node.id })).node).toMatchObject({
    __typename: 'Notification',
  });
  expect(await ours.vendor.codeOf(NODE, { id: mine?.node.id })).toBe('NOT_FOUND');
});

test('whoever acts is not told of it, and neither is who has left', async () => {
  const ama = await ours.join('CLIENT', 'MEMBER');
  await ours.client.gql(REMOVE, input({ memberId: ama.memberId }));
  await tell(server, ours, [ours.clientMemberId, ours.vendorMemberId, ama.memberId], { actorId: ours.clientMemberId });
  const told = await server.database.query('select member_id from notification where partnership_id = $1', ours.id);
  expect(told).toEqual([{ member_id: ours.vendorMemberId }]);
});

test('the inbox pages on without a gap, also between things of one instant', async () => {
  for (let i = 0; i < 7; i++) await tell(server, ours, Array(1).fill(ours.clientMemberId), { text: `Thing ${i}` });
  await server.database.query(
    'update notification set at = (select max(at) from notification) where partnership_id = $1',
    ours.id,
  );
  const seen: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 4; page++) {
    const { inbox } = await readInbox(ours.client, ours.slug, { first: 2, after });
    seen.push(...inbox.edges.map(({ node }) => node.text));
    after = inbox.pageInfo.endCursor;
    expect(inbox.pageInfo.hasNextPage).toBe(page < 3);
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `Thing ${i}`));
  for (const bad of ['x', Buffer.from('["x",1]').toString('base64url')]) {
    const { errors } = await ours.client.ask(
      'query ($slug: String!, $after: String) { partnership(slug: $slug) { inbox(after: $after) { totalCount } } }',
      { slug: ours.slug, after: bad },
    );
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  }
});

test('what is read is read in every page at once, however the answer was kept', async () => {
  for (const text of ['One', 'Two', 'Three']) await tell(server, ours, [ours.clientMemberId], { text });
  const { inbox } = await readInbox(ours.client, ours.slug);
  const [three, two] = inbox.edges.map(({ node }) => node.id);
  const done = await ours.client.gql<{ readNotifications: object }>(READ, read({ ids: [two, three, three] }));
  expect(done.readNotifications).toMatchObject({
    partnership: { unreadCount: 1 },
    notifications: [
      { id: three, readAt: expect.any(String) },
      { id: two, readAt: expect.any(String) },
    ],
  });
  expect((await readInbox(ours.client, ours.slug, { unreadOnly: true })).inbox.edges).toMatchObject([
    { node: { text: 'One' } },
  ]);
  const again = await ours.client.gql<{ readNotifications: object }>(READ, read({ all: true }));
  expect(again.readNotifications).toMatchObject({ partnership: { unreadCount: 0 }, notifications: [{}] });
  expect((await readInbox(ours.client, ours.slug)).unreadCount).toBe(0);
});

test('nobody reads what is not theirs, and a wrong id leaves the others unread', async () => {
  await tell(server, ours, [ours.clientMemberId, ours.vendorMemberId]);
  const mine = (await readInbox(ours.client, ours.slug)).inbox.edges[0]?.node.id;
  const theirs = (await readInbox(ours.vendor, ours.slug)).inbox.edges[0]?.node.id;
  const codes = [];
  for (const ids of [
    [mine, theirs],
    [mine, randomUUID()],
    [mine, 'x'],
  ])
    codes.push(await ours.client.codeOf(READ, read({ ids })));
  for (const fields of [{}, { ids: [] }, { ids: [mine], all: true }, { ids: Array(501).fill(randomUUID()) }])
    codes.push(await ours.client.codeOf(READ, read(fields)));
  expect(codes).toEqual([...Array(3).fill('NOT_FOUND'), ...Array(4).fill('BAD_USER_INPUT')]);
  expect(await (await stranger(server)).codeOf(READ, read({ all: true }))).toBe('NOT_FOUND');
  expect((await readInbox(ours.client, ours.slug)).unreadCount).toBe(1);
  expect((await readInbox(ours.vendor, ours.slug)).unreadCount).toBe(1);
});

test('the unread count moves at once in every page of that member, and in nobody else’s', async () => {
  const elsewhere = await signInAgain(server, ours.client);
  const pages = [ours.client, elsewhere].map((by) => by.subscribe<State>(LIVE, { id: ours.id }));
  const vendors = ours.vendor.subscribe<State>(LIVE, { id: ours.id });
  for (const page of [...pages, vendors]) expect((await page.next()).inbox).toEqual({ unreadCount: 0, newestAt: null });
  await tell(server, ours, [ours.clientMemberId]);
  for (const page of pages) expect((await page.next()).inbox.unreadCount).toBe(1);
  await ours.client.gql(READ, read({ all: true }));
  for (const page of pages) expect((await page.next()).inbox.unreadCount).toBe(0);
  await tell(server, ours, [ours.vendorMemberId]);
  expect((await vendors.next()).inbox).toEqual({ unreadCount: 1, newestAt: expect.any(String) });
  await elsewhere.close();
});

test('the count ends with the membership', async () => {
  const ama = await ours.join('CLIENT', 'OBSERVER');
  const page = ama.person.subscribe<State>(LIVE, { id: ours.id });
  await page.next();
  await ours.client.gql(REMOVE, input({ memberId: ama.memberId }));
  await expect(page.next()).rejects.toThrow('NOT_FOUND');
});

test('each kind is told as its member chose: by default in the page, and by e-mail what somebody waits for', async () => {
  const settings = async () =>
    (await ours.client.gql<{ partnership: { notificationSettings: object[] } }>(SETTINGS, { slug: ours.slug }))
      .partnership.notificationSettings;
  expect(await settings()).toEqual(
    NOTIFICATION_KINDS.map((kind) => ({ kind, inPage: true, email: DEFAULT_EMAIL[kind] })),
  );
  const chosen = { kind: 'SIGNED', inPage: false, email: 'NOW' };
  await ours.client.gql(SET, { input: { partnershipId: ours.id, ...chosen, email: 'OFF' } });
  const { setNotification } = await ours.client.gql<{
    setNotification: { partnership: { notificationSettings: object[] } };
  }>(SET, { input: { partnershipId: ours.id, ...chosen } });
  expect(setNotification.partnership.notificationSettings).toContainEqual(chosen);
  expect(await settings()).toContainEqual(chosen);
  await tell(server, ours, [ours.clientMemberId, ours.vendorMemberId], { kind: 'SIGNED' });
  expect((await readInbox(ours.client, ours.slug)).unreadCount).toBe(0);
  expect((await readInbox(ours.vendor, ours.slug)).unreadCount).toBe(1);
  expect((await readInbox(ours.client, ours.slug)).inbox.totalCount).toBe(1);
});

test('what one member reads or chooses is not in the partnership’s history', async () => {
  await tell(server, ours, [ours.clientMemberId]);
  const seq = async () => (await server.database.query('select change_seq from partnership where id = $1', ours.id))[0];
  const before = await seq();
  await ours.client.gql(READ, read({ all: true }));
  await ours.client.gql(SET, { input: { partnershipId: ours.id, kind: 'SIGNED', inPage: true, email: 'OFF' } });
  expect(await seq()).toEqual(before);
});
