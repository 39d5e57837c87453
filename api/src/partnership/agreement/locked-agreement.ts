import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentId, PartnershipId, SnapshotId } from '@tandem/schema/ids';
import { conflict } from '../../platform/errors.ts';
import { type AgreementState, type PartyNames, sectionsFrom } from './agreement-state.ts';
import { activeMembersOf, defaultLadder, type LadderLevel, type Standing } from './ladder.ts';

interface Stored {
  id: DocumentId;
  sections: Partial<Record<string, string>>;
  ladder: LadderLevel[];
  signedId: SnapshotId | null;
  proposedId: SnapshotId | null;
}

const LOCK = `select id, sections, ladder, signed_snapshot_id as "signedId", proposed_snapshot_id as "proposedId"
  from working_agreement where partnership_id = ? for update`;
const PARTIES = 'select id, kind, name from party where partnership_id = ? order by kind, created_at, id';

/** The working agreement under its row's lock, as a command decides upon it. */
export interface LockedAgreement extends Pick<Stored, 'id' | 'signedId' | 'proposedId'> {
  now: AgreementState;
  people: Standing[];
  parties: { id: string; kind: string; name: string }[];
  names: PartyNames;
}

export async function lockAgreement(em: EntityManager, partnershipId: PartnershipId): Promise<LockedAgreement> {
  const [stored] = await em.execute<Stored[]>(LOCK, [partnershipId]);
  if (!stored) throw conflict('This partnership is gone. Go back to your partnerships and open another.');
  const people = await activeMembersOf(em, partnershipId);
  const parties = await em.execute<LockedAgreement['parties']>(PARTIES, [partnershipId]);
  const ladder = stored.ladder.length > 0 ? stored.ladder : defaultLadder(people);
  const named = (kind: string): string => parties.find((party) => party.kind === kind)?.name ?? '';
  return {
    ...{ id: stored.id, signedId: stored.signedId, proposedId: stored.proposedId, people, parties },
    names: { client: named('CLIENT'), vendor: named('VENDOR') },
    now: { sections: sectionsFrom(stored.sections), ladder },
  };
}

const SNAPSHOT = 'select id, revision, content, hash from snapshot where id = ?';

export interface StoredSnapshot {
  id: SnapshotId;
  revision: number;
  content: string;
  hash: string;
}

export async function snapshotIn(em: EntityManager, id: SnapshotId): Promise<StoredSnapshot> {
  const [snapshot] = await em.execute<StoredSnapshot[]>(SNAPSHOT, [id]);
  if (!snapshot) throw new Error(`there is no snapshot ${id}`);
  return snapshot;
}
