// node test/bench/live/load.mjs: a thousand who only have the workspace open, two hundred who type, and some who hardly read; then the
// network of all who rest, and of half of those who type, is gone for a moment, and all of them come back at once. With --write it goes
// into RESULTS.md.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as Y from 'yjs';
import { ask } from '../server-under-test.mjs';
import { startDatabase } from './database.mjs';
import { connectionsTo, quantile, rssKb, within } from './measure.mjs';
import { writeLoad } from './report.mjs';
import { openDocument, startTyping, watch } from './slice.mjs';
import { tandem } from './tandem.mjs';
import { Wire } from './wire.mjs';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const RESTING = 1_000;
/** Those who rest are of so many partnerships: a lobby tells everybody of everybody. */
const PARTNERSHIPS = 20;
const DOCUMENTS = 100;
const SLOW = 20;
const STEADY_S = 15;
const PATIENCE_MS = 60_000;
/** More strokes than anybody makes in the whole run. */
const STROKES = 900;
const PASTE_CHARACTERS = 16_000;
const PASTES_PER_SECOND = 40;
/** What a slow reader takes of what has come, once in so many milliseconds. */
const READS_EVERY_MS = 500;
const P99_MAX_MS = 1_000;

const CHANGES = 'subscription ($id: ID!) { changes(partnershipId: $id) { seq resync changes { seq kind summary } } }';
const HERE = 'subscription ($id: ID!) { here(partnershipId: $id) { present { member { id name } place } } }';
const START = 'mutation ($input: StartPartnershipInput!) { startPartnership(input: $input) { partnership { id } } }';

/** A page that shows the workspace: the feed, and who is here. */
function rest({ port }, cookie, partnershipId) {
  const missing = new Set(['changes', 'here']);
  let wire = null;
  const ready = new Promise((resolve, reject) => {
    const subscribe = (id, query) => {
      const payload = { query, variables: { id: partnershipId } };
      wire.sendText(JSON.stringify({ id, type: 'subscribe', payload }));
    };
    wire = new Wire({
      ...{ port, path: '/graphql', protocol: 'graphql-transport-ws', cookie },
      onFrame(frame) {
        if (missing.size === 0) return;
        const { id, type, payload } = JSON.parse(frame.toString());
        if (type === 'connection_ack') {
          subscribe('changes', CHANGES);
          subscribe('here', HERE);
        } else if (type === 'error' || payload?.errors) reject(new Error(frame.toString()));
        else if (type === 'next' && missing.delete(id) && missing.size === 0) resolve();
      },
      onClose: () => reject(new Error('the socket closed')),
    });
    wire.opened.then(() => wire.sendText('{"type":"connection_init"}')).catch(reject);
  });
  return { ready, cut: () => wire.cut() };
}

async function startPartnership(cookie, n) {
  const input = {
    ...{ mutationId: randomUUID(), name: `Load ${n}`, purpose: '', timeZone: 'Europe/London', firstIterationDay: 1 },
    ...{ keyPrefix: `LD${n}`, clientName: 'Client', vendorName: 'Vendor', side: 'CLIENT' },
  };
  return (await ask(server.url, cookie, START, { input })).startPartnership.partnership.id;
}

/** Somebody pastes a page again and again, and those who read along hardly read. */
async function pasteTo(server, readers) {
  const documentId = await tandem.newDocument(server);
  const writer = tandem.join(server, documentId);
  await writer.ready;
  const doc = new Y.Doc();
  doc.clientID = writer.clientId;
  let made = null;
  doc.on('update', (update) => {
    made = update;
  });
  const text = doc.getText('title');
  const slow = Array.from({ length: readers }, () => tandem.join(server, documentId));
  await Promise.all(slow.map(({ ready }) => ready));
  const stood = connectionsTo(server.port);
  for (const page of slow) {
    const { tcp } = page.wire;
    tcp.on('data', () => {
      tcp.pause();
      setTimeout(() => tcp.resume(), READS_EVERY_MS).unref();
    });
  }
  const timer = setInterval(() => {
    doc.transact(() => {
      text.delete(0, text.length);
      text.insert(0, 'x'.repeat(PASTE_CHARACTERS));
    });
    writer.push(made);
  }, 1_000 / PASTES_PER_SECOND);
  return {
    // They themselves learn of it only when they have read what is on its way.
    dropped: () => stood - connectionsTo(server.port),
    stop() {
      clearInterval(timer);
      for (const page of [writer, ...slow]) page.close();
    },
  };
}

const lines = [];
const print = (line) => {
  lines.push(line);
  process.stdout.write(`${line}\n`);
};
const database = await startDatabase();
const server = await tandem.start(database);
const mb = (bytes) => (bytes / 2 ** 20).toFixed(0);
let peakMb = 0;
const watching = setInterval(() => {
  peakMb = Math.max(peakMb, rssKb(server.pid) / 1024);
}, 100);
let latencies = { toPeer: [], toAck: [] };
const clock = { running: true, keystrokes: 0 };

/** A row of the table: what those who went on typing saw meanwhile. */
async function during(name, work) {
  latencies = { toPeer: [], toAck: [] };
  peakMb = 0;
  const keystrokes = clock.keystrokes;
  const from = performance.now();
  await work();
  const { toPeer, toAck } = latencies;
  const seconds = (performance.now() - from) / 1_000;
  const p99 = quantile(toPeer, 0.99);
  print(
    `| ${name} | ${seconds.toFixed(1)} | ${((clock.keystrokes - keystrokes) / seconds).toFixed(0)} | ${quantile(toPeer, 0.5).toFixed(1)} | ` +
      `${p99.toFixed(0)} | ${Math.max(...toPeer).toFixed(0)} | ${quantile(toAck, 0.99).toFixed(0)} | ${peakMb.toFixed(0)} |`,
  );
  if (p99 > P99_MAX_MS) process.exitCode = 1;
}

try {
  const rooms = [];
  for (let n = 0; n < DOCUMENTS; n++) {
    const room = await openDocument(tandem, server, { writers: 2, readers: 0, strokes: STROKES });
    watch(room, {
      toPeer: { push: (ms) => latencies.toPeer.push(ms) },
      toAck: { push: (ms) => latencies.toAck.push(ms) },
      clock,
      onProgress: () => undefined,
    });
    rooms.push(room);
  }
  const cookies = tandem.cookies();
  const partnerships = [];
  for (let n = 0; n < PARTNERSHIPS; n++) partnerships.push(await startPartnership(cookies[0], n));
  // Every second of the cookies is of the person who started them.
  const cookieOf = (n) => cookies[(2 * n) % cookies.length];
  const come = (count) =>
    Array.from({ length: count }, (_, n) => rest(server, cookieOf(n), partnerships[n % PARTNERSHIPS]));
  let resting = come(RESTING);
  await within(PATIENCE_MS, 'all who rest are there', Promise.all(resting.map(({ ready }) => ready)));
  const before = await server.heldBytes();

  print(
    '| | seconds | keystrokes/s | to the other page p50 ms | p99 ms | the longest | saved p99 ms | RSS at most, MB |',
  );
  print('| --- | --- | --- | --- | --- | --- | --- | --- |');
  const [going, staying] = [rooms.slice(0, DOCUMENTS / 2), rooms.slice(DOCUMENTS / 2)];
  const stopGoing = startTyping(going.flatMap(({ people }) => people));
  const stopStaying = startTyping(staying.flatMap(({ people }) => people));
  await during('all type', () => delay(STEADY_S * 1_000));
  const paste = await pasteTo(server, SLOW);
  await during(`${SLOW} hardly read`, () => delay(STEADY_S * 1_000));
  const dropped = paste.dropped();
  paste.stop();

  stopGoing();
  const back = [];
  await during('all come back at once', async () => {
    const pages = going.flatMap((room) => room.pages);
    for (const { cut } of resting) cut();
    for (const page of pages) {
      page.onLost = () => undefined;
      page.wire.cut();
    }
    const from = performance.now();
    const note = (one) => one.then(() => back.push(performance.now() - from));
    resting = come(RESTING);
    const typists = pages.map((page) => tandem.join(server, page.documentId));
    const all = [...resting.map(({ ready }) => ready), ...typists.map(({ ready }) => ready)];
    await within(PATIENCE_MS, 'all are back', Promise.all(all.map(note)));
  });
  await during('after it', () => delay(STEADY_S * 1_000));
  stopStaying();
  const after = await server.heldBytes();
  print(
    `\n${back.length} came back at once: half of them within ${quantile(back, 0.5).toFixed(0)} ms, the last after ${Math.max(...back).toFixed(0)} ms. ` +
      `Of ${SLOW} who hardly read ${(PASTES_PER_SECOND * PASTE_CHARACTERS) / 1_000} KB a second, ${dropped} were dropped. ` +
      `Held after a collection: ${mb(before)} MB before, ${mb(after)} MB at the end.`,
  );
  if (values.write) await writeLoad(lines);
} finally {
  clearInterval(watching);
  await server.stop();
  await database.stop();
}
process.exit();
