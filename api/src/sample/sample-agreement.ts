import type { CriterionId, StoryId } from '@tandem/schema/ids';
import { v4 } from 'uuid';
import type { MemberRow } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import { agreeToCriteria } from '../story/agree-to-criteria.ts';

const CRITERIA = statement<{ criterionId: CriterionId; version: number; text: string }, [StoryId]>(
  'sample_criteria',
  `select id as "criterionId", version, text from criterion where story_id = $1 and removed_at is null order by rank, id`,
);

/** A member agrees to the story's criteria as they stand, for their party. @param howMany the first of them; all by default. */
export async function agreeTo(services: Services, member: MemberRow, storyId: string, howMany?: number): Promise<void> {
  const criteria = await services.sql.rows(CRITERIA, storyId as StoryId);
  await agreeToCriteria(services, member, { mutationId: v4(), storyId, criteria: criteria.slice(0, howMany) });
}
