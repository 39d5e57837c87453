import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Context, Services, Viewer } from '../context.ts';

/** Where requests come from: read once for a socket. */
export interface Caller {
  address: string;
  userAgent: string;
}

/** A context for one operation. */
export function newContext(
  services: Services,
  viewer: Viewer | null,
  { address, userAgent }: Caller,
  setSession: Context['setSession'],
): Context {
  return {
    services,
    viewer,
    requestId: randomUUID(),
    address,
    userAgent,
    setSession,
    answer: {},
    memo: new Map(),
  };
}

export const callerOf = (request: IncomingMessage): Caller => ({
  address: addressOf(request),
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 200),
});

/** Who asks, for the limits of guessing: a proxy on this machine is believed about whom it asks for, nobody else is. */
function addressOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? '';
  const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim();
  return told && LOOPBACK.test(peer) ? told : peer;
}

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
