// Our own built server, with everything on: sessions, rights, bounds, GraphQL, presence, rows and snapshots.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { ask, ROOT, START_FLAGS } from '../server-under-test.mjs';
import { Page, remembering } from './page.mjs';
import { startProcess } from './processes.mjs';
import { reachOf } from './typing.mjs';

const WRITER = '{ clientId member { id name party { kind } } }';
const PRESENCE = '{ connectionId clientId member { id name party { kind } } field cursor writing }';
const OPEN = `subscription ($documentId: ID!) { document(documentId: $documentId) { __typename
  ... on DocumentSync { connectionId clientId writable seq updates stateVector writers ${WRITER} peers ${PRESENCE} }
  ... on DocumentUpdates { updates writers ${WRITER} }
  ... on DocumentPresence { changed ${PRESENCE} gone } } }`;
const PUSH = 'mutation ($input: PushUpdateInput!) { pushUpdate(input: $input) { seq } }';
const MEMBERSHIPS = '{ viewer { memberships { partnership { id } } } }';
const CREATE = 'mutation ($input: CreateStoryInput!) { createStory(input: $input) { story { id } } }';
const SESSIONS = 1_200;
const SESSION_DAYS = 1;

const ACKNOWLEDGED = Buffer.from('{"pushUpdate"');
const UPDATES = Buffer.from('"DocumentUpdates"');
const PRESENT = Buffer.from('"DocumentPresence"');

const fromBase64 = (one) => new Uint8Array(Buffer.from(one, 'base64'));
const readUpdates = remembering((frame) => {
  const updates = JSON.parse(frame.toString()).payload.data.document.updates.map(fromBase64);
  return { updates, reach: reachOf(updates) };
});

class TandemPage extends Page {
  #head = '';
  #queue = [];
  #underWay = 0;

  constructor(wire, documentId) {
    super(wire);
    this.documentId = documentId;
  }
  hello() {
    this.wire.sendText('{"type":"connection_init"}');
  }
  frame(frame) {
    if (this.live && frame.includes(UPDATES)) return this.got(readUpdates(frame));
    if (this.live && frame.includes(ACKNOWLEDGED)) return this.#saved();
    if (frame.includes(PRESENT)) return undefined;
    const { type, payload } = JSON.parse(frame.toString());
    if (type === 'connection_ack') return this.#subscribe();
    if (type === 'error' || payload?.errors) return this.#refused(frame);
    return type === 'next' ? this.#opened(payload.data.document) : undefined;
  }
  #subscribe() {
    const payload = { query: OPEN, variables: { documentId: this.documentId } };
    this.wire.sendText(JSON.stringify({ id: 'd', type: 'subscribe', payload }));
  }
  #opened({ connectionId, clientId, updates }) {
    this.clientId = clientId;
    const input = `{"documentId":"${this.documentId}","connectionId":"${connectionId}","updates":[`;
    this.#head = `{"id":"p","type":"subscribe","payload":{"query":${JSON.stringify(PUSH)},"variables":{"input":${input}`;
    const opening = updates.map(fromBase64);
    this.got({ updates: opening, reach: reachOf(opening) });
    this.becomeLive();
  }
  #refused(frame) {
    this.refusal = new Error(frame.toString().slice(0, 400));
    this.fail(this.refusal);
    this.onLost();
    this.wire.cut();
  }
  /** As our pages do: one push under way, and what is typed meanwhile goes together in the next. */
  push(update) {
    this.#queue.push(update);
    if (this.#underWay === 0) this.#send();
  }
  #send() {
    const updates = this.#queue.splice(0, 200);
    this.#underWay = updates.length;
    const texts = updates.map((update) => `"${Buffer.from(update).toString('base64')}"`);
    this.wire.sendText(`${this.#head}${texts.join(',')}]}}}}`);
  }
  #saved() {
    const saved = this.#underWay;
    this.#underWay = 0;
    this.onSaved(saved);
    if (this.#queue.length > 0 && this.#underWay === 0) this.#send();
  }
}

/** As many signed-in browsers as there are people: half of each party. Signing in is bounded, so that their rows are written here. */
async function openSessions(databaseUrl) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows: people } = await client.query(
    `select distinct on (p.kind) m.person_id from member m join party p on p.id = m.party_id
     where m.role = 'LEAD' order by p.kind, m.person_id`,
  );
  const tokens = Array.from({ length: SESSIONS }, () => randomBytes(32).toString('base64url'));
  await client.query(
    `insert into session (id, token_hash, person_id, user_agent, created_at, last_seen_at, expires_at)
     select gen_random_uuid(), h, p, 'bench', now(), now(), now() + make_interval(days => $3) from unnest($1::bytea[], $2::uuid[]) as t(h, p)`,
    [
      tokens.map((token) => createHash('sha256').update(token).digest()),
      tokens.map((_, i) => people[i % people.length].person_id),
      SESSION_DAYS,
    ],
  );
  await client.end();
  return tokens.map((token) => `tandem_session=${token}`);
}

let cookies = null;
let partnershipId = '';
let next = 0;
const nextCookie = () => cookies[next++ % cookies.length];

export const tandem = {
  name: 'tandem',
  acknowledges: true,
  stores: true,
  durable: true,
  /** Sessions on the server that was started last. */
  cookies: () => cookies,
  async start({ databaseUrl }) {
    const server = await startProcess({
      // TANDEM_MAIN compares another build of ours.
      script: process.env.TANDEM_MAIN ?? path.join(ROOT, 'api/dist/main.js'),
      flags: START_FLAGS,
      env: { PORT: '0', DATABASE_URL: databaseUrl, LOG_LEVEL: 'error', PROFILE: '1' },
      ready: /ready on \S+ \(port (\d+)\)/,
    });
    const url = `http://127.0.0.1:${server.port}`;
    cookies ??= await openSessions(databaseUrl);
    partnershipId ||= (await ask(url, cookies[0], MEMBERSHIPS)).viewer.memberships[0].partnership.id;
    return { ...server, url };
  },
  async newDocument({ url }) {
    const input = { mutationId: randomUUID(), partnershipId, title: 'Typed into' };
    return (await ask(url, cookies[0], CREATE, { input })).createStory.story.id;
  },
  join: ({ port }, documentId, cookie = nextCookie()) =>
    new TandemPage({ port, path: '/graphql', protocol: 'graphql-transport-ws', cookie }, documentId),
  /** Writes a long history through the front door. @returns the document's id. */
  async seed(server, makeHistory) {
    const documentId = await this.newDocument(server);
    const writers = Array.from({ length: 4 }, () => this.join(server, documentId, cookies[0]));
    await Promise.all(writers.map((writer) => writer.ready));
    const { updates } = makeHistory(writers.map((writer) => writer.clientId));
    let left = updates.length;
    await new Promise((resolve, reject) => {
      // A member's earlier client ids are its own still, so that one page may send what all of them wrote.
      writers[0].onSaved = (saved) => {
        left -= saved;
        if (left === 0) resolve();
      };
      writers[0].onLost = () => reject(writers[0].refusal ?? new Error('the socket was lost'));
      for (const update of updates) writers[0].push(update);
    });
    for (const writer of writers) writer.close();
    return documentId;
  },
};
