import type { MikroORM } from '@mikro-orm/postgresql';
import type { PartnershipId, PersonId } from '@tandem/schema/ids';
import type { FastifyBaseLogger } from 'fastify';
import type { Bus } from './bus/bus.ts';
import type { Nodes } from './bus/nodes.ts';
import type { ChangeFeed } from './changes/feed.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Polls } from './db/polls.ts';
import type { SqlRunner } from './db/sql.ts';

/** What the process holds once. Layers above add their own by declaration merging, so that platform names none of them. */
export interface Services {
  config: Config;
  log: FastifyBaseLogger;
  clock: Clock;
  orm: MikroORM;
  sql: SqlRunner;
  polls: Polls;
  bus: Bus;
  otherNodes: Nodes;
  changes: ChangeFeed;
}

/** The signed-in person behind a request or a socket. */
export interface Viewer {
  personId: PersonId;
  sessionId: string;
}

/** What a resolver gets: one for each HTTP request and for each operation on a socket. */
export interface Context {
  services: Services;
  viewer: Viewer | null;
  requestId: string;
  address: string;
  userAgent: string;
  /** Present over HTTP only: a socket cannot set a cookie. Null signs the browser out. */
  setSession: ((token: string | null, expiresAt?: Date) => void) | null;
  /** What the answer may be kept by; one object, for Apollo Server copies the context. */
  answer: {
    /** The partnership that was read, and its sequence before anything else of it was: what the answer is as new as. */
    readAt?: { partnershipId: PartnershipId; seq: number };
    /** Set when the whole answer depends on one partnership's history and on who asks. */
    keepable?: boolean;
  };
  /** Rows read once for this operation. A subscription clears it before each event, so that it never tells old news. */
  memo: Map<string, unknown>;
}

/** Runs `read` once for `key` in this operation. */
export function once<T>(context: Context, key: string, read: () => Promise<T>): Promise<T> {
  const known = context.memo.get(key);
  if (known) return known as Promise<T>;
  const reading = read();
  context.memo.set(key, reading);
  return reading;
}
