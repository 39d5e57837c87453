import type { DocumentId } from '@tandem/schema/ids';
import type { Queries } from '../platform/db/sql.ts';
import { notFound } from '../platform/errors.ts';
import { loadDocument, type StoredDocument } from './live.sql.ts';

/** @throws Refusal NOT_FOUND. */
export async function loadStored(sql: Queries, documentId: DocumentId): Promise<StoredDocument> {
  const stored = await sql.row(loadDocument, documentId);
  if (!stored) throw notFound('document');
  return stored;
}

/** All of it in the order in which it applies, the snapshot first. */
export const updatesIn = ({ snapshot, updates }: StoredDocument): Uint8Array[] =>
  snapshot ? [snapshot, ...updates] : updates;
