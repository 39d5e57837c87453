// kill -9 in the middle of typing, and a start from what was stored; the people do not come back. What was acknowledged and is gone?
import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { within } from './measure.mjs';
import { baseText, seeded, typist } from './typing.mjs';

const WRITERS = 2;
const SECONDS_MIN = 3;
const SECONDS_SPREAD = 6;
const PAUSE_MIN_MS = 100;
const PAUSE_SPREAD_MS = 100;

async function killOnce(contender, database, seconds, seed) {
  const random = seeded(seed);
  let server = await contender.start(database);
  const documentId = await contender.newDocument(server);
  const pages = Array.from({ length: WRITERS }, () => contender.join(server, documentId));
  await Promise.all(pages.map((page) => page.ready));
  const base = baseText(pages[0].clientId);
  const saved = new Promise((resolve) => {
    pages[0].onSaved = resolve;
  });
  pages[0].push(base.update);
  await within(10_000, 'the first words', saved);
  let typing = true;
  const people = pages.map((page, i) => {
    const { clientId, strokes } = typist(base.update, page.clientId, Math.ceil(seconds * 10) + 10, seed + i);
    const person = { clientId, acknowledged: 0, pushed: [] };
    let n = 0;
    page.onSaved = (count) => {
      for (const clock of person.pushed.splice(0, count)) person.acknowledged = Math.max(person.acknowledged, clock);
    };
    const type = () => {
      const stroke = strokes[n++];
      if (!typing || !stroke) return;
      person.pushed.push(stroke.clock);
      page.push(stroke.update);
      setTimeout(type, PAUSE_MIN_MS + random() * PAUSE_SPREAD_MS);
    };
    setTimeout(type, random() * PAUSE_SPREAD_MS);
    return person;
  });
  await delay(seconds * 1000);
  await server.kill();
  typing = false;
  for (const page of pages) page.close();
  server = await contender.start(database);
  const reader = contender.join(server, documentId);
  await within(20_000, 'opening after the kill', reader.ready);
  const doc = new Y.Doc();
  for (const update of reader.initial) Y.applyUpdate(doc, update);
  reader.close();
  await server.stop();
  let acknowledged = 0;
  let lost = 0;
  for (const person of people) {
    const first = person.clientId === pages[0].clientId ? base.reaches : 0;
    acknowledged += Math.max(0, person.acknowledged - first);
    lost += Math.max(0, person.acknowledged - Math.max(first, Y.getState(doc.store, person.clientId)));
  }
  return { acknowledged, lost, seconds };
}

/** All are killed at the same point of the same typing, side by side. @returns rows {name, kills, acknowledged, lost, longest}. */
export async function kills(contenders, database, times, print) {
  const random = seeded(Date.now());
  const rows = contenders.map(({ name }) => ({ name, kills: 0, acknowledged: 0, lost: 0, lostSeconds: 0 }));
  for (let kill = 0; kill < times; kill++) {
    const seconds = SECONDS_MIN + random() * SECONDS_SPREAD;
    const outcomes = await Promise.all(
      contenders.map((contender) => killOnce(contender, database, seconds, 1_000 + 10 * kill)),
    );
    for (const [i, { acknowledged, lost }] of outcomes.entries()) {
      const row = rows[i];
      row.kills++;
      row.acknowledged += acknowledged;
      row.lost += lost;
      row.lostSeconds = Math.max(row.lostSeconds, acknowledged ? (lost / acknowledged) * seconds : 0);
    }
    print(`kill ${kill + 1}: ${rows.map(({ name, lost }) => `${name} ${lost} lost so far`).join(', ')}`);
  }
  return rows;
}
