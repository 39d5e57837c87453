// Keystroke to the other person's socket, and to its durable acknowledgement, over real sockets and a PostgreSQL with fsync.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import * as Y from 'yjs';

const MAIN = fileURLToPath(new URL('../../api/dist/main.js', import.meta.url));
const KEYSTROKES = 400;
/** Two people who type fast: 8 keystrokes a second each. */
const PAUSE_MS = 125;
const ROUNDS = 3;

const OPEN = `subscription ($documentId: ID!) { document(documentId: $documentId) {
  __typename ... on DocumentSync { connectionId clientId updates } ... on DocumentUpdates { updates } } }`;
const PUSH = 'mutation ($input: PushUpdateInput!) { pushUpdate(input: $input) { seq } }';
const SIGN_IN =
  'mutation ($input: SignInWithLinkInput!) { signInWithLink(input: $input) { viewer { memberships { partnership { id } } } } }';
const CREATE = 'mutation ($input: CreateStoryInput!) { createStory(input: $input) { story { id } } }';

/** Starts a server with a database of its own. @returns its address, its sign-in tokens, and what stops it. */
async function startServer() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tandem-bench-'));
  const server = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = new Promise((resolve) => server.once('close', resolve));
  let printed = '';
  const port = await new Promise((resolve, reject) => {
    server.stdout.on('data', (data) => {
      printed += data;
      const ready = /ready on \S+ \(port (\d+)\)/.exec(printed);
      if (ready) resolve(ready[1]);
    });
    server.once('close', () => reject(new Error(`The server did not start:\n${printed}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: server.pid,
    tokens: [...printed.matchAll(/sign-in#(\S+)/g)].map(([, token]) => token),
    async stop() {
      server.kill('SIGTERM');
      await closed;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function ask(url, cookie, query, input) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const body = await response.json();
  if (body.errors) throw new Error(JSON.stringify(body.errors));
  return {
    data: body.data,
    cookie: response.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  };
}

/** One person with the document open; `received` maps a keystroke's number to when it arrived here. */
async function join(url, cookie, documentId) {
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address, protocols) {
        super(address, protocols, { headers: { cookie } });
      }
    },
  });
  const person = { doc: new Y.Doc(), connectionId: '', received: [], socket };
  await new Promise((resolve, reject) => {
    socket.subscribe(
      { query: OPEN, variables: { documentId } },
      {
        next({ data: { document } }) {
          if (document.__typename === 'DocumentPresence') return;
          const at = performance.now();
          for (const update of document.updates) Y.applyUpdate(person.doc, Buffer.from(update, 'base64'), 'remote');
          if (document.__typename === 'DocumentUpdates') {
            for (const _ of document.updates) person.received.push(at);
            return;
          }
          person.doc.clientID = document.clientId;
          person.connectionId = document.connectionId;
          resolve();
        },
        error: reject,
        complete() {},
      },
    );
  });
  return person;
}

/** One person types, the other reads. @returns milliseconds of each keystroke to the other socket and to its acknowledgement. */
async function measure(writer, reader, documentId) {
  const text = writer.doc.getText('title');
  const toPeer = [];
  const toAck = [];
  let update = null;
  writer.doc.on('update', (bytes, origin) => {
    if (origin !== 'remote') update = bytes;
  });
  for (let n = 0; n < KEYSTROKES / ROUNDS; n++) {
    await delay(PAUSE_MS / 2 + Math.random() * PAUSE_MS);
    const seen = reader.received.length;
    const sent = performance.now();
    text.insert(text.length, 'x');
    const input = { documentId, connectionId: writer.connectionId, updates: [Buffer.from(update).toString('base64')] };
    await new Promise((resolve, reject) => {
      writer.socket.subscribe({ query: PUSH, variables: { input } }, { next: resolve, error: reject, complete() {} });
    });
    toAck.push(performance.now() - sent);
    while (reader.received.length <= seen) await delay(1);
    toPeer.push(reader.received[seen] - sent);
  }
  return { toPeer, toAck };
}

const quantile = (values, q) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))];
const median = (values) => quantile(values, 0.5);
const ms = (value) => `${value.toFixed(1)} ms`;

/** @param print takes one line. @returns medians of the rounds, in milliseconds. */
export async function run(print) {
  const server = await startServer();
  try {
    const cookies = [];
    let partnershipId = '';
    for (const token of server.tokens.slice(0, 2)) {
      const { data, cookie } = await ask(server.url, '', SIGN_IN, { token });
      cookies.push(cookie);
      partnershipId = data.signInWithLink.viewer.memberships[0].partnership.id;
    }
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      const input = { mutationId: randomUUID(), partnershipId, title: 'Typed into' };
      const documentId = (await ask(server.url, cookies[0], CREATE, input)).data.createStory.story.id;
      const [writer, reader] = await Promise.all(cookies.map((cookie) => join(server.url, cookie, documentId)));
      rounds.push(await measure(writer, reader, documentId));
      await Promise.all([writer.socket.dispose(), reader.socket.dispose()]);
    }
    const over = (key, q) => median(rounds.map((round) => quantile(round[key], q)));
    const figures = {
      peerP50: over('toPeer', 0.5),
      peerP99: over('toPeer', 0.99),
      ackP50: over('toAck', 0.5),
      ackP99: over('toAck', 0.99),
    };
    print(`keystroke → the other person's socket: p50 ${ms(figures.peerP50)}, p99 ${ms(figures.peerP99)}`);
    print(
      `keystroke → durable acknowledgement: p50 ${ms(figures.ackP50)} (target 10), p99 ${ms(figures.ackP99)} (target 50)`,
    );
    return figures;
  } finally {
    await server.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run((line) => process.stdout.write(`${line}\n`));
