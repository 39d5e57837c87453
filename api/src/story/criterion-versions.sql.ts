import type { CriterionId, MemberId, PartnershipId, StoryId } from '@tandem/schema/ids';
import { type MemberRow, membersOf } from '../partnership/membership.ts';
import { type Context, once } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';

export interface CriterionVersionRow {
  number: number;
  text: string;
  author: MemberRow | null;
  began: Date;
  changed: Date;
}

type Stored = Omit<CriterionVersionRow, 'author'> & {
  partnershipId: PartnershipId;
  criterionId: CriterionId;
  authorId: MemberId | null;
};

/** Of a whole story at once: whoever asks for one criterion's mostly asks for the others' too. */
const OF_STORY = statement<Stored, [StoryId]>(
  'criterion_versions_of_story',
  `select partnership_id as "partnershipId", criterion_id as "criterionId", version as number, text, author_id as "authorId",
     began_at as began, changed_at as changed
   from criterion_version where story_id = $1 order by version desc`,
);

/** A criterion's wordings, newest first. Rights to the story are the caller's to check. */
export async function versionsOfCriterion(
  context: Context,
  { id, storyId }: { id: CriterionId; storyId: StoryId },
): Promise<CriterionVersionRow[]> {
  const byCriterion = await once(context, `criterion versions:${storyId}`, async () =>
    Map.groupBy(await context.services.sql.rows(OF_STORY, storyId), ({ criterionId }) => criterionId),
  );
  const stored = byCriterion.get(id) ?? [];
  const [first] = stored;
  if (!first) return [];
  const members = await membersOf(context, first.partnershipId);
  return stored.map(({ number, text, authorId, began, changed }) => ({
    ...{ number, text, began, changed },
    author: (authorId && members.get(authorId)) ?? null,
  }));
}
