// A few seconds of people typing into one server.
import { setTimeout as delay } from 'node:timers/promises';
import { cpuOf, machineBusy, quantile, within } from './measure.mjs';
import { baseText, seeded, typist } from './typing.mjs';

const PAUSE_MIN_MS = 100;
const PAUSE_SPREAD_MS = 100;
const WARM_MS = 1_000;
const PATIENCE_MS = 60_000;
/** Keystrokes that a page sends in one go before others get a turn. */
const BURST = 16;

/** One document: its pages, who of them writes, and how far everybody has come. */
export async function openDocument(contender, server, { writers, readers, strokes }) {
  const documentId = await contender.newDocument(server);
  const pages = Array.from({ length: writers + readers }, () => contender.join(server, documentId));
  await within(PATIENCE_MS, 'opening', Promise.all(pages.map((page) => page.ready)));
  const base = baseText(pages[0].clientId);
  const arrived = Promise.all(pages.slice(1).map((page) => reaches(page, pages[0].clientId, base.reaches)));
  const saved = new Promise((resolve) => {
    if (contender.acknowledges) pages[0].onSaved = resolve;
    else resolve();
  });
  pages[0].push(base.update);
  await within(PATIENCE_MS, 'the first words', Promise.all([arrived, saved]));
  const people = pages.slice(0, writers).map((page, i) => ({
    page,
    ...typist(base.update, page.clientId, strokes, 100 + i),
    next: 0,
    sentAt: [],
    seenBy: [],
    /** Letters that everybody has, and the clock of the last one sent. */
    everywhere: 0,
    sent: 0,
    acknowledgedAt: [],
  }));
  return { pages, people };
}

const reaches = (page, clientId, clock) =>
  new Promise((resolve) => {
    page.onReach = (reach) => {
      for (let i = 0; i < reach.length; i += 2) if (reach[i] === clientId && reach[i + 1] >= clock) resolve();
    };
  });

/** Counts what reaches every page, and how long it took. */
export function watch({ pages, people }, { toPeer, toAck, clock, onProgress }) {
  const writerOf = new Map(people.map((person) => [person.clientId, person]));
  const peers = pages.length - 1;
  for (const page of pages) {
    const seen = new Map();
    page.onReach = (reach) => {
      const now = performance.now();
      for (let i = 0; i < reach.length; i += 2) {
        const person = writerOf.get(reach[i]);
        if (!person || person.page === page) continue;
        const to = reach[i + 1];
        for (let at = (seen.get(person) ?? person.firstClock) + 1; at <= to; at++) {
          const sent = person.sentAt[at];
          if (sent > 0) toPeer.push(now - sent);
          person.seenBy[at] = (person.seenBy[at] ?? 0) + 1;
          if (person.seenBy[at] === peers) person.everywhere = Math.max(person.everywhere, at);
        }
        seen.set(person, Math.max(to, seen.get(person) ?? 0));
      }
      onProgress();
    };
  }
  for (const person of people) {
    person.firstClock = person.strokes[0].clock - 1;
    person.everywhere = person.sent = person.firstClock;
    let acknowledged = 0;
    person.page.onSaved = (count) => {
      const now = performance.now();
      for (let n = 0; n < count; n++) {
        const sent = person.pushedAt[acknowledged++];
        if (sent > 0) toAck.push(now - sent);
      }
      onProgress();
    };
    person.pushedAt = [];
    person.acknowledged = () => acknowledged;
    person.type = () => {
      const stroke = person.strokes[person.next++];
      const now = clock.running ? performance.now() : 0;
      person.pushedAt.push(now);
      if (stroke.clock > 0) {
        person.sentAt[stroke.clock] = now;
        person.sent = stroke.clock;
      }
      person.page.push(stroke.update);
      clock.keystrokes++;
    };
  }
}

/** Everybody types at their own pace. @returns what stops them. */
export function startTyping(people) {
  const random = seeded(99);
  const timers = new Set();
  const later = (person, wait) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (person.next >= person.strokes.length) return;
      person.type();
      later(person, PAUSE_MIN_MS + random() * PAUSE_SPREAD_MS);
    }, wait);
    timers.add(timer);
  };
  for (const person of people) later(person, random() * (PAUSE_MIN_MS + PAUSE_SPREAD_MS));
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}

async function typeFor(people, seconds, clock, begin) {
  const stop = startTyping(people);
  await delay(WARM_MS);
  clock.running = true;
  begin();
  await delay(seconds * 1000);
  stop();
}

/** Everybody pushes as fast as the others see it, with at most `window` letters that not all have. */
function pump(person, window) {
  let burst = 0;
  while (person.next < person.strokes.length && person.sent - person.everywhere < window && burst++ < BURST)
    person.type();
  if (burst > BURST) setImmediate(() => pump(person, window));
}

/**
 * @param shape {documents, writers, readers, seconds} for people who type, or {…, strokes, window} for as fast as it goes.
 * @returns latencies in ms, CPU in µs for each keystroke delivered to one other page, keystrokes a second.
 */
export async function runSlice(contender, server, databaseCpu, shape) {
  const { documents, writers, readers, seconds = 4, window } = shape;
  const strokes = shape.strokes ?? Math.ceil((seconds + 3) * 10);
  const rooms = [];
  for (let n = 0; n < documents; n++) rooms.push(await openDocument(contender, server, { writers, readers, strokes }));
  const people = rooms.flatMap((room) => room.people);
  const clock = { running: false, keystrokes: 0 };
  const toPeer = [];
  const toAck = [];
  let lost = null;
  try {
    await delay(100);
    let look = () => undefined;
    for (const room of rooms)
      watch(room, {
        ...{ toPeer, toAck, clock },
        onProgress: () => {
          if (window) for (const person of room.people) pump(person, window);
          look();
        },
      });
    for (const page of rooms.flatMap((room) => room.pages))
      page.onLost = () => {
        lost = page.refusal ?? new Error('a socket was lost');
        look();
      };
    const mark = () => ({
      at: performance.now(),
      server: cpuOf(server.pid),
      database: databaseCpu(),
      own: cpuOf(process.pid),
      machine: machineBusy(),
      keystrokes: clock.keystrokes,
    });
    let from = null;
    const begin = () => {
      from = mark();
    };
    if (window) {
      clock.running = true;
      begin();
      for (const person of people) pump(person, window);
    } else await typeFor(people, seconds, clock, begin);
    const isDone = () =>
      people.every(
        (person) =>
          (!window || person.next === person.strokes.length) &&
          person.everywhere >= person.sent &&
          (!contender.acknowledges || person.acknowledged() >= person.next),
      );
    const all = new Promise((resolve, reject) => {
      let waiting = false;
      look = () => {
        if (lost) reject(lost);
        if (waiting) return;
        waiting = true;
        setImmediate(() => {
          waiting = false;
          if (isDone()) resolve();
        });
      };
      look();
    });
    await within(PATIENCE_MS, 'everything is everywhere', all);
    const to = mark();
    const keystrokes = to.keystrokes - from.keystrokes;
    const wall = to.at - from.at;
    const delivered = keystrokes * (writers + readers - 1);
    const used = (key) => to[key] - from[key];
    return {
      p50: quantile(toPeer, 0.5),
      p99: quantile(toPeer, 0.99),
      ack50: quantile(toAck, 0.5),
      ack99: quantile(toAck, 0.99),
      cpu: (used('server') * 1000) / delivered,
      databaseCpu: (used('database') * 1000) / delivered,
      perSecond: (keystrokes * 1000) / wall,
      // What neither the server, PostgreSQL nor this generator used of two cores: how busy the machine was otherwise.
      others: Math.max(0, (used('machine') - used('server') - used('database') - used('own')) / wall),
    };
  } finally {
    for (const page of rooms.flatMap((room) => room.pages)) page.close();
    await delay(200);
  }
}
