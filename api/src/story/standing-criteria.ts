import type { EntityManager } from '@mikro-orm/postgresql';
import type { CriterionId, PartyId, StoryId } from '@tandem/schema/ids';

/** A criterion as it stands, under its story's lock. */
export interface StandingCriterion {
  id: CriterionId;
  /** From 1, as people count them; null when it was removed. */
  position: number | null;
  version: number;
  text: string;
  /** Whether the party agrees to it as it stands. */
  isAgreed: boolean;
}

const STANDING = `select c.id, c.version, c.text,
    case when c.removed_at is null then (row_number() over (partition by c.removed_at is null order by c.rank, c.id))::int end as position,
    exists (select 1 from criterion_agreement a
      where a.story_id = c.story_id and a.criterion_id = c.id and a.version = c.version and a.party_id = ?
        and a.withdrawn_at is null) as "isAgreed"
  from criterion c where c.story_id = ? order by c.rank, c.id`;

/** Every criterion that the story ever had, in their order. */
export const criteriaStanding = (em: EntityManager, storyId: StoryId, partyId: PartyId): Promise<StandingCriterion[]> =>
  em.execute(STANDING, [partyId, storyId]);

/** As a sentence names them: “criterion 2”, “criteria 1, 2 and 4”. */
export function criteriaNamed(positions: readonly number[]): string {
  if (positions.length === 1) return `criterion ${positions[0]}`;
  return `criteria ${positions.slice(0, -1).join(', ')} and ${positions.at(-1)}`;
}
