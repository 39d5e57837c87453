import type { DocumentId } from '@tandem/schema/ids';
import * as Y from 'yjs';
import type { SqlRunner } from '../platform/db/sql.ts';
import type { Decoded } from './decoded.ts';
import { writeSnapshot } from './live.sql.ts';

/** Updates after the snapshot that a page may have to open with. */
export const TAIL_MAX = 200;

/** True once many updates follow the last snapshot. */
export const isLong = ({ seq, snapshotSeq }: Decoded): boolean => seq - snapshotSeq > TAIL_MAX;

/**
 * Writes a new snapshot once many updates follow the last one. It applies and encodes, since mergeUpdates takes a hundred
 * times as long; an older state never replaces a newer one, on whichever node it was made.
 */
export async function compact(sql: SqlRunner, documentId: DocumentId, decoded: Decoded): Promise<void> {
  const { doc, seq } = decoded;
  if (!isLong(decoded)) return;
  // A snapshot of a document that waits for missing parts would hide that they are missing.
  if (doc.store.pendingStructs || doc.store.pendingDs)
    throw new Error(`document ${documentId} has updates that do not connect`);
  const [state, vector] = [Y.encodeStateAsUpdate(doc), Y.encodeStateVector(doc)];
  await sql.rows(writeSnapshot, documentId, seq, Buffer.from(state), Buffer.from(vector));
  decoded.snapshotSeq = seq;
}
