// Those who send a change to everybody beside us, each a process of its own: `node fan-out-rivals.mjs <name>` as a child.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import { PubSub } from 'graphql-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import WebSocket, { WebSocketServer } from 'ws';

export const PROTOCOL = 'graphql-transport-ws';
const SDL = new URL('../../schema/schema.graphql', import.meta.url);
const TOPIC = 'changes';

const open = () => {
  const sockets = new WebSocketServer({ port: 0, perMessageDeflate: false, handleProtocols: () => PROTOCOL });
  sockets.on('listening', () => process.send(sockets.address().port));
  return sockets;
};

/** The least there is: what the parent says goes to everybody who is there, as often as their address says. */
function bareWs() {
  const each = new Map();
  open().on('connection', (socket, request) => each.set(socket, Number(request.url.split('=')[1])));
  process.on('message', (text) => {
    for (const [socket, times] of each)
      if (socket.readyState === WebSocket.OPEN) for (let i = 0; i < times; i += 1) socket.send(text);
  });
}

/**
 * As Apollo's documentation wires it: graphql-ws, a PubSub, and graphql-js for each subscriber. It has our contract, and is handed
 * the whole change as plain rows: it reads nothing, and asks nobody's rights.
 */
function pubSub() {
  const schema = buildSchema(readFileSync(SDL, 'utf8'));
  const topics = new PubSub({ eventEmitter: new EventEmitter().setMaxListeners(0) });
  schema.getType('Node').resolveType = (row) => row.__typename;
  Object.assign(schema.getSubscriptionType().getFields().changes, {
    subscribe: () => topics.asyncIterableIterator(TOPIC),
    resolve: (batch) => batch,
  });
  useServer({ schema, context: () => ({}) }, open());
  process.on('message', (text) => {
    const batch = JSON.parse(text).payload.data.changes;
    for (const { node } of batch.changes) if (node) node.__typename = 'Story';
    void topics.publish(TOPIC, batch);
  });
}

const RIVALS = { 'bare ws': bareWs, 'graphql-ws with a PubSub': pubSub };
if (process.argv[1] === fileURLToPath(import.meta.url)) RIVALS[process.argv[2]]?.();
