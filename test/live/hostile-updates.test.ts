import { DocumentClocks } from '@tandem/api/live/document-clocks';
import { scanUpdate } from '@tandem/api/live/scan-update';
import { PUSH_MAX_BYTES, UPDATE_MAX_STRUCTS, UPDATE_MAX_WRITERS } from '@tandem/schema/live/limits';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient, PUSH, toBase64 } from './example-client.ts';

let server: TestServer;
let partnership: TestPartnership;
let priya: ExampleClient;
let tomas: ExampleClient;
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
  const { id } = await createStory(partnership.client, partnership.id, { title: 'Late bus' });
  priya = await new ExampleClient(partnership.client, id).open();
  tomas = await new ExampleClient(partnership.vendor, id).open();
});
afterAll(async () => {
  priya.close();
  tomas.close();
  await partnership.close();
  await server.close();
});

const codeOf = (update: Uint8Array): Promise<string | null> =>
  priya.user.codeOf(PUSH, {
    input: { documentId: priya.documentId, connectionId: priya.sync?.connectionId, updates: [toBase64(update)] },
  });

/** lib0's unsigned integers: seven bits a byte, the lowest first. */
function uint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}
const text = (words: string): number[] => [...uint(Buffer.byteLength(words)), ...Buffer.from(words)];
/** An update of one item of client 1 at clock 0 in the root “t”: its content's kind, and the bytes after it. */
const item = (kind: number, ...content: number[]): Uint8Array =>
  Uint8Array.of(1, 1, 1, 0, kind, 1, ...text('t'), ...content, 0);
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

const BAD: Record<string, Uint8Array> = {
  'an unknown content': item(11, 1),
  'a type of an unknown kind': item(7, 9),
  'an embed that is not JSON': item(5, ...text('{')),
  'an embed nested too deep': item(5, ...text(nested(40))),
  'a mark whose value is not JSON': item(6, ...text('bold'), ...text('yes')),
  'a value of an unknown kind': item(8, 1, 3),
  'a text that claims 2⁴⁰ bytes': item(4, ...uint(2 ** 40)),
  'values that claim to be 2⁴⁰': item(8, ...uint(2 ** 40)),
  'a number without an end': Uint8Array.of(1, ...Array<number>(12).fill(255)),
  'an empty deletion': Uint8Array.of(0, 1, 1, 1, 0, 0),
  'a deletion past every clock': Uint8Array.of(0, 1, 1, 1, 0, ...uint(2 ** 40)),
};

test.each(Object.entries(BAD))('[LP8] %s is a BAD_UPDATE', async (_what, update) => {
  expect(await codeOf(update)).toBe('BAD_UPDATE');
});

test('[LP7] counts that no update can hold are TOO_LARGE before anything is made of them', async () => {
  expect(await codeOf(Uint8Array.of(1, ...uint(2 ** 40), 1, 0))).toBe('TOO_LARGE');
  expect(await codeOf(Uint8Array.of(0, 1, 1, ...uint(2 ** 40)))).toBe('TOO_LARGE');
});

test('[LP7] new structs of more writers than anybody has sessions are TOO_LARGE', async () => {
  const crowd = new Y.Doc();
  for (let writer = 1; writer <= UPDATE_MAX_WRITERS + 1; writer++) {
    crowd.clientID = writer;
    crowd.getText('title').insert(0, 'x');
  }
  expect(await codeOf(Y.encodeStateAsUpdate(crowd))).toBe('TOO_LARGE');
});

/** As many items as an update may hold, each waiting for one of another writer, in the order that is worst for whoever looks for the next. */
function worstOrder(): Uint8Array {
  const each = Math.floor(UPDATE_MAX_STRUCTS / UPDATE_MAX_WRITERS) - 2;
  const bytes = uint(UPDATE_MAX_WRITERS);
  for (let writer = UPDATE_MAX_WRITERS; writer > 0; writer--) {
    bytes.push(...uint(each), ...uint(writer), 0);
    for (let clock = 0; clock < each; clock++) {
      const [client, needed] = writer === 1 ? [UPDATE_MAX_WRITERS, clock - 1] : [writer - 1, clock];
      if (needed < 0) bytes.push(4, 1, ...text('t'), ...text('x'));
      else bytes.push(0x84, ...uint(client), ...uint(needed), ...text('x'));
    }
  }
  return Uint8Array.from([...bytes, 0]);
}

test('[LP11] the slowest update to judge that fits a push stalls nobody', () => {
  const update = worstOrder();
  expect(update.length).toBeLessThan(PUSH_MAX_BYTES);
  const before = process.cpuUsage();
  const { ends } = DocumentClocks.of(null, []).judge(scanUpdate(update));
  const { user } = process.cpuUsage(before);
  expect(ends.size).toBe(UPDATE_MAX_WRITERS);
  expect(user / 1000, 'milliseconds of CPU').toBeLessThan(400);
});

test('[LP11] after all of it the document is as it was, and both write on', async () => {
  expect(priya.doc.getText('title').toString()).toBe('Late bus');
  priya.edit((doc) => doc.getText('title').insert(0, 'A '));
  await priya.saved();
  await eventually('the words arrive', () => tomas.doc.getText('title').toString() === 'A Late bus');
  expect([priya.endedWith, tomas.endedWith]).toEqual([null, null]);
});
