// What one change costs the server for each subscriber it reaches, beside a bare ws broadcaster that sends the same bytes.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import WebSocket, { WebSocketServer } from 'ws';
import { ask, cpuMs, median } from './server-under-test.mjs';

const SHAPES = [
  { sockets: 1_000, each: 1 },
  { sockets: 200, each: 5 },
];
const ROUNDS = 5;
const EVENTS = 40;
const GAP_MS = 60;
const PROTOCOL = 'graphql-transport-ws';

const CHANGES = `subscription ($partnershipId: ID!) { changes(partnershipId: $partnershipId) { seq resync changes {
  seq kind summary actor { id name } node { id ... on Story { key title estimate updatedAt transitions } } } } }`;
const WHERE = '{ viewer { memberships { partnership { id stories(first: 1) { edges { node { id } } } } } } }';
const ESTIMATE = 'mutation ($input: EstimateStoryInput!) { estimateStory(input: $input) { story { estimate } } }';

/** The rival: whatever the parent says goes to everybody who is there, as often as their address says. */
function broadcast() {
  const sockets = new WebSocketServer({ port: 0, perMessageDeflate: false, handleProtocols: () => PROTOCOL });
  const each = new Map();
  sockets.on('connection', (socket, request) => each.set(socket, Number(request.url.split('=')[1])));
  sockets.on('listening', () => process.send(sockets.address().port));
  process.on('message', (text) => {
    for (const [socket, times] of each)
      if (socket.readyState === WebSocket.OPEN) for (let i = 0; i < times; i += 1) socket.send(text);
  });
}

/** Sockets that only count what arrives. */
async function crowd(address, options, sockets, opened) {
  const seen = { frames: 0, sample: '' };
  const all = [];
  for (let i = 0; i < sockets; i += 1) {
    const socket = new WebSocket(address, PROTOCOL, { perMessageDeflate: false, ...options });
    socket.on('message', (data) => {
      seen.frames += 1;
      if (seen.frames === 1) seen.sample = data.toString();
    });
    all.push(socket);
    if (i % 50 === 49) await until(() => all.every(({ readyState }) => readyState === WebSocket.OPEN));
  }
  await until(() => all.every(({ readyState }) => readyState === WebSocket.OPEN));
  await opened(all, seen);
  Object.assign(seen, { frames: 0, sample: '' });
  return { seen, close: () => all.forEach((socket) => socket.terminate()) };
}

async function until(holds, withinMs = 60_000) {
  const deadline = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it did not come');
    await delay(5);
  }
}

/** Server CPU in µs for each delivered frame. */
async function measure(pid, seen, deliveries, fire) {
  for (let i = 0; i < 5; i += 1) await fire(i);
  await until(() => seen.frames === 5 * deliveries);
  const before = cpuMs(pid);
  for (let i = 0; i < EVENTS; i += 1) {
    await Promise.all([fire(i), delay(GAP_MS)]);
    await until(() => seen.frames >= (i + 6) * deliveries);
  }
  return ((cpuMs(pid) - before) * 1000) / (EVENTS * deliveries);
}

export async function run(print, { url, pid, cookies }) {
  const [cookie] = cookies;
  const [{ partnership }] = (await ask(url, cookie, WHERE)).viewer.memberships;
  const storyId = partnership.stories.edges[0].node.id;
  const change = (i) =>
    ask(url, cookie, ESTIMATE, { input: { mutationId: randomUUID(), storyId, points: (i % 50) + 1 } });

  const ours = async ({ sockets, each }) => {
    const joined = await crowd(
      url.replace('http', 'ws') + '/graphql',
      { headers: { cookie } },
      sockets,
      async (all, seen) => {
        for (const socket of all) socket.send('{"type":"connection_init"}');
        await until(() => seen.frames === sockets);
        const payload = { query: CHANGES, variables: { partnershipId: partnership.id } };
        for (const socket of all)
          for (let i = 0; i < each; i += 1)
            socket.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload }));
        await until(() => seen.frames === sockets * (1 + each));
      },
    );
    const cost = await measure(pid, joined.seen, sockets * each, change);
    joined.close();
    return { cost, frame: joined.seen.sample };
  };
  const rival = async ({ sockets, each }, frame) => {
    const child = fork(fileURLToPath(import.meta.url), ['broadcast']);
    const port = await new Promise((resolve) => child.once('message', resolve));
    const joined = await crowd(`ws://127.0.0.1:${port}/?each=${each}`, {}, sockets, async () => undefined);
    const cost = await measure(child.pid, joined.seen, sockets * each, async () => void child.send(frame));
    joined.close();
    child.kill();
    return cost;
  };

  for (let i = 0; i < 3 * EVENTS; i += 1) await change(i);
  const alone = cpuMs(pid);
  for (let i = 0; i < EVENTS; i += 1) await change(i);
  const perChange = (cpuMs(pid) - alone) / EVENTS;
  print(`the change itself, with nobody listening: ${perChange.toFixed(1)} ms of CPU, a part of the costs below`);
  for (const shape of SHAPES) {
    const costs = { ours: [], bare: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const { cost, frame } = await ours(shape);
      costs.ours.push(cost);
      costs.bare.push(await rival(shape, frame));
    }
    const deliveries = shape.sockets * shape.each;
    const [mine, bare] = [median(costs.ours), median(costs.bare)];
    const without = mine - (perChange * 1000) / deliveries;
    print(
      `${shape.sockets} sockets × ${shape.each}: ${mine.toFixed(1)} µs for each delivery, bare ws ${bare.toFixed(1)}: ` +
        `${(mine / bare).toFixed(2)}× (${(without / bare).toFixed(2)}× without the change itself)`,
    );
  }
}

if (process.argv[2] === 'broadcast') broadcast();
