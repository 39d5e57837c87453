import type { DocumentId, MemberId, PartyId } from '@tandem/schema/ids';
import type { SqlRunner } from '../../platform/db/sql.ts';
import { type StoredVersion, versionsOfLog } from './history.sql.ts';
import type { Replays } from './replays.ts';
import { charactersBeyond, visibleCharacters } from './visible-characters.ts';

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

/** Characters that came and went between two moments; what was typed and taken back in between counts for neither. */
export interface CharacterChange {
  added: number;
  removed: number;
}

/** What each version, given newest first, added and took away; one pass over their part of the log. */
export async function changesOf(
  replays: Replays,
  documentId: DocumentId,
  versions: readonly Pick<StoredVersion, 'seq' | 'after'>[],
): Promise<Map<number, CharacterChange>> {
  const oldest = versions.at(-1);
  if (!oldest) return new Map();
  const seqs = [oldest.after, ...versions.map(({ seq }) => seq).reverse()];
  let before: ReturnType<typeof visibleCharacters> = new Map();
  const changes = await replays.through(documentId, seqs, (doc, seq) => {
    const now = visibleCharacters(doc);
    const change = { added: charactersBeyond(now, before), removed: charactersBeyond(before, now) };
    before = now;
    return [seq, change] as const;
  });
  return new Map(changes.slice(1));
}
