import type { PersonId } from '@tandem/schema/ids';
import { v7 as uuid } from 'uuid';
import type { Services, Viewer } from '../context.ts';
import { gathered } from '../db/gathered.ts';
import { type SqlRunner, statement } from '../db/sql.ts';
import { hashSecret, newSecret } from './secret.ts';

export const SESSION_COOKIE = 'tandem_session';
/** A session ends this long after its last use. */
const SESSION_DAYS = 30;
/** The longest life a browser grants a cookie: the server decides when the session ends, and use prolongs it. */
const COOKIE_DAYS = 400;
const DAY_MS = 86_400_000;
/** Last use is written at most this often, so that reading pages is not writing rows. */
const TOUCH_MS = 60_000;
const USER_AGENT_MAX = 400;
/** 32 bytes in base64url. */
const TOKEN = /^[\w-]{43}$/;

type Stored = { token_hash: Buffer; id: string; person_id: PersonId; last_seen_at: Date; expires_at: Date };
const READ = statement<Stored, [readonly Buffer[]]>(
  'session_read',
  'select token_hash, id, person_id, last_seen_at, expires_at from session where token_hash = any($1) and revoked_at is null',
);
const TOUCH = statement<object, [string, Date, Date, Date]>(
  'session_touch',
  'update session set last_seen_at = $2, expires_at = $3 where id = $1 and last_seen_at < $4 and revoked_at is null',
);
// What ended long ago goes when its person signs in again, so that the table does not grow for ever.
const CREATE = statement<object, [string, Buffer, PersonId, string, Date, Date, Date]>(
  'session_create',
  `with pruned as (delete from session where person_id = $3 and coalesce(revoked_at, expires_at) < $7)
   insert into session (id, token_hash, person_id, user_agent, created_at, last_seen_at, expires_at)
   values ($1, $2, $3, $4, $5, $5, $6)`,
);
const REVOKE = statement<{ id: string }, [string, PersonId, Date]>(
  'session_revoke',
  'update session set revoked_at = $3 where id = $1 and person_id = $2 and revoked_at is null returning id',
);
const REVOKE_OTHERS = statement<{ id: string }, [PersonId, string, Date]>(
  'session_revoke_others',
  'update session set revoked_at = $3 where person_id = $1 and id <> $2 and revoked_at is null returning id',
);
const ENDED = statement<{ id: string }, [string[], Date]>(
  'sessions_ended',
  `select asked.id from unnest($1::uuid[]) as asked(id) where not exists
   (select 1 from session s where s.id = asked.id and s.revoked_at is null and s.expires_at > $2)`,
);

/** By the token's hash in hexadecimal. */
const readStored = gathered(async (sql, hashes: string[]) => {
  const rows = await sql.rows(
    READ,
    hashes.map((hash) => Buffer.from(hash, 'hex')),
  );
  return new Map(rows.map((row) => [row.token_hash.toString('hex'), row]));
});

const later = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY_MS);

/** The viewer behind a cookie's token; null when it is unknown, expired or revoked. */
export async function readSession(services: Services, token: string | null | undefined): Promise<Viewer | null> {
  if (!token || !TOKEN.test(token)) return null;
  const now = services.clock.now();
  const session = await readStored(services.sql, hashSecret(token).toString('hex'));
  if (!session || session.expires_at <= now) return null;
  const stale = new Date(now.getTime() - TOUCH_MS);
  if (session.last_seen_at < stale) {
    // A database that cannot write (a full disk) still lets people read.
    await services.sql
      .rows(TOUCH, session.id, now, later(now, SESSION_DAYS), stale)
      .catch((error: Error) => services.log.warn({ err: error }, 'the last use of a session could not be written'));
  }
  return { personId: session.person_id, sessionId: session.id };
}

interface NewSession {
  viewer: Viewer;
  /** The cookie's value; it is stored nowhere else. */
  token: string;
  cookieExpiresAt: Date;
}

export async function createSession(services: Services, personId: PersonId, userAgent: string): Promise<NewSession> {
  const token = newSecret();
  const id = uuid();
  const now = services.clock.now();
  const agent = userAgent.replaceAll('\0', '').slice(0, USER_AGENT_MAX);
  const [expiresAt, longAgo] = [later(now, SESSION_DAYS), later(now, -SESSION_DAYS)];
  await services.sql.rows(CREATE, id, hashSecret(token), personId, agent, now, expiresAt, longAgo);
  return { viewer: { personId, sessionId: id }, token, cookieExpiresAt: later(now, COOKIE_DAYS) };
}

/** Ends one of a person's sessions and tells the sockets. False when it had ended before or is somebody else's. */
export async function revokeSession(services: Services, personId: PersonId, sessionId: string): Promise<boolean> {
  const ended = await services.sql.rows(REVOKE, sessionId, personId, services.clock.now());
  tellRevoked(ended);
  return ended.length > 0;
}

/** Ends every session of a person but one. */
export async function revokeOtherSessions(services: Services, personId: PersonId, keep: string): Promise<void> {
  tellRevoked(await services.sql.rows(REVOKE_OTHERS, personId, keep, services.clock.now()));
}

/** Which of these sessions have expired or been revoked, here or on another node. */
export async function revokedAmong(
  sql: Pick<SqlRunner, 'rows'>,
  sessionIds: readonly string[],
  now: Date,
): Promise<string[]> {
  if (sessionIds.length === 0) return [];
  return (await sql.rows(ENDED, [...sessionIds], now)).map(({ id }) => id);
}

/** The session's token out of a Cookie header, for the door that has no cookie parser. */
export function sessionTokenFrom(cookies: string | undefined): string | null {
  const found = cookies?.split(';').find((pair) => pair.trimStart().startsWith(`${SESSION_COOKIE}=`));
  return found?.slice(found.indexOf('=') + 1).trim() ?? null;
}

type RevokedListener = (sessionId: string, elsewhere: boolean) => void;
const listeners = new Set<RevokedListener>();

/**
 * Calls back for each session that is revoked, after the commit; `elsewhere` says that another node did it.
 * @returns what stops it.
 */
export function onSessionRevoked(listener: RevokedListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Another node says that it has revoked a session. */
export function revokedElsewhere(sessionId: string): void {
  for (const listener of listeners) listener(sessionId, true);
}

function tellRevoked(sessions: { id: string }[]): void {
  for (const { id } of sessions) for (const listener of listeners) listener(id, false);
}
