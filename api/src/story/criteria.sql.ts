import type { CriterionId, MemberId, PartnershipId, PartyId, StoryId } from '@tandem/schema/ids';
import { type MemberRow, membersOf, type PartyRow, viewerIn } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';

interface AgreementOnStory {
  partyId: PartyId;
  memberId: MemberId;
  version: number;
  /** Milliseconds since 1970, UTC. */
  at: number;
}

/** As kept on its story for the board and the backlog, so that they need no join: refreshCriteria writes them. */
export interface CriterionOnStory {
  id: CriterionId;
  rank: string;
  text: string;
  createdById: MemberId | null;
  version: number;
  /** Whether every party agrees to this version. */
  agreed: boolean;
  /** Of each party that agrees to this version, then of each that agreed to an earlier one last. */
  agreements: AgreementOnStory[];
  dropped: AgreementOnStory[];
  /** Milliseconds since 1970, UTC. */
  createdAt: number;
  updatedAt: number;
}

export interface AgreementRow {
  party: PartyRow;
  member: MemberRow;
  version: number;
  at: Date;
}

export interface CriterionRow {
  __typename: 'Criterion';
  id: CriterionId;
  storyId: StoryId;
  rank: string;
  text: string;
  version: number;
  agreed: boolean;
  agreements: AgreementRow[];
  droppedAgreements: AgreementRow[];
  createdBy: MemberRow | null;
  createdAt: Date;
  updatedAt: Date;
}

interface Stored {
  storyId: StoryId;
  partnershipId: PartnershipId;
  card: CriterionOnStory;
}

const SEEN = statement<Stored, [readonly string[], string]>(
  'criteria_seen',
  `select c.story_id as "storyId", c.partnership_id as "partnershipId", card
   from criterion c
   join member v on v.partnership_id = c.partnership_id and v.person_id = $2 and v.left_at is null
   join story s on s.id = c.story_id
   join jsonb_array_elements(s.criteria) as card on card ->> 'id' = c.id::text
   where c.id = any($1) and c.removed_at is null
   order by c.created_at desc`,
);

/** @param members of both parties: without them nobody's name is known, and no agreement. */
export function criterionFrom(
  storyId: StoryId,
  criterion: CriterionOnStory,
  members: ReadonlyMap<MemberId, MemberRow>,
): CriterionRow {
  const { id, rank, text, version, agreed } = criterion;
  return {
    __typename: 'Criterion',
    ...{ id, storyId, rank, text, version, agreed },
    agreements: agreementsFrom(criterion.agreements, members),
    droppedAgreements: agreementsFrom(criterion.dropped, members),
    createdBy: (criterion.createdById && members.get(criterion.createdById)) || null,
    createdAt: new Date(criterion.createdAt),
    updatedAt: new Date(criterion.updatedAt),
  };
}

function agreementsFrom(agreements: AgreementOnStory[], members: ReadonlyMap<MemberId, MemberRow>): AgreementRow[] {
  const rows: AgreementRow[] = [];
  for (const { memberId, version, at } of agreements) {
    const member = members.get(memberId);
    if (member) rows.push({ party: member.party, member, version, at: new Date(at) });
  }
  return rows;
}

/** Ids come from the pages, so two stories could hold the same one: the older row is meant. */
export async function loadCriteria(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CriterionRow>> {
  const found = new Map<string, CriterionRow>();
  for (const { storyId, partnershipId, card } of await context.services.sql.rows(SEEN, ids, viewerIn(context).personId))
    found.set(card.id, criterionFrom(storyId, card, await membersOf(context, partnershipId)));
  return found;
}
