import type { DocumentId, MemberId, PartyId } from '@tandem/schema/ids';
import type { SqlRunner } from '../../platform/db/sql.ts';
import { type StoredVersion, versionsOfLog } from './history.sql.ts';

/** A pause of this long ends a version … */
const QUIET_SECONDS = 10 * 60;
/** … and one of this long does when the other party writes on. Two who write at once make one version, not hundreds. */
const HANDOVER_SECONDS = 60;

/** Every version of a document, newest first; the newest one grows while somebody writes on. */
export function versionsOf(
  sql: SqlRunner,
  documentId: DocumentId,
  partyOf: ReadonlyMap<MemberId, PartyId>,
): Promise<StoredVersion[]> {
  return sql.rows(
    versionsOfLog,
    documentId,
    [...partyOf.keys()],
    [...partyOf.values()],
    QUIET_SECONDS,
    HANDOVER_SECONDS,
  );
}
