import 'reflect-metadata';
import type { CarryOverChoice } from '@tandem/schema/meeting/rules';
import { Field, ID, InputType, Int } from 'type-graphql';
import { Day } from '../../platform/graphql/day.ts';
import { MeetingInput, StageInput } from '../meeting.inputs.ts';
import { CarryOverChoices } from './record.type.ts';

@InputType({ description: 'A decision, recorded where it falls.' })
export class RecordDecisionInput extends StageInput {
  @Field(() => String, { description: 'What was decided, 1 to 2,000 characters.' })
  text!: string;
}

@InputType({ description: 'A decision to take back.' })
export class WithdrawDecisionInput extends MeetingInput {
  @Field(() => ID, { description: 'Which decision.' })
  decisionId!: string;
}

@InputType({ description: 'An action, recorded where it falls: it becomes a promise.' })
export class RecordActionInput extends StageInput {
  @Field(() => String, { description: 'What is to be done, 1 to 1,000 characters.' })
  text!: string;
  @Field(() => Day, { description: 'By the end of which day, in the zone of the calendar of the party that owes it.' })
  dueOn!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The party that owes it. Left out, that of `ownerId`, or else the viewer’s own.',
  })
  ownerPartyId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Who of that party sees to it.' })
  ownerId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The story that it is about.' })
  storyId?: string | null;
}

@InputType({ description: 'Thanks: to a person, for a story, or both.' })
export class CelebrateInput extends MeetingInput {
  @Field(() => String, { description: 'What for, 1 to 400 characters.' })
  text!: string;
  @Field(() => ID, { nullable: true, description: 'The story it is about.' })
  storyId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Whom it thanks: not oneself.' })
  toMemberId?: string | null;
}

@InputType({ description: 'The viewer’s own answer to the pulse.' })
export class AnswerPulseInput extends MeetingInput {
  @Field(() => Int, { description: '1 (badly) to 5 (very well). A later answer takes an earlier one’s place.' })
  score!: number;
}

@InputType({ description: 'What becomes of a story that was not accepted.' })
export class CarryOverStoryInput extends MeetingInput {
  @Field(() => ID, { description: 'Which story.' })
  storyId!: string;
  @Field(() => CarryOverChoices, { description: 'What.' })
  choice!: CarryOverChoice;
  @Field(() => String, { description: 'Why, 1 to 2,000 characters.' })
  reason!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The ISO week that takes it on. Left out, the one after the meeting’s.',
  })
  toWeek?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Of a split: the criteria that go to the new story, some of them, not all.',
  })
  criterionIds?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Of a split: the new story’s title, one line of 1 to 200 characters.',
  })
  title?: string | null;
}
