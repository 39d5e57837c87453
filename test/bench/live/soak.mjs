// node test/bench/live/soak.mjs --minutes 30: a hundred stories with two people in each, who type, leave and come back. Memory must
// stay flat. With --write it goes into RESULTS.md.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as Y from 'yjs';
import { startDatabase } from './database.mjs';
import { median, rssKb } from './measure.mjs';
import { writeSoak } from './report.mjs';
import { tandem } from './tandem.mjs';
import { baseText, typist } from './typing.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, write: { type: 'boolean', default: false } },
});
const MS = Number(values.minutes) * 60_000;
const DOCUMENTS = 100;
const PEOPLE = 2;
const PAUSE_MS = 500;
const STAY_STROKES = 60;
const LOOKS = 15;
/** What the last third of the looks may hold more than the second third: what is left over grows without end, a cache does not. */
const GROWTH_MAX = 1.1;
const BASE_CHARACTERS = 500;
/** By then nothing of what rests is kept any more. */
const REST_MS = 20_000;

const database = await startDatabase();
const server = await tandem.start(database);
const lines = [];
const print = (line) => {
  lines.push(line);
  process.stdout.write(`${line}\n`);
};
const until = performance.now() + MS;
const counts = { keystrokes: 0, openings: 0 };

/** One person at one story: opens it, types for a while, leaves, and comes back. */
async function stay(documentId) {
  const page = tandem.join(server, documentId);
  await page.ready;
  counts.openings++;
  const base = Y.mergeUpdates(page.initial);
  const saved = () =>
    new Promise((resolve, reject) => {
      page.onSaved = resolve;
      page.onLost = () => reject(page.refusal ?? new Error('a socket was lost'));
    });
  const { strokes } = typist(base, page.clientId, STAY_STROKES, counts.openings);
  for (const { update } of strokes) {
    if (performance.now() > until) break;
    await delay(PAUSE_MS * (0.5 + Math.random()));
    const done = saved();
    page.push(update);
    await done;
    counts.keystrokes++;
  }
  page.close();
}

async function live(documentId) {
  await begin(documentId);
  await Promise.all(
    Array.from({ length: PEOPLE }, async () => {
      while (performance.now() < until) await stay(documentId);
    }),
  );
}

/** The first words, and nothing else. */
async function begin(documentId) {
  const page = tandem.join(server, documentId);
  await page.ready;
  const done = new Promise((resolve) => {
    page.onSaved = resolve;
  });
  page.push(baseText(page.clientId, BASE_CHARACTERS).update);
  await done;
  page.close();
}

const looks = [];
const heldMb = async () => (await server.heldBytes()) / 2 ** 20;
async function look() {
  const heapMb = await heldMb();
  const rssMb = rssKb(server.pid) / 1024;
  looks.push({ heapMb, rssMb });
  const at = ((MS - Math.max(0, until - performance.now())) / 60_000).toFixed(1);
  print(`| ${at} | ${counts.keystrokes} | ${counts.openings} | ${heapMb.toFixed(1)} | ${rssMb.toFixed(0)} |`);
}

try {
  print('| minutes | keystrokes | openings | held after a collection, MB | RSS, MB |\n| --- | --- | --- | --- | --- |');
  const ids = [];
  for (let n = 0; n < DOCUMENTS; n++) ids.push(await tandem.newDocument(server));
  const before = await heldMb();
  const lives = Promise.all(ids.map(live));
  for (let n = 0; n < LOOKS; n++) {
    await Promise.race([delay(MS / LOOKS), lives]);
    await look();
  }
  await lives;
  await delay(REST_MS);
  const after = await heldMb();
  const third = Math.floor(LOOKS / 3);
  const held = (from, to) => median(looks.slice(from, to).map(({ heapMb }) => heapMb));
  const growth = held(2 * third) / held(third, 2 * third);
  const flat = growth <= GROWTH_MAX;
  print(`\nThe last third holds ${growth.toFixed(2)}× of the second third: ${flat ? 'flat' : 'it grows'}.`);
  print(`Before anybody came ${before.toFixed(1)} MB were held, and when all had left ${after.toFixed(1)}.`);
  if (!flat) process.exitCode = 1;
  if (values.write) await writeSoak(lines, values.minutes);
} finally {
  await server.stop();
  await database.stop();
}
