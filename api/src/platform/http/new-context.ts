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
    address: addressOf(request),
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 200),
    setSession,
    answer: {},
    memo: new Map(),
  };
}

/** Who asks, for the limits of guessing: a proxy on this machine is believed about whom it asks for, nobody else is. */
function addressOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? '';
  const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim();
  return told && LOOPBACK.test(peer) ? told : peer;
}

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
