import { afterAll, beforeAll, expect, test } from 'vitest';
import { cuttableProxy } from '../kit/cuttable-proxy.ts';
import { GraphQLClient } from '../kit/graphql-client.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from './example-client.ts';

const HERE = `subscription ($partnershipId: ID!) {
  here(partnershipId: $partnershipId, place: "board") { present { connectionId member { name } } }
}`;
/** ARCHITECTURE's promise of presence. */
const GONE_WITHIN_MS = 5_000;

let server: TestServer;
let partnership: TestPartnership;
let storyId: string;
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
  storyId = (await createStory(partnership.client, partnership.id, { title: 'Late bus' })).id;
});
afterAll(async () => {
  await partnership.close();
  await server.close();
});

test('[LP18] thousands of moves at once reach others as few events, with the last one right, and words still come through', async () => {
  const priya = await new ExampleClient(partnership.client, storyId).open();
  const tomas = await new ExampleClient(partnership.vendor, storyId).open();
  let events = 0;
  const set = tomas.peers.set.bind(tomas.peers);
  tomas.peers.set = (...entry) => {
    events++;
    return set(...entry);
  };
  const moves = Array.from({ length: 2_000 }, (_, n) => priya.move(`criterion:${n}`));
  priya.edit((doc) => doc.getText('title').insert(0, 'A '));
  await Promise.allSettled(moves);
  expect([priya.endedWith, tomas.endedWith]).toEqual([null, null]);
  // Most were too many for one socket, or too fast; what is refused is asked again.
  await eventually('her words are saved', async () => {
    await priya.resume();
    await priya.saved().catch(() => undefined);
    return priya.unsaved.length === 0;
  });
  await eventually('a move is taken', () =>
    priya.move('title').then(
      () => true,
      () => false,
    ),
  );
  await eventually('the last move is what is seen', () =>
    [...tomas.peers.values()].some(({ field }) => field === 'title'),
  );
  await eventually('the words came', () => tomas.doc.getText('title').toString() === 'A Late bus');
  expect(events).toBeLessThan(500);
  priya.close();
  tomas.close();
});

test('[LP18] a page whose network swallows everything is gone for the others within five seconds', async () => {
  const wire = await cuttableProxy(server.url);
  const far = new GraphQLClient(wire.url);
  far.takeSessionOf(partnership.client);
  const priya = await new ExampleClient(far, storyId).open();
  const here = far.subscribe(HERE, { partnershipId: partnership.id });
  await here.next();
  const tomas = await new ExampleClient(partnership.vendor, storyId).open();
  const board = partnership.vendor.subscribe<{ here: { present: unknown[] } }>(HERE, { partnershipId: partnership.id });
  await board.until((event) => event.here.present.length === 2);
  expect(tomas.peers.size).toBe(1);
  wire.freeze();
  await eventually('she is gone from the story', () => tomas.peers.size === 0, GONE_WITHIN_MS);
  await board.until((event) => event.here.present.length === 1, GONE_WITHIN_MS);
  board.end();
  priya.close();
  tomas.close();
  await far.close();
  await wire.close();
});
