import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Answer } from '../kit/graphql-client.ts';
import { createStory, partnershipWithTwoParties, type TestPartnership } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';
import { ExampleClient, PUSH, toBase64 } from './example-client.ts';

let server: TestServer;
let partnership: TestPartnership;
let storyId: string;
let priya: ExampleClient;
let tomas: ExampleClient;
beforeAll(async () => {
  server = await startServer();
  partnership = await partnershipWithTwoParties(server);
});
afterAll(async () => {
  await partnership.close();
  await server.close();
});
beforeEach(async () => {
  storyId = (await createStory(partnership.client, partnership.id, { title: 'Late bus' })).id;
  priya = await new ExampleClient(partnership.client, storyId).open();
  tomas = await new ExampleClient(partnership.vendor, storyId).open();
});
afterEach(() => {
  priya.close();
  tomas.close();
});

const push = (
  from: ExampleClient,
  ...updates: (Uint8Array | string)[]
): Promise<Answer<{ pushUpdate: { seq: number } }>> =>
  from.user.ask(PUSH, {
    input: {
      documentId: storyId,
      connectionId: from.sync?.connectionId,
      updates: updates.map((update) => (typeof update === 'string' ? update : toBase64(update))),
    },
  });
const codeOf = (answer: Answer<unknown>): string => answer.errors[0]?.extensions.code ?? 'none';
const rowsOf = (documentId: string) =>
  server.database.query<{ seq: number; member_id: string }>(
    'select seq, member_id from document_update where document_id = $1 order by seq',
    documentId,
  );
const titleOf = (client: ExampleClient): string => client.doc.getText('title').toString();

/** An update as `clientId` would write it on top of what `on` has. */
function updateAs(clientId: number, on: Y.Doc | null, write: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  if (on) Y.applyUpdate(doc, Y.encodeStateAsUpdate(on));
  doc.clientID = clientId;
  const before = Y.encodeStateVector(doc);
  doc.transact(() => write(doc));
  return Y.encodeStateAsUpdate(doc, before);
}
const typed = (client: ExampleClient, text: string): Uint8Array =>
  updateAs(client.doc.clientID, client.doc, (doc) => doc.getText('title').insert(0, text));

/** Whatever was refused before, the document is as it was and both go on writing into it. */
async function expectUntouched(rows: number): Promise<void> {
  expect(await rowsOf(storyId)).toHaveLength(rows);
  priya.edit((doc) => doc.getText('title').insert(0, 'A '));
  await priya.saved();
  await eventually('the words arrive', () => titleOf(tomas) === 'A Late bus');
  expect([priya.endedWith, tomas.endedWith]).toEqual([null, null]);
}

test('[LP5] a push reaches the others, and does not come back to who sent it', async () => {
  let echoes = 0;
  priya.doc.on('update', (_: Uint8Array, origin: unknown) => {
    if (origin === 'remote') echoes++;
  });
  priya.edit((doc) => doc.getText('title').insert(8, ' seen'));
  await eventually('the other has it', () => titleOf(tomas) === 'Late bus seen');
  tomas.edit((doc) => doc.getText('title').insert(0, 'A '));
  await eventually('the first has the answer', () => titleOf(priya) === 'A Late bus seen');
  expect(echoes).toBe(1);
  expect(tomas.writers.get(priya.doc.clientID)?.name).toBe('Priya Raman');
});

test('[LP6] the answer’s sequence is the last row of the push, and rows carry who pushed them', async () => {
  const answer = await push(priya, typed(priya, 'one '));
  expect(answer.data?.pushUpdate.seq).toBe(2);
  expect(await rowsOf(storyId)).toEqual([
    { seq: 1, member_id: partnership.clientMemberId },
    { seq: 2, member_id: partnership.clientMemberId },
  ]);
});

test('[LP6] many pushes at once into several documents are numbered without a gap in each', async () => {
  const ids = [storyId, (await createStory(partnership.client, partnership.id)).id];
  const writers = await Promise.all(
    ids.flatMap((id) =>
      [0, 1, 2, 3].map((i) => new ExampleClient(i % 2 ? partnership.vendor : partnership.client, id).open()),
    ),
  );
  for (let n = 0; n < 25; n++) for (const writer of writers) writer.edit((doc) => doc.getText('title').insert(0, 'x'));
  await Promise.all(writers.map((writer) => writer.saved()));
  for (const id of ids)
    expect((await rowsOf(id)).map(({ seq }) => seq)).toEqual(Array.from({ length: 101 }, (_, i) => i + 1));
  for (const writer of writers) writer.close();
});

test('[LP7] what is too large is refused as such', async () => {
  const many = Array.from({ length: 257 }, () => typed(priya, 'x'));
  expect(codeOf(await push(priya, ...many))).toBe('TOO_LARGE');
  expect(codeOf(await push(priya, typed(priya, 'x'.repeat(701 * 1024))))).toBe('TOO_LARGE');
  const tiny = updateAs(priya.doc.clientID, null, (doc) => {
    const text = doc.getText('t');
    for (let i = 0; i < 200_000; i++) text.insert(0, 'x');
  });
  expect(codeOf(await push(priya, tiny.subarray(0, 600 * 1024)))).toBe('TOO_LARGE');
  await expectUntouched(1);
});

function nest(inside: Y.XmlFragment, levels: number): void {
  for (let parent = inside, i = 0; i < levels; i++) {
    const child = new Y.XmlElement('x');
    parent.insert(0, [child]);
    parent = child;
  }
}

const BAD: Record<string, (client: ExampleClient) => Uint8Array | string> = {
  'nothing at all': () => '',
  'no base64': () => 'not base64!',
  'base64 without its padding': (client) => toBase64(typed(client, 'x')).replace(/=*$/, '') + '\n',
  'one byte': () => Uint8Array.of(1),
  garbage: () => Uint8Array.from({ length: 64 }, (_, i) => (i * 37 + 255) % 256),
  'a truncated one': (client) => typed(client, 'truncated').subarray(0, -3),
  'trailing bytes': (client) => Buffer.concat([typed(client, 'x'), Buffer.of(0)]),
  'encoding v2': (client) => {
    const doc = new Y.Doc();
    doc.clientID = client.doc.clientID;
    doc.getText('title').insert(0, 'version two');
    return Y.encodeStateAsUpdateV2(doc);
  },
  'U+0000': (client) => typed(client, 'a\0b'),
  'U+0000 in a mark': (client) =>
    updateAs(client.doc.clientID, client.doc, (doc) => doc.getText('title').format(0, 2, { link: { href: 'a\0' } })),
  'a subdocument': (client) =>
    updateAs(client.doc.clientID, client.doc, (doc) => doc.getMap('m').set('d', new Y.Doc())),
  'a value nested too deep': (client) =>
    updateAs(client.doc.clientID, client.doc, (doc) => {
      let value: unknown = 1;
      for (let i = 0; i < 40; i++) value = [value];
      doc.getMap('m').set('deep', value);
    }),
  'types nested too deep': (client) =>
    updateAs(client.doc.clientID, client.doc, (doc) => nest(doc.getXmlFragment('narrative'), 70)),
  'types nested so deep that walking them overflows the stack': (client) =>
    updateAs(client.doc.clientID, null, (doc) => nest(doc.getXmlFragment('narrative'), 20_000)),
  // One client, one struct, client id 1, clock 2⁴⁰, GC of length 1, no deletions.
  'an enormous clock': () => Uint8Array.of(1, 1, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 0, 1, 0),
  // A GC of length 0, which no Yjs writes.
  'an empty struct': () => Uint8Array.of(1, 1, 1, 0, 0, 0, 0),
  // A string item under root "t" whose bytes are not UTF-8.
  'broken UTF-8': () => Uint8Array.of(1, 1, 1, 0, 4, 1, 1, 0x74, 2, 0xc3, 0x28, 0),
};

test.each(Object.keys(BAD))('[LP8] %s is a BAD_UPDATE', async (what) => {
  expect(codeOf(await push(priya, BAD[what]?.(priya) ?? ''))).toBe('BAD_UPDATE');
  expect(codeOf(await push(priya))).toBe('BAD_UPDATE');
  await expectUntouched(1);
});

test('[LP8] random damage to good bytes is refused or harmless, and never an internal error', async () => {
  const good = typed(priya, 'damage');
  for (let at = 0; at < good.length; at++)
    for (const bit of [1, 16, 128]) {
      const bytes = Uint8Array.from(good);
      bytes[at] = (bytes[at] as number) ^ bit;
      const answer = await push(priya, bytes);
      expect(['BAD_UPDATE', 'MISSING_DEPS', 'FORBIDDEN', 'TOO_LARGE', 'none'], `byte ${at}, bit ${bit}`).toContain(
        codeOf(answer),
      );
    }
  priya.close();
  await priya.open();
  priya.edit((doc) => doc.getText('title').insert(0, 'still '));
  await priya.saved();
  await eventually('both hold the same', () => titleOf(tomas) === titleOf(priya));
});

test('[LP9] an update without the ones before it is MISSING_DEPS with the server’s state vector', async () => {
  const ahead = new Y.Doc();
  Y.applyUpdate(ahead, Y.encodeStateAsUpdate(priya.doc));
  ahead.clientID = priya.doc.clientID;
  ahead.getText('title').insert(0, 'first ');
  const held = Y.encodeStateVector(ahead);
  ahead.getText('title').insert(0, 'second ');
  const answer = await push(priya, Y.encodeStateAsUpdate(ahead, held));
  expect(codeOf(answer)).toBe('MISSING_DEPS');
  const lacks = Buffer.from(String(answer.errors[0]?.extensions.stateVector), 'base64');
  expect(codeOf(await push(priya, Y.encodeStateAsUpdate(ahead, lacks)))).toBe('none');
  await eventually('both parts arrive', () => titleOf(tomas) === 'second first Late bus');
});

test('[LP9] who builds on words that another page has yet to send waits for them', async () => {
  // What a crash leaves: Tomás has seen words of Priya's that the server never stored, and goes on from them.
  const hers = typed(priya, 'lost ');
  const his = updateAs(tomas.doc.clientID, null, (doc) => {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(priya.doc));
    Y.applyUpdate(doc, hers);
    doc.getText('title').insert(5, 'and found ');
  });
  const only = Y.diffUpdate(
    his,
    Y.encodeStateVectorFromUpdate(Y.mergeUpdates([Y.encodeStateAsUpdate(priya.doc), hers])),
  );
  const waiting = push(tomas, only);
  expect(codeOf(await push(priya, hers))).toBe('none');
  expect(codeOf(await waiting)).toBe('none');
  const reader = await new ExampleClient(partnership.client, storyId).open();
  expect(titleOf(reader)).toBe('lost and found Late bus');
  reader.close();
});

test('[LP9] two pages that built on each other’s lost words are both taken in', async () => {
  const shared = new Y.Doc();
  Y.applyUpdate(shared, Y.encodeStateAsUpdate(priya.doc));
  const turn = (client: ExampleClient, text: string): Uint8Array => {
    const update = updateAs(client.doc.clientID, shared, (doc) => doc.getText('title').insert(0, text));
    Y.applyUpdate(shared, update);
    return update;
  };
  const [p1, t1, p2, t2] = [turn(priya, 'one '), turn(tomas, 'two '), turn(priya, 'three '), turn(tomas, 'four ')];
  const answers = await Promise.all([push(tomas, t1, t2), push(priya, p1, p2)]);
  expect(answers.map(codeOf)).toEqual(['none', 'none']);
  const reader = await new ExampleClient(partnership.client, storyId).open();
  expect(titleOf(reader)).toBe('four three two one Late bus');
  reader.close();
});

test('[LP9] deletions, origins and parents that the server does not have are missing too', async () => {
  const other = new Y.Doc();
  other.clientID = 4711;
  other.getText('title').insert(0, 'unknown words');
  other.getArray('list').push([new Y.Map()]);
  const mine = priya.doc.clientID;
  const unknown = [
    updateAs(mine, other, (doc) => doc.getText('title').delete(0, 3)),
    updateAs(mine, other, (doc) => doc.getText('title').insert(3, 'x')),
    updateAs(mine, other, (doc) => (doc.getArray('list').get(0) as Y.Map<unknown>).set('a', 1)),
  ];
  for (const update of unknown) expect(codeOf(await push(priya, update))).toBe('MISSING_DEPS');
  await expectUntouched(1);
});

test('[LP10] words under a client id that is somebody else’s, or nobody’s, are refused and nobody receives them', async () => {
  const forged = (clientId: number) =>
    updateAs(clientId, priya.doc, (doc) => doc.getText('title').insert(0, 'forged '));
  expect(codeOf(await push(priya, forged(tomas.doc.clientID)))).toBe('FORBIDDEN');
  expect(codeOf(await push(priya, forged(4711)))).toBe('FORBIDDEN');
  await expectUntouched(1);
});

test('[LP11] a push is taken whole or not at all', async () => {
  const good = typed(priya, 'good ');
  expect(codeOf(await push(priya, good, Uint8Array.of(9)))).toBe('BAD_UPDATE');
  const forged = updateAs(tomas.doc.clientID, priya.doc, (doc) => doc.getText('title').insert(0, 'forged '));
  expect(codeOf(await push(priya, good, forged))).toBe('FORBIDDEN');
  await expectUntouched(1);
});

test('[LP12] sent again, an update is acknowledged and neither stored nor relayed again', async () => {
  let received = 0;
  tomas.doc.on('update', () => received++);
  const update = typed(priya, 'once ');
  const answers = await Promise.all([push(priya, update), push(priya, update), push(priya, update, update)]);
  expect(answers.map((answer) => answer.data?.pushUpdate.seq)).toEqual([2, 2, 2]);
  const deletion = updateAs(priya.doc.clientID, tomas.doc, (doc) => doc.getText('title').delete(0, 2));
  expect((await push(priya, deletion)).data?.pushUpdate.seq).toBe(3);
  expect((await push(priya, deletion)).data?.pushUpdate.seq).toBe(3);
  expect(await rowsOf(storyId)).toHaveLength(3);
  await eventually('both arrived', () => received === 2);
});

test('[LP13] an observer reads along and cannot write', async () => {
  const { person } = await partnership.join('CLIENT', 'OBSERVER', 'Ola Nordmann');
  const observer = await new ExampleClient(person, storyId).open();
  expect(observer.sync?.writable).toBe(false);
  expect(codeOf(await push(observer, typed(observer, 'x')))).toBe('FORBIDDEN');
  await expectUntouched(1);
  await eventually('the observer reads', () => titleOf(observer) === 'A Late bus');
  observer.close();
});

test('[LP14] only an own, open connection to the document can push', async () => {
  const update = typed(priya, 'x');
  const ask = (connectionId: string | undefined, documentId = storyId, by = priya.user) =>
    by.codeOf(PUSH, { input: { documentId, connectionId, updates: [toBase64(update)] } });
  expect(await ask(tomas.sync?.connectionId)).toBe('FORBIDDEN');
  expect(await ask(priya.sync?.connectionId, storyId, partnership.vendor)).toBe('FORBIDDEN');
  expect(await ask('b1c3a1de-54c8-4f0a-9f5e-5d3c0f8a2b11')).toBe('NOT_FOUND');
  expect(await ask(priya.sync?.connectionId, (await createStory(partnership.client, partnership.id)).id)).toBe(
    'NOT_FOUND',
  );
  const ended = priya.sync?.connectionId;
  priya.close();
  await eventually('the connection is gone', async () => (await ask(ended)) === 'NOT_FOUND');
  await priya.open();
  await expectUntouched(1);
});
