import type { SqlRunner } from '../platform/db/sql.ts';
import { ownersOf } from './live.sql.ts';
import type { Room } from './room.ts';

/** Reads who owns the client ids that the room does not know yet. An id that was never issued stays unknown. */
export async function learnOwners(sql: SqlRunner, room: Room, clientIds: Iterable<number>): Promise<void> {
  const unknown = [...new Set(clientIds)].filter((id) => !room.owners.has(id));
  if (unknown.length === 0) return;
  for (const row of await sql.rows(ownersOf, room.documentId, unknown)) room.owners.set(row.client_id, row.member_id);
}
