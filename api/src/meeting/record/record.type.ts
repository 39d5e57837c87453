import 'reflect-metadata';
import type { CelebrationId, DecisionId, StageId } from '@tandem/schema/ids';
import type { CarryOverChoice } from '@tandem/schema/meeting/rules';
import type { StoryState } from '@tandem/schema/story/rules';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GivenPromise } from '../../iteration/promise/promise.entity.ts';
import { Member } from '../../partnership/member.entity.ts';
import { Party } from '../../partnership/party.entity.ts';
import { Story } from '../../story/story.entity.ts';
import { StoryStateEnum } from '../../story/story-state.ts';

export const CarryOverChoices: { readonly [Choice in CarryOverChoice]: Choice } = {
  CARRY: 'CARRY',
  SPLIT: 'SPLIT',
  DROP: 'DROP',
};
registerEnumType(CarryOverChoices, {
  name: 'CarryOverChoice',
  description: 'What becomes of a story that was not accepted.',
  valuesConfig: {
    CARRY: { description: 'The next week takes it on as it is.' },
    SPLIT: { description: 'What is left of it becomes a story of its own, which the next week takes on.' },
    DROP: { description: 'It is not to be built.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Something that was decided in a meeting.' })
export class Decision {
  @Field(() => ID, { description: 'A UUID.' })
  id!: DecisionId;
  @Field(() => ID, { description: 'The stage at which it fell.' })
  stageId!: StageId;
  @Field(() => String, { description: 'What, 1 to 2,000 characters.' })
  text!: string;
  @Field(() => Member, { description: 'Who wrote it down.' })
  madeBy!: object;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was taken back, UTC: it stays in the record. Null while it stands.',
  })
  withdrawnAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'Something that was promised in a meeting.' })
export class MeetingAction {
  @Field(() => ID, { description: 'The stage at which it fell.' })
  stageId!: StageId;
  @Field(() => GivenPromise, { description: 'The promise that it is.' })
  promise!: object;
}

@ObjectType({ simpleResolvers: true, description: 'Thanks, to a person or for a story.' })
export class Celebration {
  @Field(() => ID, { description: 'A UUID.' })
  id!: CelebrationId;
  @Field(() => String, { description: 'What for, 1 to 400 characters.' })
  text!: string;
  @Field(() => Story, { nullable: true, description: 'The story it is about; null when it is about a person alone.' })
  story!: object | null;
  @Field(() => Member, { nullable: true, description: 'Whom it thanks; null when it is about a story alone.' })
  to!: object | null;
  @Field(() => Member, { description: 'Who gives thanks.' })
  givenBy!: object;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'How a party answered the pulse.' })
export class PartyPulse {
  @Field(() => Party, { description: 'The party.' })
  party!: object;
  @Field(() => Int, { description: 'How many of it have answered.' })
  answers!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'The mean of its answers, 1 to 5; null while sealed, or without an answer.',
  })
  average!: number | null;
  @Field(() => [Int], { nullable: true, description: 'How many answered 1, 2, 3, 4 and 5; null while sealed.' })
  counts!: number[] | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One question, answered by both sides under seal. Nobody’s own answer is told.',
})
export class Pulse {
  @Field(() => String, { description: 'The question.' })
  question!: string;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When the seal was broken, UTC; null while it holds.',
  })
  revealedAt!: Date | null;
  @Field(() => [PartyPulse], { description: 'By party, the client first.' })
  parties!: PartyPulse[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'A story of the week that was not accepted, and what becomes of it.',
})
export class CarryOver {
  @Field(() => Story, { description: 'The story.' })
  story!: object;
  @Field(() => CarryOverChoices, { nullable: true, description: 'What becomes of it; null while it is to be chosen.' })
  choice!: CarryOverChoice | null;
  @Field(() => String, { nullable: true, description: 'Why; null while it is to be chosen.' })
  reason!: string | null;
  @Field(() => StoryStateEnum, { description: 'Where it stood when it was chosen, or stands now.' })
  fromState!: StoryState;
  @Field(() => String, { nullable: true, description: 'The ISO week that takes it on; null when none does.' })
  toWeek!: string | null;
  @Field(() => Story, {
    nullable: true,
    description: 'What was split from it here, whatever became of the rest; null when nothing was.',
  })
  newStory!: object | null;
  @Field(() => Member, { nullable: true, description: 'Who chose; null while it is to be chosen.' })
  madeBy!: object | null;
}

@ObjectType({ simpleResolvers: true, description: 'What a meeting chose for a story that was not accepted.' })
export class CarriedOver {
  @Field(() => Int, { description: 'The number of the meeting.' })
  meetingNumber!: number;
  @Field(() => CarryOverChoices, { description: 'What.' })
  choice!: CarryOverChoice;
  @Field(() => String, { description: 'Why, 1 to 2,000 characters.' })
  reason!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The ISO week that took it on, or of a split the new story; null when it was dropped.',
  })
  toWeek!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Of a split: the new story’s key, such as MT-140. Null otherwise.',
  })
  newKey!: string | null;
}
