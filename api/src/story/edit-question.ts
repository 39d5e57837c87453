import type { EntityManager } from '@mikro-orm/postgresql';
import type { QuestionId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import { type MemberRow, requireWriter } from '../partnership/membership.ts';
import type { Services } from '../platform/context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { editStory, type StoryEdit } from './edit-story.ts';
import { Question } from './question.entity.ts';
import { QUESTION_STORY } from './questions.sql.ts';
import type { Story } from './story.entity.ts';

/** What every mutation of one question names. */
export interface QuestionCommand {
  mutationId: string;
  questionId: string;
}

const ENDED = { ANSWERED: 'has an answer already', WITHDRAWN: 'was taken back' } as const;

/**
 * Ends an open question in one recorded transaction, under its story's lock.
 * @throws Refusal NOT_FOUND, FORBIDDEN for an observer, CONFLICT when it is open no more.
 */
export async function editQuestion(
  services: Services,
  actor: MemberRow,
  { mutationId, questionId }: QuestionCommand,
  end: (question: Question, story: Story, em: EntityManager) => StoryEdit | Promise<StoryEdit>,
): Promise<void> {
  const { partnershipId } = actor;
  requireWriter(actor);
  const place = isUuid(questionId) ? await services.sql.row(QUESTION_STORY, questionId, partnershipId) : null;
  if (!place) throw notFound('question');
  await editStory(services, actor, { mutationId, storyId: place.storyId }, async (story, em) => {
    const question = await em.findOneOrFail(Question, { id: questionId.toLowerCase() as QuestionId, partnershipId });
    if (question.state !== 'OPEN')
      throw conflict(`This question ${ENDED[question.state]}. Ask another one if you need more.`);
    const done = await end(question, story, em);
    story.openQuestions -= 1;
    return done && { ...done, node: { type: 'Question', id: question.id } };
  });
}
