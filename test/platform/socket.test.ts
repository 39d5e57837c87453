import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { type Person, signUp } from '../kit/people.ts';
import { startServer, type TestServer } from '../kit/server.ts';
import { eventually } from '../kit/wait.ts';

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startServer();
  person = await signUp(server);
});
afterAll(() => server?.close());

const opened: RawSocket[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.ws.terminate();
});

type Message = { type: string; id?: string; payload?: unknown };

/** A socket that says exactly what it is told to. */
class RawSocket {
  readonly messages: Message[] = [];
  closed: { code: number; reason: string } | null = null;
  refused: number | null = null;
  readonly ws: WebSocket;
  constructor(path = '/graphql', options: { origin?: string; cookie?: string; protocol?: string } = {}) {
    this.ws = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, options.protocol ?? 'graphql-transport-ws', {
      headers: { ...(options.cookie && { cookie: options.cookie }), ...(options.origin && { origin: options.origin }) },
    });
    this.ws.on('message', (data: Buffer) => this.messages.push(JSON.parse(data.toString('utf8')) as Message));
    this.ws.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString('utf8') };
    });
    this.ws.on('unexpected-response', (_request, response) => {
      this.refused = response.statusCode ?? 0;
    });
    this.ws.on('error', () => undefined);
    opened.push(this);
  }
  async open(): Promise<this> {
    await eventually('the socket opens', () => this.ws.readyState === WebSocket.OPEN);
    return this;
  }
  async init(): Promise<this> {
    await this.open();
    this.say({ type: 'connection_init' });
    await this.reads('connection_ack');
    return this;
  }
  say(message: object | string): void {
    this.ws.send(typeof message === 'string' ? message : JSON.stringify(message));
  }
  reads(type: string, id?: string): Promise<Message> {
    return eventually(`${type} ${id ?? ''}`, () =>
      this.messages.find((message) => message.type === type && (id === undefined || message.id === id)),
    );
  }
  async closesWith(code: number, withinMs?: number): Promise<void> {
    await eventually('the socket closes', () => this.closed !== null, withinMs);
    expect(this.closed?.code).toBe(code);
  }
  async isRefusedWith(status: number): Promise<void> {
    await eventually('the upgrade is refused', () => this.refused !== null);
    expect(this.refused).toBe(status);
  }
  /** That the socket still works for others, after one of its operations went wrong. */
  async lives(): Promise<void> {
    this.say(ask('alive', '{ viewer { person { name } } }'));
    await this.reads('next', 'alive');
  }
}

const ask = (id: string, query: string): object => ({ type: 'subscribe', id, payload: { query } });

test('subscribe before init closes with 4401', async () => {
  const socket = await new RawSocket().open();
  socket.say(ask('a', '{ viewer { __typename } }'));
  await socket.closesWith(4401);
});

test('two inits close with 4429', async () => {
  const socket = await new RawSocket().init();
  socket.say({ type: 'connection_init' });
  await socket.closesWith(4429);
});

test('no init closes with 4408', async () => {
  const socket = await new RawSocket().open();
  await socket.closesWith(4408, 15_000);
});

test('the same id twice closes with 4409', async () => {
  const socket = await new RawSocket('/graphql', { cookie: person.cookie }).init();
  const query = 'subscription { here(partnershipId: "00000000-0000-7000-8000-000000000000") { present { place } } }';
  socket.say(ask('a', query));
  socket.say(ask('a', query));
  await socket.closesWith(4409);
});

test.each([
  ['not JSON', 'hello'],
  ['JSON of another kind', '{"type":"nothing"}'],
  ['a list', '[]'],
  ['a subscribe without a query', '{"type":"subscribe","id":"a","payload":{}}'],
])('%s closes with 4400', async (_what, message) => {
  const socket = await new RawSocket().init();
  socket.say(message);
  await socket.closesWith(4400);
});

test.each([
  ['a syntax error', '{ viewer { '],
  ['a field that does not exist', '{ secrets }'],
  ['an operation that is too deep', `${'{ viewer '.repeat(60)}{ __typename }${' }'.repeat(60)}`],
])('%s is an error for that operation, and the socket lives', async (_what, query) => {
  const socket = await new RawSocket('/graphql', { cookie: person.cookie }).init();
  socket.say(ask('a', query));
  expect(JSON.stringify((await socket.reads('error', 'a')).payload)).not.toMatch(/node_modules/);
  await socket.lives();
});

test('more subscriptions than one socket may hold are errors, and the socket lives', async () => {
  const socket = await new RawSocket('/graphql', { cookie: person.cookie }).init();
  const { startPartnership } = await person.gql<{ startPartnership: { partnership: { id: string } } }>(
    'mutation ($input: StartPartnershipInput!) { startPartnership(input: $input) { partnership { id } } }',
    {
      input: {
        ...{ mutationId: crypto.randomUUID(), name: 'Ours', purpose: 'Ours', timeZone: 'UTC', firstIterationDay: 1 },
        ...{ keyPrefix: 'OUR', clientName: 'One', vendorName: 'Two', side: 'CLIENT' },
      },
    },
  );
  const query = `subscription { changes(partnershipId: "${startPartnership.partnership.id}") { seq } }`;
  for (let index = 0; index < 150; index += 1) socket.say(ask(`s${index}`, query));
  const error = await socket.reads('error');
  expect(JSON.stringify(error.payload)).toContain('RATE_LIMITED');
  socket.say({ type: 'complete', id: 's0' });
  socket.say({ type: 'complete', id: 's1' });
  await socket.lives();
});

test('a foreign origin is refused at the upgrade', async () => {
  await new RawSocket('/graphql', { origin: 'https://elsewhere.example' }).isRefusedWith(403);
});

test('credentials in the query string are refused', async () => {
  await new RawSocket(`/graphql?token=${'x'.repeat(43)}`).isRefusedWith(400);
});

test('another path is no socket', async () => {
  await new RawSocket('/elsewhere').isRefusedWith(404);
});

test('a frame over 1 MB closes with 1009', async () => {
  const socket = await new RawSocket().init();
  socket.say(`"${'x'.repeat(1_100_000)}"`);
  await socket.closesWith(1009);
});

test('a client that never reads is cut off, and others notice nothing', async () => {
  const slow = await new RawSocket('/graphql', { cookie: person.cookie }).init();
  slow.ws.pause();
  const introspection =
    '{ __schema { types { name description fields { name description args { name description } } } } }';
  let asked = 0;
  let cutOff = false;
  await eventually(
    'the slow socket is cut off',
    () => {
      slow.ws.send(JSON.stringify(ask(`q${(asked += 1)}`, introspection)), (error) => {
        cutOff ||= Boolean(error);
      });
      return cutOff;
    },
    25_000,
  );
  await (await new RawSocket('/graphql', { cookie: person.cookie }).init()).lives();
});

test('signing out closes the session’s sockets with 4403 within two seconds', async () => {
  const leaver = await signUp(server, 'Jonas Lindqvist');
  const socket = await new RawSocket('/graphql', { cookie: leaver.cookie }).init();
  await leaver.gql('mutation { signOut { signedOut } }');
  await socket.closesWith(4403, 2_000);
});
