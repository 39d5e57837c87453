import type { MemberId, PartnershipId, PartyId, QuestionId, StoryId } from '@tandem/schema/ids';
import type { QuestionState } from '@tandem/schema/story/rules';
import { type MemberRow, membersOf, type PartyRow, partiesOf, viewerIn } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import { inBatch } from '../platform/graphql/batch.ts';
import { loadStories, type StoryRow } from './story-rows.ts';

interface Stored {
  __typename: 'Question';
  id: QuestionId;
  partnershipId: PartnershipId;
  storyId: StoryId;
  text: string;
  askedById: MemberId;
  toPartyId: PartyId;
  askedAt: Date;
  dueOn: string;
  dueAt: Date;
  state: QuestionState;
  answer: string | null;
  answeredById: MemberId | null;
  answeredAt: Date | null;
  withdrawnAt: Date | null;
}

/** A question as plain data with its edges in place. */
export interface QuestionRow extends Stored {
  story: StoryRow | null;
  askedBy: MemberRow | null;
  toParty: PartyRow | null;
  answeredBy: MemberRow | null;
}

const COLUMNS = `'Question' as "__typename", q.id, q.partnership_id as "partnershipId", q.story_id as "storyId", q.text,
  q.asked_by as "askedById", q.to_party_id as "toPartyId", q.asked_at as "askedAt", q.due_on::text as "dueOn", q.due_at as "dueAt",
  q.state, q.answer, q.answered_by as "answeredById", q.answered_at as "answeredAt", q.withdrawn_at as "withdrawnAt"`;

/** Questions by id, of the partnerships that the person belongs to now. */
const SEEN = statement<Stored, [readonly string[], string]>(
  'questions_seen',
  `select ${COLUMNS} from question q
   join member v on v.partnership_id = q.partnership_id and v.person_id = $2 and v.left_at is null
   where q.id = any($1)`,
);

/** The open ones first, by when they are due; then the others, newest first. */
const OF_STORIES = statement<Stored, [PartnershipId, readonly StoryId[]]>(
  'questions_of_stories',
  `select ${COLUMNS} from question q where q.partnership_id = $1 and q.story_id = any($2)
   order by q.state <> 'OPEN', case when q.state = 'OPEN' then q.due_at end, q.asked_at desc, q.id`,
);

/** Where a question belongs, when the person belongs there too. */
export const QUESTION_PLACE = statement<{ partnershipId: PartnershipId }, [string, string]>(
  'question_place',
  `select q.partnership_id as "partnershipId" from question q
   join member v on v.partnership_id = q.partnership_id and v.person_id = $2 and v.left_at is null
   where q.id = $1`,
);

/** Which story a question of the partnership is about. */
export const QUESTION_STORY = statement<{ storyId: StoryId }, [string, PartnershipId]>(
  'question_story',
  'select story_id as "storyId" from question where id = $1 and partnership_id = $2',
);

export async function loadQuestions(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, QuestionRow>> {
  const stored = await context.services.sql.rows(SEEN, ids, viewerIn(context).personId);
  const stories = await loadStories(
    context,
    stored.map(({ storyId }) => storyId),
  );
  const found = new Map<string, QuestionRow>();
  for (const question of stored)
    found.set(question.id, await withEdges(context, question, stories.get(question.storyId) ?? null));
  return found;
}

/** The story's questions. */
export async function questionsOf(context: Context, story: StoryRow): Promise<QuestionRow[]> {
  const { id, partnershipId } = story;
  const questions =
    (await inBatch(context, `questions:${partnershipId}`, id, async (ids) =>
      Map.groupBy(await context.services.sql.rows(OF_STORIES, partnershipId, ids), ({ storyId }) => storyId),
    )) ?? [];
  return Promise.all(questions.map((question) => withEdges(context, question, story)));
}

async function withEdges(context: Context, question: Stored, story: StoryRow | null): Promise<QuestionRow> {
  const [members, parties] = await Promise.all([
    membersOf(context, question.partnershipId),
    partiesOf(context, question.partnershipId),
  ]);
  return {
    ...question,
    story,
    askedBy: members.get(question.askedById) ?? null,
    toParty: parties.find(({ id }) => id === question.toPartyId) ?? null,
    answeredBy: (question.answeredById && members.get(question.answeredById)) ?? null,
  };
}
