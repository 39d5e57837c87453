import type { PersonId } from '@tandem/schema/ids';
import type { Context } from '../context.ts';
import { statement } from '../db/sql.ts';
import { unauthenticated } from '../errors.ts';

/** An open session as plain data; its token's hash stays in the database. */
export interface SessionRow {
  __typename: 'Session';
  id: string;
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  current: boolean;
}

const OPEN = statement<Omit<SessionRow, '__typename' | 'current'>, [PersonId, Date]>(
  'sessions_open',
  `select id, user_agent as "userAgent", created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt"
   from session where person_id = $1 and revoked_at is null and expires_at > $2 order by last_seen_at desc, id limit 200`,
);

/** The viewer's open sessions, the last used first. @throws Refusal UNAUTHENTICATED when nobody is signed in. */
export async function sessionsOf({ services, viewer }: Context): Promise<SessionRow[]> {
  if (!viewer) throw unauthenticated();
  const rows = await services.sql.rows(OPEN, viewer.personId, services.clock.now());
  return rows.map((row) => ({ __typename: 'Session', ...row, current: row.id === viewer.sessionId }));
}
