import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { onSessionRevoked, readSession, revokedAmong, sessionTokenFrom } from '../auth/session.ts';
import type { Context, Services, Viewer } from '../context.ts';
import { Refusal } from '../errors.ts';
import { operationLimits, TOKENS_MAX } from '../graphql/limits.ts';
import { maskError } from '../graphql/mask-error.ts';
import { sameOrigin } from './origin.ts';
import { newContext } from './new-context.ts';

/** The close codes that are ours; graphql-transport-ws has 4400, 4401, 4408, 4409 and 4429, RFC 6455 1009 for a frame too big. */
export const CLOSE = {
  SESSION_ENDED: { code: 4403, reason: 'Signed out. Sign in again.' },
  TOO_SLOW: { code: 4413, reason: 'Too far behind. Reconnect to resume.' },
  SHUTTING_DOWN: { code: 1012, reason: 'Restarting. Reconnect to resume.' },
} as const;

const FRAME_MAX_BYTES = 1024 * 1024;
/** A consumer that lets this much pile up is not reading; it resumes by cursor. */
const BACKLOG_MAX_BYTES = 4 * 1024 * 1024;
/** Two missed pings are under the five seconds in which a lost connection's presence must go. */
const PING_MS = 2_200;
const CHECK_MS = 1_000;
const OPERATIONS_PER_SOCKET_MAX = 100;
const DOCUMENTS_KEPT = 500;

type SocketState = Extra & { viewer?: Viewer | null };

/** The second door: graphql-transport-ws on `/graphql`, opened only to our own pages and to clients that send no Origin. */
export function openSocketDoor(services: Services, schema: GraphQLSchema, server: Server): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_MAX_BYTES, perMessageDeflate: false });
  const sessions = new Map<WebSocket, string>();
  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

  const prepare = (query: string): DocumentNode | readonly GraphQLError[] => {
    const known = documents.get(query);
    if (known) return known;
    const prepared = parseAndValidate(schema, query);
    if (documents.size >= DOCUMENTS_KEPT) documents.clear();
    documents.set(query, prepared);
    return prepared;
  };

  const door = useServer<Record<string, unknown>, { viewer?: Viewer | null }>(
    {
      onConnect: async ({ extra }) => {
        extra.viewer = await readSession(services, sessionTokenFrom(extra.request.headers.cookie));
        if (extra.viewer) sessions.set(extra.socket, extra.viewer.sessionId);
      },
      onSubscribe: (ctx, _id, payload: SubscribePayload) => {
        if (Object.keys(ctx.subscriptions).length > OPERATIONS_PER_SOCKET_MAX)
          return [
            new Refusal(
              'RATE_LIMITED',
              `This socket has ${OPERATIONS_PER_SOCKET_MAX} operations open. Complete some first.`,
            ),
          ];
        const document = prepare(payload.query);
        if (isErrors(document)) return document;
        return {
          schema,
          document,
          operationName: payload.operationName ?? undefined,
          variableValues: payload.variables ?? undefined,
          contextValue: socketContext(services, ctx.extra),
        };
      },
      onNext: (_ctx, _id, _payload, args, result) => {
        if (!result.errors) return undefined;
        const { requestId } = args.contextValue as Context;
        return { ...result, errors: result.errors.map((error) => asError(services, requestId, error)) };
      },
      onError: (_ctx, _id, _payload, errors) =>
        errors.map((error) => maskError(services.log, randomUUID(), error.toJSON(), error)),
    },
    sockets,
    PING_MS,
  );

  sockets.on('connection', (socket) => socket.once('close', () => sessions.delete(socket)));
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const refusal = whyRefused(services, request);
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
  };
  server.on('upgrade', upgrade);

  const endSession = (sessionId: string): void => {
    for (const [socket, id] of sessions)
      if (id === sessionId) socket.close(CLOSE.SESSION_ENDED.code, CLOSE.SESSION_ENDED.reason);
  };
  const stopListening = onSessionRevoked(endSession);
  const timer = setInterval(() => {
    for (const socket of sockets.clients)
      if (socket.bufferedAmount > BACKLOG_MAX_BYTES) {
        socket.close(CLOSE.TOO_SLOW.code, CLOSE.TOO_SLOW.reason);
        socket.terminate();
      }
    const open = [...new Set(sessions.values())];
    if (open.length > 0)
      revokedAmong(services, open)
        .then((ended) => ended.forEach(endSession))
        .catch((error: unknown) =>
          services.log.warn({ err: error }, 'sessions could not be checked; the next check tries again'),
        );
  }, CHECK_MS);

  return {
    async close() {
      clearInterval(timer);
      stopListening();
      server.off('upgrade', upgrade);
      for (const socket of sockets.clients) socket.close(CLOSE.SHUTTING_DOWN.code, CLOSE.SHUTTING_DOWN.reason);
      await door.dispose();
    },
  };
}

function parseAndValidate(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: TOKENS_MAX });
    const errors = validate(schema, document, [...specifiedRules, operationLimits]);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError)
      return [
        new GraphQLError(error.message, {
          source: error.source,
          positions: error.positions,
          extensions: { code: 'GRAPHQL_PARSE_FAILED' },
        }),
      ];
    throw error;
  }
}

const isErrors = (prepared: DocumentNode | readonly GraphQLError[]): prepared is readonly GraphQLError[] =>
  Array.isArray(prepared);

const socketContext = (services: Services, extra: SocketState): Context =>
  newContext(services, extra.viewer ?? null, extra.request, null);

function asError(services: Services, requestId: string, error: GraphQLError): GraphQLError {
  const masked = maskError(services.log, requestId, error.toJSON(), error);
  return new GraphQLError(masked.message, { nodes: error.nodes, path: error.path, extensions: masked.extensions });
}

function whyRefused(services: Services, request: IncomingMessage): string | null {
  const [path, query] = (request.url ?? '').split('?');
  if (path !== '/graphql') return '404 Not Found';
  // A token in a query string ends in logs and histories, so none is read and none is let by.
  if (query) return '400 Bad Request';
  return sameOrigin(services.config, request) ? null : '403 Forbidden';
}
