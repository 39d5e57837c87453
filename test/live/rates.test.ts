import { MOVES_AT_ONCE, PUSHES_AT_ONCE } from '@tandem/schema/live/limits';
import { type Rates, SessionRates } from '@tandem/api/live/rates';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RefusedError } from '../kit/graphql-client.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient, PUSH } from './example-client.ts';

/** Under the operations that a socket may have open. */
const LANES = 80;
/** Neither words nor deletions: judged like any other, and taken as nothing new. */
const NOTHING = 'AAA=';

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

/** Asks many times over one socket, as fast as it goes. @returns the refusals. */
async function flood(times: number, ask: () => Promise<unknown>): Promise<RefusedError[]> {
  const refusals: RefusedError[] = [];
  let left = times;
  const lane = async (): Promise<void> => {
    while (left-- > 0)
      await ask().catch((error: unknown) => {
        if (!(error instanceof RefusedError)) throw error;
        refusals.push(error);
      });
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return refusals;
}

test('[LP36] who floods a document with pushes is slowed down, loses nothing, and is alone with it', async () => {
  const { id } = await createStory(partnership.client, partnership.id, { title: '' });
  const priya = await new ExampleClient(partnership.client, id).open();
  const tomas = await new ExampleClient(partnership.vendor, id).open();
  const input = { documentId: id, connectionId: tomas.sync?.connectionId, updates: [NOTHING] };
  let flooding = true;
  const flooded = flood(PUSHES_AT_ONCE * 4, () => tomas.user.overSocket(PUSH, { input })).finally(() => {
    flooding = false;
  });
  let written = 0;
  while (flooding) {
    priya.edit((doc) => doc.getText('title').insert(written, 'x'));
    // Refused, it would throw.
    await priya.saved();
    written++;
  }
  const refusals = await flooded;
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['RATE_LIMITED']));
  for (const { extensions } of refusals) expect(extensions.retryAfterMs).toBeGreaterThanOrEqual(100);
  expect(written).toBeGreaterThan(3);
  expect([priya.endedWith, tomas.endedWith]).toEqual([null, null]);
  tomas.edit((doc) => doc.getText('title').insert(0, 'at last '));
  await eventually('his words are taken', async () => {
    await tomas.resume();
    await tomas.saved().catch(() => undefined);
    return tomas.unsaved.length === 0;
  });
  const title = `at last ${'x'.repeat(written)}`;
  await eventually('both read all of it', () =>
    [priya, tomas].every(({ doc }) => doc.getText('title').toString() === title),
  );
  for (const page of [priya, tomas]) page.close();
});

test('[LP36] moves that come too fast are refused, the last one that is taken is what others see', async () => {
  const { id } = await createStory(partnership.client, partnership.id);
  const priya = await new ExampleClient(partnership.client, id).open();
  const tomas = await new ExampleClient(partnership.vendor, id).open();
  let moves = 0;
  const refusals = await flood(MOVES_AT_ONCE * 3, () => tomas.move(`field ${moves++}`));
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['RATE_LIMITED']));
  await eventually('a move is taken again', () =>
    tomas.move('title').then(
      () => true,
      () => false,
    ),
  );
  await eventually('it is seen', () => [...priya.peers.values()].some(({ field }) => field === 'title'));
  expect(priya.endedWith).toBeNull();
  for (const page of [priya, tomas]) page.close();
});

test('[LP36] each tab has an allowance, all of a session one together, and opening again renews neither', () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
  try {
    const sessions = new SessionRates();
    const takes = ({ rates }: { rates: Rates }, most: number): number => {
      for (let taken = 0; taken < most; taken++)
        try {
          rates.push();
        } catch (error) {
          expect(error).toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfterMs: 100 } });
          return taken;
        }
      return most;
    };
    const tabs = Array.from({ length: 5 }, () => sessions.join('one'));
    expect(tabs.map((tab) => takes(tab, 2_000))).toEqual([1_000, 1_000, 1_000, 1_000, 0]);
    expect(takes(sessions.join('another'), 2_000)).toBe(1_000);
    vi.advanceTimersByTime(100);
    expect(tabs.map((tab) => takes(tab, 2_000))).toEqual([50, 50, 50, 50, 0]);
    for (const { leave } of tabs) leave();
    const again = sessions.join('one');
    expect(takes(again, 2_000)).toBe(0);
    again.leave();
    vi.advanceTimersByTime(10_000);
    expect(takes(sessions.join('one'), 2_000)).toBe(1_000);
  } finally {
    vi.useRealTimers();
  }
});
