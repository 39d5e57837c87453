// What one change costs the server for each subscriber it reaches, beside a bare ws broadcaster that sends the same bytes and beside
// graphql-ws with a PubSub.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';
import { PROTOCOL } from './fan-out-rivals.mjs';
import { ask, cpuMs, median } from './server-under-test.mjs';

const SHAPES = [
  { sockets: 1_000, each: 1 },
  { sockets: 200, each: 5 },
];
const ROUNDS = 5;
const EVENTS = 40;
const GAP_MS = 60;
const SETTLE_MS = 1_000;

const CHANGES = `subscription ($partnershipId: ID!) { changes(partnershipId: $partnershipId) { seq resync changes {
  seq kind summary actor { id name } node { id ... on Story { key title estimate updatedAt transitions } } } } }`;
const WHERE = '{ viewer { memberships { partnership { id stories(first: 1) { edges { node { id } } } } } } }';
const ESTIMATE = 'mutation ($input: EstimateStoryInput!) { estimateStory(input: $input) { story { estimate } } }';

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

  const subscribers = (each) => async (all, seen) => {
    for (const socket of all) socket.send('{"type":"connection_init"}');
    await until(() => seen.frames === all.length);
    const payload = { query: CHANGES, variables: { partnershipId: partnership.id } };
    for (const socket of all)
      for (let i = 0; i < each; i += 1) socket.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload }));
  };
  const ours = async ({ sockets, each }) => {
    const address = `${url.replace('http', 'ws')}/graphql`;
    const joined = await crowd(address, { headers: { cookie } }, sockets, async (all, seen) => {
      await subscribers(each)(all, seen);
      // The first, empty batch says that it is live.
      await until(() => seen.frames === sockets * (1 + each));
    });
    const cost = await measure(pid, joined.seen, sockets * each, change);
    joined.close();
    return { cost, frame: joined.seen.sample };
  };
  const rival = async (name, { sockets, each }, frame, opened) => {
    const child = fork(fileURLToPath(new URL('fan-out-rivals.mjs', import.meta.url)), [name]);
    const port = await new Promise((resolve) => child.once('message', resolve));
    const joined = await crowd(`ws://127.0.0.1:${port}/?each=${each}`, {}, sockets, opened);
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
    const costs = { ours: [], bare: [], pubSub: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const { cost, frame } = await ours(shape);
      costs.ours.push(cost);
      costs.bare.push(await rival('bare ws', shape, frame, async () => undefined));
      costs.pubSub.push(
        await rival('graphql-ws with a PubSub', shape, frame, async (all, seen) => {
          await subscribers(shape.each)(all, seen);
          // Nothing says that a subscription of theirs is live.
          await delay(SETTLE_MS);
        }),
      );
    }
    const deliveries = shape.sockets * shape.each;
    const [mine, bare, pubSub] = [median(costs.ours), median(costs.bare), median(costs.pubSub)];
    const without = mine - (perChange * 1000) / deliveries;
    print(
      `${shape.sockets} sockets × ${shape.each}: ${mine.toFixed(1)} µs for each delivery, bare ws ${bare.toFixed(1)}: ` +
        `${(mine / bare).toFixed(2)}× (${(without / bare).toFixed(2)}× without the change itself); ` +
        `graphql-ws with a PubSub ${pubSub.toFixed(1)}: ${(mine / pubSub).toFixed(2)}×`,
    );
  }
}
