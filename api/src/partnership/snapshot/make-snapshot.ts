import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { MemberId, PartnershipId, SnapshotId } from '@tandem/schema/ids';
import canonicalize from 'canonicalize';
import { v7 as uuid } from 'uuid';

export type SnapshotKind = 'COMMITMENT' | 'AGREEMENT' | 'MINUTES';

/** A frozen text, as it is kept. */
export interface Snapshot {
  id: SnapshotId;
  revision: number;
  /** Canonical JSON (RFC 8785) of { previous, state }: hash it again to verify it. */
  content: string;
  /** SHA-256 of the content's UTF-8, in lower-case hex. */
  hash: string;
}

interface SnapshotDraft {
  partnershipId: PartnershipId;
  kind: SnapshotKind;
  /** What it freezes: an iteration, the working agreement, a meeting. */
  subjectId: string;
  /** Plain JSON, without anything that differs between two readings of the same state, such as the present time. */
  state: object;
  madeBy: MemberId;
  at: Date;
}

// The partnership's row orders snapshots, so that each names the one before it, whatever the servers' clocks say.
const LOCK = 'select id from partnership where id = ? for no key update';
const LAST = 'select number, hash from snapshot where partnership_id = ? order by number desc limit 1';
const REVISIONS =
  'select coalesce(max(revision), 0)::int as revision from snapshot where partnership_id = ? and kind = ? and subject_id = ?';
const INSERT = `insert into snapshot (id, partnership_id, number, kind, subject_id, revision, content, hash, made_by, made_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Freezes what both parties will sign, in the caller's transaction. The database refuses to change or delete it afterwards. */
export async function makeSnapshot(em: EntityManager, draft: SnapshotDraft): Promise<Snapshot> {
  const { partnershipId, kind, subjectId, state, madeBy, at } = draft;
  await em.execute(LOCK, [partnershipId]);
  const [last] = await em.execute<{ number: number; hash: string }[]>(LAST, [partnershipId]);
  const [highest] = await em.execute<{ revision: number }[]>(REVISIONS, [partnershipId, kind, subjectId]);
  const content = canonical({ previous: last?.hash ?? null, state });
  const hash = createHash('sha256').update(content, 'utf8').digest('hex');
  const snapshot: Snapshot = { id: uuid() as SnapshotId, revision: (highest?.revision ?? 0) + 1, content, hash };
  await em.execute(INSERT, [
    ...[snapshot.id, partnershipId, (last?.number ?? 0) + 1, kind, subjectId],
    ...[snapshot.revision, content, hash, madeBy, at],
  ]);
  return snapshot;
}

/** Whether a snapshot still says what `state` says now: a signature for it would be one for the present state. */
export const stillHolds = (snapshot: Pick<Snapshot, 'content'>, state: object): boolean =>
  canonical((JSON.parse(snapshot.content) as { state: object }).state) === canonical(state);

function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a snapshot holds plain JSON');
  return text;
}
