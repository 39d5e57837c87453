// The rivals, each with its wire protocol as its own client speaks it.
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Page, remembering } from '../page.mjs';
import { startProcess } from '../processes.mjs';
import { reachOf } from '../typing.mjs';

const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
const AUTH = 2;
const SYNC_STATUS = 8;
const NOTHING = Uint8Array.of(0, 0);
const EMPTY_VECTOR = Uint8Array.of(0);

const randomClientId = () => Math.floor(Math.random() * 2 ** 31) + 1;

function varUint(value) {
  const bytes = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return bytes;
}
const message = (...parts) => {
  const bytes = parts.map((part) => (typeof part === 'number' ? Buffer.from(varUint(part)) : part));
  return Buffer.concat(bytes);
};
const withLength = (bytes) => message(bytes.length, bytes);
const text = (words) => withLength(Buffer.from(words));

/** Reads numbers and byte arrays from a frame, which is copied: what is decoded outlives it. */
function reading(frame) {
  const bytes = Buffer.from(frame);
  let at = 0;
  const uint = () => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  return {
    uint,
    array() {
      const length = uint();
      at += length;
      return new Uint8Array(bytes.subarray(at - length, at));
    },
  };
}

function readSync(reader) {
  const step = reader.uint();
  const body = reader.array();
  return step === STEP_1 ? { asked: true } : { synced: step === STEP_2, updates: [body], reach: reachOf([body]) };
}

const readYWebsocket = remembering((frame) => {
  const reader = reading(frame);
  return reader.uint() === SYNC ? readSync(reader) : {};
});
const readHocuspocus = remembering((frame) => {
  const reader = reading(frame);
  reader.array();
  const kind = reader.uint();
  if (kind === SYNC) return readSync(reader);
  return { saved: kind === SYNC_STATUS };
});
const readBare = remembering((frame) => {
  const updates = [new Uint8Array(frame)];
  return { updates, reach: reachOf(updates) };
});

class RivalPage extends Page {
  clientId = randomClientId();
}

class BarePage extends RivalPage {
  hello() {
    this.becomeLive();
  }
  frame(frame) {
    this.got(readBare(frame));
  }
  push(update) {
    this.wire.sendBinary(update);
  }
}

class SyncingPage extends RivalPage {
  #toSkip = 0;
  sync(step, body) {
    this.wire.sendBinary(this.wrap(SYNC, step, withLength(body)));
  }
  hello() {
    this.sync(STEP_1, EMPTY_VECTOR);
  }
  frame(frame) {
    const { asked, synced, updates, reach, saved } = this.read(frame);
    if (asked) {
      // It asks what we have. What it answers to that is no keystroke's acknowledgement.
      this.sync(STEP_2, NOTHING);
      this.#toSkip++;
    }
    if (updates) this.got({ updates, reach });
    if (synced) this.becomeLive();
    if (!saved) return;
    if (this.#toSkip > 0) this.#toSkip--;
    else this.onSaved(1);
  }
  push(update) {
    this.sync(UPDATE, update);
  }
}

class YWebsocketPage extends SyncingPage {
  read = readYWebsocket;
  wrap = message;
}

class HocuspocusPage extends SyncingPage {
  constructor(wire, documentId) {
    super(wire);
    this.read = readHocuspocus;
    this.wrap = (...parts) => message(text(documentId), ...parts);
  }
  hello() {
    this.wire.sendBinary(this.wrap(AUTH, 0, text(''), text('4.7.0')));
    super.hello();
  }
}

const script = (name) => fileURLToPath(new URL(`${name}-server.mjs`, import.meta.url));
let documents = 0;
const rival = (name, features, join) => ({
  name,
  ...features,
  start: ({ databaseUrl }) =>
    startProcess({ script: script(name), env: { DATABASE_URL: databaseUrl }, ready: /ready (\d+)/ }),
  newDocument: async () => `document-${++documents}-${process.pid}`,
  join: ({ port }, documentId) => join(port, documentId),
});

export const bareWs = rival('bare-ws', {}, (port, id) => new BarePage({ port, path: `/${id}` }));
export const yWebsocket = rival('y-websocket', {}, (port, id) => new YWebsocketPage({ port, path: `/${id}` }));
export const hocuspocus = {
  ...rival(
    'hocuspocus',
    { acknowledges: true, stores: true },
    (port, id) => new HocuspocusPage({ port, path: '/' }, id),
  ),
  /** Stores a document as it would have. @returns its name. */
  async seed({ databaseUrl }, makeHistory) {
    const documentId = await this.newDocument();
    const { state } = makeHistory([1, 2, 3, 4].map(randomClientId));
    const client = new pg.Client(databaseUrl);
    await client.connect();
    await client.query('create table if not exists peer_document (name text primary key, state bytea not null)');
    await client.query('insert into peer_document values ($1, $2)', [documentId, Buffer.from(state)]);
    await client.end();
    return documentId;
  },
};
