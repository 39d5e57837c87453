import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { MutationInput } from '../partnership/mutation-input.ts';
import { Day } from '../platform/graphql/day.ts';
import { Question } from './question.entity.ts';

@InputType({ description: 'A question about a story.' })
export class AskQuestionInput extends MutationInput {
  @Field(() => ID, { description: 'About which story.' })
  storyId!: string;
  @Field(() => ID, { description: 'Whose answer is waited for: a party of the partnership.' })
  toPartyId!: string;
  @Field(() => String, { description: 'Plain text, 1 to 2,000 characters.' })
  text!: string;
  @Field(() => Day, { description: 'Today or later in the zone of the asked party’s calendar, at most a year ahead.' })
  dueOn!: string;
}

@InputType({ description: 'An answer to a question.' })
export class AnswerQuestionInput extends MutationInput {
  @Field(() => ID, { description: 'Which question: one asked of the viewer’s party.' })
  questionId!: string;
  @Field(() => String, { description: 'Plain text, 1 to 4,000 characters.' })
  answer!: string;
}

@InputType({ description: 'A question to take back.' })
export class WithdrawQuestionInput extends MutationInput {
  @Field(() => ID, { description: 'Which question.' })
  questionId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A mutation’s question.' })
export class QuestionPayload {
  @Field(() => Question, { description: 'The question as it stands after the mutation, with its story.' })
  question!: Question;
}
