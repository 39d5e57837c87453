import 'reflect-metadata';
import type { QuestionState } from '@tandem/schema/story/rules';
import { validate as isUuid } from 'uuid';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { type MemberRow, memberIn, viewerIn } from '../partnership/membership.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { answerQuestion } from './answer-question.ts';
import { askQuestion } from './ask-question.ts';
import { Question, QuestionStateEnum } from './question.entity.ts';
import { AnswerQuestionInput, AskQuestionInput, QuestionPayload, WithdrawQuestionInput } from './question.inputs.ts';
import { loadQuestions, QUESTION_PLACE, questionsOf, type QuestionRow } from './questions.sql.ts';
import { Story } from './story.entity.ts';
import { actorOn } from './story-place.ts';
import type { StoryRow } from './story-rows.ts';
import { withdrawQuestion } from './withdraw-question.ts';

@Resolver(() => Story)
export class StoryQuestionsResolver {
  @FieldResolver(() => [Question], {
    description: 'The open ones first, by when they are due; then the others, newest first.',
  })
  async questions(
    @Root() story: StoryRow,
    @Arg('state', () => QuestionStateEnum, { nullable: true, description: 'Only those that stand so.' })
    state: QuestionState | null,
    @Ctx() context: Context,
  ): Promise<QuestionRow[]> {
    const questions = await questionsOf(context, story);
    return state ? questions.filter((question) => question.state === state) : questions;
  }
}

@Resolver()
export class QuestionMutations {
  @Mutation(() => QuestionPayload, {
    description:
      'Asks a party something about a story, which keeps it from READY. Anyone but an observer may. BAD_USER_INPUT for a day that is past.',
  })
  async askQuestion(
    @Arg('input', () => AskQuestionInput, { description: 'What, of whom, and by when.' }) input: AskQuestionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const id = await askQuestion(context.services, await actorOn(context, input.storyId), input);
    return questionAfter(context, id);
  }

  @Mutation(() => QuestionPayload, {
    description: 'Answers a question. FORBIDDEN for the party that was not asked, and for observers.',
  })
  async answerQuestion(
    @Arg('input', () => AnswerQuestionInput, { description: 'The answer.' }) input: AnswerQuestionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await answerQuestion(context.services, await actorOnQuestion(context, input.questionId), input);
    return questionAfter(context, input.questionId);
  }

  @Mutation(() => QuestionPayload, {
    description: 'Takes back an open question. FORBIDDEN for all but who asked it and the leads of their party.',
  })
  async withdrawQuestion(
    @Arg('input', () => WithdrawQuestionInput, { description: 'Which question.' }) input: WithdrawQuestionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await withdrawQuestion(context.services, await actorOnQuestion(context, input.questionId), input);
    return questionAfter(context, input.questionId);
  }
}

/** The viewer as a member of the question's partnership. @throws Refusal UNAUTHENTICATED, NOT_FOUND. */
async function actorOnQuestion(context: Context, questionId: string): Promise<MemberRow> {
  const { personId } = viewerIn(context);
  const place = isUuid(questionId) ? await context.services.sql.row(QUESTION_PLACE, questionId, personId) : null;
  if (!place) throw notFound('question');
  return memberIn(context, place.partnershipId);
}

async function questionAfter(context: Context, id: string): Promise<{ question: QuestionRow }> {
  const question = (await loadQuestions(context, [id])).get(id.toLowerCase());
  if (!question) throw notFound('question');
  return { question };
}
