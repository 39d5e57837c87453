import 'reflect-metadata';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Member } from '../partnership/member.entity.ts';
import { Party } from '../partnership/party.entity.ts';

const MUTATION_ID = 'A new UUID for each mutation; sent again with the same one, it acts once.';
const STORY_ID = 'Which story.';

@ObjectType({ simpleResolvers: true, description: 'A party’s agreement to one wording of a criterion.' })
export class CriterionAgreement {
  @Field(() => Party, { description: 'Which party.' })
  party!: Party;
  @Field(() => Member, { nullable: true, description: 'Who agreed for it.' })
  member!: Member | null;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
  @Field(() => Int, { description: 'The version agreed to.' })
  version!: number;
}

@ObjectType({ simpleResolvers: true, description: 'One wording of a criterion.' })
export class CriterionVersion {
  @Field(() => Int, { description: 'Counts up from 1.' })
  number!: number;
  @Field(() => String, { description: 'Its words, lines separated by a line feed.' })
  text!: string;
  @Field(() => Member, { nullable: true, description: 'Who wrote in it last; null for what Tandem wrote by itself.' })
  author!: Member | null;
  @Field(() => GraphQLISODateTime, { description: 'When its first words differed from the version before, UTC.' })
  began!: Date;
  @Field(() => GraphQLISODateTime, { description: 'When its words last changed, UTC.' })
  changed!: Date;
}

@InputType({ description: 'A criterion as the viewer has read it.' })
export class ReadCriterionInput {
  @Field(() => ID, { description: 'Which criterion.' })
  criterionId!: string;
  @Field(() => Int, { description: 'Its version.' })
  version!: number;
  @Field(() => String, { description: 'Its text, exactly.' })
  text!: string;
}

@InputType({ description: 'Wordings that the viewer’s party agrees to: all of them, or none.' })
export class AgreeToCriteriaInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
  @Field(() => [ReadCriterionInput], { description: '1 to 100 criteria of the story, each as it was read.' })
  criteria!: ReadCriterionInput[];
}

@InputType({ description: 'An agreement that the viewer’s party takes back.' })
export class WithdrawAgreementInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: STORY_ID })
  storyId!: string;
  @Field(() => ID, { description: 'Which criterion.' })
  criterionId!: string;
}
