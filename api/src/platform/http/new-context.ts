import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Context, Services, Viewer } from '../context.ts';

/** A context for one operation. */
export function newContext(
  services: Services,
  viewer: Viewer | null,
  request: IncomingMessage,
  setSession: Context['setSession'],
): Context {
  return {
    services,
    viewer,
    requestId: randomUUID(),
    address: request.socket.remoteAddress ?? '',
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 200),
    setSession,
    answer: {},
    memo: new Map(),
  };
}
