import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GraphQLSchema } from 'graphql';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { onSessionRevoked, revokedAmong } from '../auth/session.ts';
import type { Services } from '../context.ts';
import type { SqlRunner } from '../db/sql.ts';
import { CompiledOperations } from '../graphql/compile-again.ts';
import { FanOut } from '../graphql/fan-out.ts';
import { CLOSE } from './close-codes.ts';
import { AnswerFrames } from './frames.ts';
import { sameOrigin } from './origin.ts';
import { PreparedDocuments } from './prepared.ts';
import { Transport } from './transport.ts';

const FRAME_MAX_BYTES = 1024 * 1024;
/** A consumer that lets this much pile up is not reading; it resumes by cursor. */
const BACKLOG_MAX_BYTES = 4 * 1024 * 1024;
const BEAT_MS = 440;
/** Who says nothing for so many beats is asked … */
const ASKED_AFTER = 5;
/** … and gone after so many: under the five seconds in which a lost connection's presence must go. */
const GONE_AFTER = 10;
const CHECK_MS = 1_000;
/** A client that does not answer the closing is not waited for longer. */
const FAREWELL_MS = 2_000;

/** The second door: graphql-transport-ws on `/graphql`, opened only to our own pages and to clients that send no Origin. */
export function openSocketDoor(services: Services, schema: GraphQLSchema, server: Server): { close(): Promise<void> } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_MAX_BYTES,
    perMessageDeflate: false,
    handleProtocols,
  });
  const transports = new Map<WebSocket, Transport>();
  const beat = { now: 0 };
  const documents = new PreparedDocuments(schema);
  const compiled = new CompiledOperations(schema);
  const shared = { services, schema, documents, fanOut: new FanOut(), compiled, frames: new AnswerFrames() };

  const open = (socket: WebSocket, request: IncomingMessage, stream: Duplex): void => {
    transports.set(socket, new Transport(shared, socket, request, stream, beat));
    socket.once('close', () => transports.delete(socket));
  };
  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    stream.on('error', () => stream.destroy());
    const refusal = whyRefused(services, request);
    if (refusal) stream.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    else sockets.handleUpgrade(request, stream, head, (socket) => open(socket, request, stream));
  };
  server.on('upgrade', upgrade);

  const endSession = (sessionId: string): void => {
    for (const transport of transports.values())
      if (transport.sessionId === sessionId) transport.close(CLOSE.SESSION_ENDED);
  };
  const checkBacklogs = (): void => {
    for (const [socket, transport] of transports)
      if (socket.bufferedAmount > BACKLOG_MAX_BYTES) {
        transport.close(CLOSE.TOO_SLOW);
        socket.terminate();
      }
  };
  const checkSessions = async (sql: Pick<SqlRunner, 'rows'>): Promise<void> => {
    const ids = new Set([...transports.values()].map(({ sessionId }) => sessionId));
    const open = [...ids].filter((id) => id !== null);
    if (open.length === 0) return;
    try {
      for (const ended of await revokedAmong(sql, open, services.clock.now())) endSession(ended);
    } catch (error) {
      services.log.warn({ err: error }, 'sessions could not be checked; the next check tries again');
    }
  };
  const dropSilent = (): void => {
    beat.now++;
    for (const [socket, transport] of transports) {
      const silence = beat.now - transport.heardAt;
      if (silence >= GONE_AFTER) socket.terminate();
      else if (silence === ASKED_AFTER) transport.ping();
    }
  };

  const stopListening = onSessionRevoked(endSession);
  const stopPolling = services.polls.every(checkSessions);
  const timers = [setInterval(checkBacklogs, CHECK_MS), setInterval(dropSilent, BEAT_MS)];

  return {
    async close() {
      for (const timer of timers) clearInterval(timer);
      stopListening();
      stopPolling();
      server.off('upgrade', upgrade);
      for (const transport of transports.values()) transport.close(CLOSE.RESTARTING);
      const farewell = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), FAREWELL_MS);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(farewell);
    },
  };
}

function whyRefused(services: Services, request: IncomingMessage): string | null {
  const [path, query] = (request.url ?? '').split('?');
  if (path !== '/graphql') return '404 Not Found';
  // A token in a query string ends in logs and histories, so none is read and none is let by.
  if (query) return '400 Bad Request';
  return sameOrigin(services.config, request) ? null : '403 Forbidden';
}
