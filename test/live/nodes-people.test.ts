import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from './example-client.ts';
import { testNodes } from './nodes-kit.ts';

const nodes = testNodes();

const CHANGES = 'subscription ($id: ID!) { changes(partnershipId: $id) { seq } }';

test('[LP33] who is where is known on every node, and a node that dies takes its people with it within five seconds', async () => {
  const id = await nodes.newStory();
  const dying = await nodes.spawn();
  const tomas = await nodes.open(nodes.b, 'vendor', id);
  const priya = await nodes.open(dying, 'client', id);
  await eventually('they see each other', () => tomas.peers.size === 1 && priya.peers.size === 1);
  await priya.move('title', null, true);
  const seen = await eventually('she types', () => [...tomas.peers.values()].find(({ field }) => field === 'title'));
  expect(seen).toEqual({
    ...{
      connectionId: priya.sync?.connectionId,
      clientId: priya.doc.clientID,
      cursor: null,
      field: 'title',
      writing: true,
    },
    member: { id: nodes.partnership.clientMemberId, name: 'Priya Raman', party: { kind: 'CLIENT' } },
  });
  const HERE =
    'subscription ($id: ID!, $place: String!) { here(partnershipId: $id, place: $place) { present { place member { name joinedAt } } } }';
  type Here = { here: { present: { place: string; member: { name: string } }[] } };
  const there = (await nodes.on(dying, nodes.partnership.client)).subscribe<Here>(HERE, {
    id: nodes.partnership.id,
    place: 'board',
  });
  const here = (await nodes.on(nodes.b, nodes.partnership.vendor)).subscribe<Here>(HERE, {
    id: nodes.partnership.id,
    place: 'people',
  });
  const places = (event: Here): string =>
    event.here.present
      .map(({ place }) => place)
      .sort()
      .join(' ');
  await Promise.all([there, here].map((one) => one.until((event) => places(event) === 'board people')));
  await dying.kill();
  await Promise.all([
    eventually('she is gone from the document', () => tomas.peers.size === 0, 5_000),
    here.until((event) => places(event) === 'people', 5_000),
  ]);
  const back = await nodes.open(nodes.a, 'client', id);
  await eventually('back on another node', () => tomas.peers.size === 1);
  back.close();
  await eventually('and gone as she leaves', () => tomas.peers.size === 0);
}, 60_000);

const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } } }';
const SIGN_OUT_SESSION = 'mutation ($input: SignOutSessionInput!) { signOutSession(input: $input) { signedOut } }';
const SESSIONS = '{ viewer { sessions { id current } } }';

const WAYS: [string, boolean][] = [
  ['with the bus', true],
  ['by polling alone', false],
];
test.each(WAYS)(
  '[LP20] rights lost on one node end streams on another within two seconds, %s',
  async (_how, shared) => {
    const id = await nodes.newStory();
    const node = await nodes.spawn(shared ? {} : { REDIS_URL: '' });
    const { person, memberId } = await nodes.partnership.join('VENDOR', 'MEMBER');
    const mei = await nodes.on(node, person);
    const writing = await new ExampleClient(mei, id).open();
    const here = mei.subscribe('subscription ($id: ID!) { here(partnershipId: $id) { present { place } } }', {
      id: nodes.partnership.id,
    });
    const changes = mei.subscribe(CHANGES, { id: nodes.partnership.id });
    await Promise.all([here.next(), changes.next()]);
    await nodes.partnership.vendor.gql(REMOVE, { input: { mutationId: randomUUID(), memberId } });
    await eventually('her document ends', () => writing.endedWith, 2_000);
    expect(writing.endedWith).toBe('NOT_FOUND');
    for (const stream of [here, changes])
      await expect(stream.until(() => false, 2_000)).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const tab = await nodes.on(node, nodes.partnership.client);
    const feed = tab.subscribe(CHANGES, { id: nodes.partnership.id });
    await feed.next();
    const { viewer } = await tab.gql<{ viewer: { sessions: { id: string; current: boolean }[] } }>(SESSIONS);
    const sessionId = viewer.sessions.find(({ current }) => current)?.id;
    await nodes.partnership.client.gql(SIGN_OUT_SESSION, { input: { sessionId } });
    await expect(feed.until(() => false, 2_000)).rejects.toMatchObject({ code: 4403 });
    await node.stop();
  },
  60_000,
);
