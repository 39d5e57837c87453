import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartyId, SnapshotId } from '@tandem/schema/ids';
import type { Snapshot } from '../../partnership/snapshot/make-snapshot.ts';
import type { WeekPlace } from './read-week.ts';

/** A week's snapshot with the party that made it. */
export type MadeSnapshot = Snapshot & { partyId: PartyId };

const SNAPSHOT = `select n.id, n.revision, n.content, n.hash, m.party_id as "partyId"
  from snapshot n join member m on m.id = n.made_by
  where n.partnership_id = ? and n.id = ? and n.kind = 'COMMITMENT' and n.subject_id = ?`;

/** Null when the week has no such snapshot. */
export async function snapshotOf(em: EntityManager, week: WeekPlace, id: SnapshotId): Promise<MadeSnapshot | null> {
  const [found] = await em.execute<MadeSnapshot[]>(SNAPSHOT, [week.partnershipId, id, week.id]);
  return found ?? null;
}
