// Opening a story that people have typed 100,000 keystrokes into: just after a start, and while others have it open.
import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { cpuOf, median, within } from './measure.mjs';
import { history } from './typing.mjs';

const KEYSTROKES = 100_000;
const WARM_OPENINGS = 10;
const SETTLE_MS = 1_500;

async function openOnce(contender, server, documentId) {
  const from = performance.now();
  const page = contender.join(server, documentId);
  await within(60_000, 'opening', page.ready);
  return { page, ms: performance.now() - from };
}

/** @returns rows {name, coldMs, coldCpu, warmMs, warmCpu, applyMs, kb}, medians of the rounds. */
export async function openLong(contenders, database, rounds) {
  const makeHistory = (clientIds) => history(clientIds, KEYSTROKES);
  const rows = [];
  for (const contender of contenders) {
    let server = await contender.start(database);
    const documentId = await contender.seed(server.databaseUrl ? server : { ...server, ...database }, makeHistory);
    // Its rows and its snapshot are made.
    await delay(SETTLE_MS);
    await server.stop();
    const found = [];
    for (let round = 0; round < rounds; round++) {
      server = await contender.start(database);
      await delay(SETTLE_MS);
      const before = cpuOf(server.pid);
      const cold = await openOnce(contender, server, documentId);
      const coldCpu = cpuOf(server.pid) - before;
      const doc = new Y.Doc();
      const from = performance.now();
      doc.transact(() => cold.page.initial.forEach((update) => Y.applyUpdate(doc, update)));
      const applyMs = performance.now() - from;
      const kb = cold.page.initial.reduce((sum, update) => sum + update.length, 0) / 1024;
      const warm = [];
      const beforeWarm = cpuOf(server.pid);
      for (let n = 0; n < WARM_OPENINGS; n++) {
        const { page, ms } = await openOnce(contender, server, documentId);
        warm.push(ms);
        page.close();
      }
      const warmCpu = (cpuOf(server.pid) - beforeWarm) / WARM_OPENINGS;
      found.push({ coldMs: cold.ms, coldCpu, warmMs: median(warm), warmCpu, applyMs, kb });
      cold.page.close();
      await server.stop();
    }
    rows.push({ name: contender.name, ...mediansOf(found) });
  }
  return rows;
}

export const mediansOf = (rows) =>
  Object.fromEntries(Object.keys(rows[0]).map((key) => [key, median(rows.map((row) => row[key]))]));
