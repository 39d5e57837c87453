import type { MemberId, PartnershipId } from '@tandem/schema/ids';

/** One row of change_event: what happened, as the feed carries it. */
export interface ChangeRow {
  partnership_id: PartnershipId;
  seq: number;
  /** `<entity>.<verb>`, such as story.ranked. */
  kind: string;
  node_type: string;
  node_id: string;
  actor_id: MemberId | null;
  mutation_id: string | null;
  /** One plain sentence without the actor, such as “moved MT-101 to Ready”. */
  summary: string;
  at: Date;
}

/** What a command says of its change; the rest is stamped when it is recorded. */
export interface ChangeDraft {
  kind: string;
  nodeType: string;
  nodeId: string;
  summary: string;
  /** What came of it for other nodes, told right after it: who follows those hears of it too. */
  also?: readonly ChangeDraft[];
}
