import { randomUUID } from 'node:crypto';
import type { MemberId, PartnershipId, PartyId } from '@tandem/schema/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient, MOVE, OPEN, type PeerPresence } from './example-client.ts';
import { refusalOf } from './refusal.ts';

let server: TestServer;
let partnership: TestPartnership;
let storyId: string;
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
  storyId = (await createStory(partnership.client, partnership.id)).id;
});
afterAll(async () => {
  await partnership.close();
  await server.close();
});

const open = (who: 'client' | 'vendor') => new ExampleClient(partnership[who], storyId).open();
const seenBy = (client: ExampleClient): PeerPresence[] => [...client.peers.values()];
const CURSOR = JSON.stringify({ anchor: { tname: 'title' }, head: { tname: 'title' } });

test('[LP16] who is at a cursor is stamped by the server, and nobody moves another’s', async () => {
  const [priya, tomas] = await Promise.all([open('client'), open('vendor')]);
  await priya.move('title', CURSOR, true);
  const seen = await eventually('the caret arrives', () => seenBy(tomas).find((peer) => peer.field === 'title'));
  expect(seen).toEqual({
    connectionId: priya.sync?.connectionId,
    clientId: priya.doc.clientID,
    member: { id: partnership.clientMemberId, name: 'Priya Raman', party: { kind: 'CLIENT' } },
    field: 'title',
    cursor: CURSOR,
    writing: true,
  });
  const input = { documentId: storyId, connectionId: priya.sync?.connectionId, field: 'forged', cursor: null };
  expect(await partnership.vendor.codeOf(MOVE, { input })).toBe('FORBIDDEN');
  for (const extra of [{ member: 'x' }, { clientId: 1 }, { name: 'Tomás Herrera' }])
    expect(await partnership.client.codeOf(MOVE, { input: { ...input, ...extra } })).toBe('BAD_USER_INPUT');
  expect(seenBy(tomas).map((peer) => peer.field)).toEqual(['title']);
  priya.close();
  tomas.close();
});

test('[LP17] a move past the limits is refused and nobody sees it', async () => {
  const [priya, tomas] = await Promise.all([open('client'), open('vendor')]);
  const bad: [string | null, string | null][] = [
    ['f'.repeat(65), null],
    ['two\nlines', null],
    ['title', '{"anchor":'],
    ['title', '"text"'],
    ['title', '[]'],
    ['title', 'null'],
    ['title', JSON.stringify({ anchor: 'x'.repeat(2_048) })],
  ];
  for (const [field, cursor] of bad) expect(await refusalOf(priya.move(field, cursor))).toBe('BAD_USER_INPUT');
  await priya.move('narrative');
  await eventually('the good one arrives', () => seenBy(tomas).some((peer) => peer.field === 'narrative'));
  expect(seenBy(tomas)).toHaveLength(1);
  priya.close();
  tomas.close();
});

test('[LP18] others learn who comes, and who goes with a subscription or with a lost socket', async () => {
  const tomas = await open('vendor');
  const priya = await open('client');
  expect(seenBy(priya).map((peer) => peer.member.name)).toEqual(['Tomás Herrera']);
  await eventually('she has come', () => seenBy(tomas).length === 1);
  const second = await open('client');
  await eventually('her second page too', () => seenBy(tomas).length === 2);
  second.close();
  await eventually('her second page is gone', () => seenBy(tomas).length === 1);
  partnership.client.cutSocket();
  await eventually('she is gone with her socket', () => seenBy(tomas).length === 0);
  tomas.close();
});

test('[LP18] a subscription that ends before it has begun leaves nobody behind', async () => {
  const tomas = await open('vendor');
  for (let i = 0; i < 20; i++) {
    const events = partnership.client.subscribe(OPEN, { documentId: storyId, stateVector: null });
    if (i % 2) await partnership.client.overSocket('{ viewer { person { id } } }');
    events.end();
  }
  const last = await open('client');
  await eventually('only the last one is there', () => seenBy(tomas).length === 1);
  expect(seenBy(tomas).map((peer) => peer.connectionId)).toEqual([last.sync?.connectionId]);
  last.close();
  await eventually('nobody is left', () => seenBy(tomas).length === 0);
  tomas.close();
});

const HERE = `subscription ($partnershipId: ID!, $place: String!) {
  here(partnershipId: $partnershipId, place: $place) { present { connectionId place member { id name } } }
}`;
interface Here {
  here: { present: { connectionId: string; place: string; member: { id: string; name: string } }[] };
}

test('[LP19] here tells every open page, at once and after each coming and going', async () => {
  const at = (place: string, who: 'client' | 'vendor') =>
    partnership[who].subscribe<Here>(HERE, { partnershipId: partnership.id, place });
  const board = at('board', 'client');
  expect((await board.next()).here.present).toMatchObject([{ place: 'board', member: { name: 'Priya Raman' } }]);
  const story = at('story:MT-101', 'vendor');
  expect((await story.next()).here.present.map(({ place }) => place)).toEqual(['board', 'story:MT-101']);
  await board.until(({ here }) => here.present.length === 2);
  story.end();
  await board.until(({ here }) => here.present.length === 1);
  expect(await refusalOf(at('p'.repeat(121), 'vendor').next())).toBe('BAD_USER_INPUT');
  board.end();
});

test('[LP19] who comes while others do is told with them, all by the same event', async () => {
  const { lobbies } = server.services.live;
  const id = randomUUID() as PartnershipId;
  const member = { id: randomUUID() as MemberId, partyId: randomUUID() as PartyId };
  const streams = ['board', 'today', 'week'].map((place) => lobbies.join(id, member, place));
  const [first, second, third] = streams;
  expect(first?.take()?.present.map(({ place }) => place)).toEqual(['board']);
  expect([second?.take(), third?.take()]).toEqual([undefined, undefined]);
  await eventually('all are told', () => third?.waiting === 1);
  const [event, ...same] = streams.map((stream) => stream.take());
  expect(event?.present.map(({ place }) => place)).toEqual(['board', 'today', 'week']);
  expect(same.every((one) => one === event)).toBe(true);
  for (const stream of streams) await stream.return?.();
});
