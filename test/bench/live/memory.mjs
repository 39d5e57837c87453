// What a server holds for a socket that does nothing, and for a story of 10,000 keystrokes that somebody has open.
import { setTimeout as delay } from 'node:timers/promises';
import { rssKb } from './measure.mjs';
import { mediansOf } from './open.mjs';
import { history } from './typing.mjs';

const SOCKETS = 1_000;
const DOCUMENTS = 50;
const KEYSTROKES = 10_000;
const AT_A_TIME = 50;
const SETTLE_MS = 1_500;

async function held(server) {
  await delay(SETTLE_MS);
  await server.heldBytes();
  await delay(200);
  return { heapKb: (await server.heldBytes()) / 1024, rss: rssKb(server.pid) };
}

async function openAll(contender, server, documentIds) {
  const pages = [];
  for (let n = 0; n < documentIds.length; n += AT_A_TIME) {
    const some = documentIds.slice(n, n + AT_A_TIME).map((id) => contender.join(server, id));
    await Promise.all(some.map((page) => page.ready));
    pages.push(...some);
  }
  return pages;
}

/** Pages that come and go first, so that what is loaded and compiled once is not counted. */
async function warmUp(contender, server, documentId) {
  for (const page of await openAll(contender, server, Array(AT_A_TIME).fill(documentId))) page.close();
}

/** @returns rows {name, socketKb, socketRssKb, documentKb, documentRssKb}. */
export async function memory(contenders, database, rounds) {
  const rows = [];
  for (const contender of contenders) {
    const found = [];
    let documents = null;
    for (let round = 0; round < rounds; round++) {
      let server = await contender.start(database);
      // People are spread over stories, two to each.
      const stories = [];
      for (let n = 0; n < SOCKETS / 2; n++) stories.push(await contender.newDocument(server));
      await warmUp(contender, server, stories[0]);
      const before = await held(server);
      const pages = await openAll(contender, server, [...stories, ...stories]);
      const after = await held(server);
      for (const page of pages) page.close();
      await server.stop();
      const sockets = {
        socketKb: (after.heapKb - before.heapKb) / SOCKETS,
        socketRssKb: (after.rss - before.rss) / SOCKETS,
      };
      found.push({ ...sockets, documentKb: Number.NaN, documentRssKb: Number.NaN });
      if (!contender.seed) continue;
      server = await contender.start(database);
      documents ??= await seedAll(contender, { ...server, ...database });
      await warmUp(contender, server, stories[0]);
      const closed = await held(server);
      const readers = await openAll(contender, server, documents);
      const open = await held(server);
      Object.assign(found[round], {
        documentKb: (open.heapKb - closed.heapKb) / DOCUMENTS,
        documentRssKb: (open.rss - closed.rss) / DOCUMENTS,
      });
      for (const page of readers) page.close();
      await server.stop();
    }
    rows.push({ name: contender.name, ...mediansOf(found) });
  }
  return rows;
}

async function seedAll(contender, server) {
  const ids = [];
  for (let n = 0; n < DOCUMENTS; n++) ids.push(await contender.seed(server, (clients) => history(clients, KEYSTROKES)));
  return ids;
}
