import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Context, Services, Viewer } from '../context.ts';

/** A context for one operation; its entity manager is forked only when something asks for it. */
export function newContext(
  services: Services,
  viewer: Viewer | null,
  request: IncomingMessage,
  setSession: Context['setSession'],
): Context {
  let em: Context['em'] | null = null;
  return {
    services,
    viewer,
    requestId: randomUUID(),
    address: request.socket.remoteAddress ?? '',
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 200),
    setSession,
    get em() {
      em ??= services.orm.em.fork();
      return em;
    },
    memo: new Map(),
  };
}
