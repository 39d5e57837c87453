import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient } from './example-client.ts';

let server: TestServer;
let partnership: TestPartnership;
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await partnership.close();
  await server.close();
});

test('an example client without the workspace’s code writes into a story and sees the other’s words', async () => {
  const story = await createStory(partnership.client, partnership.id, { title: 'Late bus' });
  const priya = await new ExampleClient(partnership.client, story.id).open();
  const tomas = await new ExampleClient(partnership.vendor, story.id).open();
  expect(priya.doc.getText('title').toString()).toBe('Late bus');
  priya.edit((doc) => doc.getText('title').insert(8, ' is seen'));
  tomas.edit((doc) => doc.getText('title').insert(0, 'A '));
  await Promise.all([priya.saved(), tomas.saved()]);
  await eventually('both read the same', () => tomas.doc.getText('title').toString() === 'A Late bus is seen');
  await eventually('both read the same', () => priya.doc.getText('title').toString() === 'A Late bus is seen');
  expect(priya.seq).not.toBe(tomas.seq);
  priya.close();
  tomas.close();
});
