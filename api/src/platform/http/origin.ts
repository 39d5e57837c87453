import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';

/** Whether a request comes from our own pages, or from a client that is no browser and sends no Origin. */
export function sameOrigin(config: Config, request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return origin === new URL(config.publicUrl).origin || new URL(origin).host === host;
}
