import type { IterationId, MemberId, PartnershipId, PartyId, SnapshotId, StoryId } from '@tandem/schema/ids';
import type { ScopeChangeKind } from '@tandem/schema/iteration/commitment';
import { statement } from '../../platform/db/sql.ts';

/** A snapshot as PostgreSQL hands it over. */
export interface StoredSnapshot {
  id: SnapshotId;
  iterationId: IterationId;
  revision: number;
  content: string;
  hash: string;
  madeById: MemberId;
  madeAt: Date;
  signatures: { partyId: PartyId; memberId: MemberId; hash: string; at: string }[];
}

const SNAPSHOT = `n.id, n.subject_id as "iterationId", n.revision, n.content, n.hash, n.made_by as "madeById", n.made_at as "madeAt",
  (select coalesce(json_agg(json_build_object('partyId', g.party_id, 'memberId', g.member_id, 'hash', g.hash, 'at', g.signed_at)
     order by g.signed_at, g.party_id), '[]') from signature g where g.snapshot_id = n.id) as signatures`;

export const SNAPSHOTS = statement<StoredSnapshot, [PartnershipId, readonly SnapshotId[]]>(
  'commitment_snapshots',
  `select ${SNAPSHOT} from snapshot n where n.partnership_id = $1 and n.id = any($2)`,
);

/** All proposals of a week, the newest first. */
export const SNAPSHOTS_OF_WEEK = statement<StoredSnapshot, [PartnershipId, IterationId]>(
  'commitment_snapshots_of_week',
  `select ${SNAPSHOT} from snapshot n
   where n.partnership_id = $1 and n.kind = 'COMMITMENT' and n.subject_id = $2 order by n.revision desc`,
);

export interface StoredScopeChange {
  id: string;
  kind: ScopeChangeKind;
  storyId: StoryId;
  newStoryId: StoryId | null;
  askedById: MemberId;
  madeById: MemberId;
  reason: string;
  pointsBefore: number | null;
  pointsAfter: number | null;
  at: Date;
}

export const SCOPE_CHANGES = statement<StoredScopeChange, [PartnershipId, IterationId]>(
  'scope_changes',
  `select id, kind, story_id as "storyId", new_story_id as "newStoryId", asked_by as "askedById", made_by as "madeById",
     reason, points_before as "pointsBefore", points_after as "pointsAfter", at
   from scope_change where partnership_id = $1 and iteration_id = $2 order by at, id`,
);

/** A signed week that held a story. */
export interface StoredStoryWeek {
  iterationId: IterationId;
  isoWeek: string;
  snapshotId: SnapshotId;
  committedAt: Date;
}

/** The newest first. Planned and declined ones are none: nothing was committed of them. */
export const SIGNED_WEEKS_OF_STORY = statement<StoredStoryWeek, [PartnershipId, StoryId]>(
  'signed_weeks_of_story',
  `select i.id as "iterationId", i.iso_week as "isoWeek", i.commitment_snapshot_id as "snapshotId", i.committed_at as "committedAt"
   from story_iteration r join iteration i on i.id = r.iteration_id and i.commitment_snapshot_id is not null
   where r.partnership_id = $1 and r.story_id = $2 and r.state in ('COMMITTED', 'ADDED', 'REMOVED')
   order by i.starts_on desc`,
);
