// A meeting of 40 people and 200 observers goes on, stage by stage: how long until every screen knows, beside a bare ws broadcast of
// the same bytes to as many.
import { fork } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import WebSocket from 'ws';
import { PROTOCOL } from './fan-out-rivals.mjs';
import { ask, cpuMs, median, quantile } from './server-under-test.mjs';

const ATTENDEES = 40;
const OBSERVERS = 200;
const ROUNDS = 5;
const STEPS = 40;
/** Nobody presses Next more often: what is measured is a step, not a queue of them. */
const GAP_MS = 100;

/** What the pages ask of a meeting, and as they hear of it. */
const FACTS = readFileSync(new URL('../../web/src/meeting/meeting-facts.graphql', import.meta.url), 'utf8');
const CHANGES = `subscription ($partnershipId: ID!) { changes(partnershipId: $partnershipId) { seq resync changes {
  seq kind at summary mutationId actor { id name } node { id ... on Meeting { ...MeetingFacts } } } } } ${FACTS}`;
const WHERE = `{ viewer { memberships { partnership { id nextMeeting { id state currentStageId } parties { id } } } } }`;
const START = 'mutation ($input: MeetingInput!) { startMeeting(input: $input) { meeting { id currentStageId } } }';
const ADVANCE =
  'mutation ($input: AdvanceMeetingInput!) { advanceMeeting(input: $input) { meeting { id currentStageId } } }';

const sha256 = (text) => createHash('sha256').update(text).digest();

/** People of both parties with a session each, put there by hand: signing up is not what is measured. @returns their cookies. */
async function gather(databaseUrl, { id, parties }) {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const cookies = [];
  for (let i = 0; i < ATTENDEES + OBSERVERS; i += 1) {
    const [person, token] = [randomUUID(), randomBytes(32).toString('base64url')];
    await database.query(
      `insert into person (id, name, email, time_zone, created_at) values ($1, $2, $3, 'Europe/London', now())`,
      [person, `Guest ${i}`, `guest.${person}@example.com`],
    );
    await database.query(
      'insert into member (id, partnership_id, party_id, person_id, role, joined_at) values ($1, $2, $3, $4, $5, now())',
      [randomUUID(), id, parties[i % parties.length].id, person, i < ATTENDEES ? 'MEMBER' : 'OBSERVER'],
    );
    await database.query(
      `insert into session (id, token_hash, person_id, user_agent, created_at, last_seen_at, expires_at)
       values ($1, $2, $3, 'bench', now(), now(), now() + interval '1 day')`,
      [randomUUID(), sha256(token), person],
    );
    cookies.push(`tandem_session=${token}`);
  }
  await database.end();
  return cookies;
}

async function until(holds, withinMs = 60_000) {
  const deadline = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it did not come to every screen');
    await delay(2);
  }
}

/** One socket for each cookie; `arrivals` are the moments at which the frames of the present step came. */
async function screens(address, cookies, opened) {
  const seen = { frames: 0, arrivals: [], sample: '' };
  const all = cookies.map(
    (cookie) => new WebSocket(address, PROTOCOL, { perMessageDeflate: false, headers: { cookie } }),
  );
  for (const socket of all)
    socket.on('message', (data) => {
      seen.arrivals.push(performance.now());
      seen.frames += 1;
      seen.sample = data;
    });
  await until(() => all.every(({ readyState }) => readyState === WebSocket.OPEN));
  await opened(all, seen);
  return { seen, close: () => all.forEach((socket) => socket.terminate()) };
}

/** @returns milliseconds from the press to each screen. */
async function steps({ seen }, step) {
  const latencies = [];
  for (let i = 0; i < STEPS; i += 1) {
    await delay(GAP_MS);
    const wanted = seen.frames + ATTENDEES + OBSERVERS;
    seen.arrivals = [];
    const pressed = performance.now();
    await step(i);
    await until(() => seen.frames >= wanted);
    for (const at of seen.arrivals) latencies.push(at - pressed);
  }
  return latencies;
}

export async function run(print, { url, pid, cookies: [cookie], databaseUrl }) {
  const [{ partnership }] = (await ask(url, cookie, WHERE)).viewer.memberships;
  const meeting = partnership.nextMeeting;
  if (!meeting) throw new Error('the sample has no meeting to come');
  const input = (more) => ({ input: { mutationId: randomUUID(), meetingId: meeting.id, ...more } });
  let current = meeting.currentStageId;
  if (meeting.state === 'SCHEDULED')
    current = (await ask(url, cookie, START, input({}))).startMeeting.meeting.currentStageId;
  const people = await gather(databaseUrl, partnership);

  const ours = async () => {
    const joined = await screens(`${url.replace('http', 'ws')}/graphql`, people, async (all, seen) => {
      for (const socket of all) socket.send('{"type":"connection_init"}');
      await until(() => seen.frames === all.length);
      const payload = { query: CHANGES, variables: { partnershipId: partnership.id } };
      for (const socket of all) socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
      // The first, empty batch says that it is live.
      await until(() => seen.frames === 2 * all.length);
    });
    const before = cpuMs(pid);
    const latencies = await steps(joined, async (i) => {
      const step = input({ fromStageId: current, step: i % 8 < 4 ? 'NEXT' : 'BACK' });
      current = (await ask(url, cookie, ADVANCE, step)).advanceMeeting.meeting.currentStageId;
    });
    const cpu = cpuMs(pid) - before;
    joined.close();
    return { latencies, cpu, frame: joined.seen.sample.toString() };
  };
  const bare = async (frame) => {
    const child = fork(fileURLToPath(new URL('fan-out-rivals.mjs', import.meta.url)), ['bare ws']);
    const port = await new Promise((resolve) => child.once('message', resolve));
    const joined = await screens(`ws://127.0.0.1:${port}/?each=1`, people, async () => undefined);
    const before = cpuMs(child.pid);
    const latencies = await steps(joined, async () => void child.send(frame));
    const cpu = cpuMs(child.pid) - before;
    joined.close();
    child.kill();
    return { latencies, cpu };
  };

  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const mine = await ours();
    rounds.push({ mine, theirs: await bare(mine.frame) });
  }
  const over = (who, q) => median(rounds.map((round) => quantile(round[who].latencies, q)));
  const cpu = (who) => median(rounds.map((round) => (round[who].cpu * 1000) / (STEPS * (ATTENDEES + OBSERVERS))));
  const bytes = rounds[0].mine.frame.length;
  print(
    `${ATTENDEES} attendees and ${OBSERVERS} observers, a press of Next → every screen, stored and told, ${bytes} bytes each: ` +
      `p50 ${over('mine', 0.5).toFixed(1)} ms, p95 ${over('mine', 0.95).toFixed(1)} ms (target 300), p99 ${over('mine', 0.99).toFixed(1)} ms`,
  );
  print(
    `a bare ws broadcast of the same bytes, nothing stored and nobody asked: p50 ${over('theirs', 0.5).toFixed(1)} ms, ` +
      `p95 ${over('theirs', 0.95).toFixed(1)} ms, p99 ${over('theirs', 0.99).toFixed(1)} ms: ` +
      `${(over('mine', 0.95) / over('theirs', 0.95)).toFixed(1)}× at p95`,
  );
  print(
    `server CPU for each delivery, the step itself included: ${cpu('mine').toFixed(1)} µs, bare ws ${cpu('theirs').toFixed(1)} µs`,
  );
}
