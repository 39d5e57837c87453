import type { CriterionId, MemberId, PartnershipId, StoryId } from '@tandem/schema/ids';
import { type MemberRow, membersOf, viewerIn } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';

/** As kept on its story for the board and the backlog, so that they need no join: written by the same projection. */
export interface CriterionOnStory {
  id: CriterionId;
  rank: string;
  text: string;
  createdById: MemberId | null;
  /** Milliseconds since 1970, UTC. */
  createdAt: number;
  updatedAt: number;
}

export interface CriterionRow {
  __typename: 'Criterion';
  id: CriterionId;
  storyId: StoryId;
  rank: string;
  text: string;
  createdBy: MemberRow | null;
  createdAt: Date;
  updatedAt: Date;
}

type Stored = Omit<CriterionRow, '__typename' | 'createdBy'> & {
  partnershipId: PartnershipId;
  createdById: MemberId | null;
};

const SEEN = statement<Stored, [readonly string[], string]>(
  'criteria_seen',
  `select c.id, c.story_id as "storyId", c.partnership_id as "partnershipId", c.rank, c.text, c.created_by as "createdById",
     c.created_at as "createdAt", c.updated_at as "updatedAt"
   from criterion c
   join member v on v.partnership_id = c.partnership_id and v.person_id = $2 and v.left_at is null
   where c.id = any($1) and c.removed_at is null
   order by c.created_at desc`,
);

export function criterionFrom(
  storyId: StoryId,
  criterion: CriterionOnStory,
  members: ReadonlyMap<MemberId, MemberRow>,
): CriterionRow {
  return {
    __typename: 'Criterion',
    id: criterion.id,
    storyId,
    rank: criterion.rank,
    text: criterion.text,
    createdBy: (criterion.createdById && members.get(criterion.createdById)) || null,
    createdAt: new Date(criterion.createdAt),
    updatedAt: new Date(criterion.updatedAt),
  };
}

/** Ids come from the pages, so two stories could hold the same one: the older row is meant. */
export async function loadCriteria(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CriterionRow>> {
  const found = new Map<string, CriterionRow>();
  for (const row of await context.services.sql.rows(SEEN, ids, viewerIn(context).personId)) {
    const { partnershipId, createdById, ...criterion } = row;
    const members = await membersOf(context, partnershipId);
    found.set(row.id, {
      __typename: 'Criterion',
      ...criterion,
      createdBy: (createdById && members.get(createdById)) || null,
    });
  }
  return found;
}
