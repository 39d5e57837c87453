import 'reflect-metadata';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DiffPart } from '../live/history/diff.type.ts';
import { Member } from '../partnership/member.entity.ts';
import { Party } from '../partnership/party.entity.ts';
import { connectionTypes } from '../platform/graphql/connection.ts';
import { Story } from './story.entity.ts';

const FIELD = 'title, narrative or criterion:<id>.';
const MUTATION_ID = 'A new UUID for each mutation; sent again with the same one, it acts once.';

@ObjectType({
  simpleResolvers: true,
  description:
    'A burst of edits: it ends with 10 minutes of quiet, with a minute of quiet after which the other party writes on, or where ' +
    'somebody named the moment. The newest one grows while somebody writes on.',
})
export class StoryVersion {
  @Field(() => Int, {
    description: 'The document’s sequence with its last edit: what textAt, inkRuns, diff and restoreVersion take.',
  })
  seq!: number;
  @Field(() => Int, {
    description: 'The sequence before its first edit; diff(from: after, to: seq) is what it changed.',
  })
  after!: number;
  @Field(() => String, { nullable: true, description: 'The name that somebody gave it; null for most.' })
  name!: string | null;
  @Field(() => Member, { nullable: true, description: 'Who named it; null without a name.' })
  namedBy!: Member | null;
  @Field(() => GraphQLISODateTime, { description: 'When its first edit was made, UTC.' })
  startedAt!: Date;
  @Field(() => GraphQLISODateTime, { description: 'When its last edit was made, UTC.' })
  at!: Date;
  @Field(() => [Member], { description: 'Who wrote in it, the client’s people first.' })
  writers!: Member[];
  @Field(() => Int, {
    description:
      'UTF-16 units that stand at its end and did not stand before it. Costs a replay of the page’s versions.',
  })
  added!: number;
  @Field(() => Int, { description: 'UTF-16 units that stood before it and no longer stand at its end.' })
  removed!: number;
}

export const { Connection: StoryVersionConnection } = connectionTypes('StoryVersion', () => StoryVersion);

@ObjectType({ simpleResolvers: true, description: 'A criterion’s words as they stood at a moment.' })
export class CriterionText {
  @Field(() => ID, { description: 'The criterion, which may have been removed since.' })
  id!: string;
  @Field(() => String, { description: 'Lines separated by a line feed; cut with … past 4,000 characters.' })
  text!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A story’s words as they stood at a moment.' })
export class StoryText {
  @Field(() => Int, { description: 'The moment.' })
  seq!: number;
  @Field(() => GraphQLISODateTime, { description: 'When the moment’s edit was made, UTC.' })
  at!: Date;
  @Field(() => String, { description: 'The title; cut with … past 200 characters.' })
  title!: string;
  @Field(() => String, {
    description: 'Plain words, blocks separated by a line feed; cut with … past 100,000 characters.',
  })
  narrative!: string;
  @Field(() => [CriterionText], { description: 'The criteria that there were, in their order.' })
  criteria!: CriterionText[];
}

@ObjectType({ simpleResolvers: true, description: 'A run of words by one writer.' })
export class InkRun {
  @Field(() => String, { description: 'The words.' })
  text!: string;
  @Field(() => Member, { nullable: true, description: 'Who wrote them; null for what Tandem wrote by itself.' })
  member!: Member | null;
  @Field(() => Party, { nullable: true, description: 'The writer’s party; null for what Tandem wrote by itself.' })
  party!: Party | null;
}

@ObjectType({ simpleResolvers: true, description: 'Who wrote the words of one part of a story.' })
export class InkedField {
  @Field(() => String, { description: FIELD })
  field!: string;
  @Field(() => [InkRun], { description: 'In reading order; together they are the words. Empty without words.' })
  runs!: InkRun[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of one part of a story between two moments.' })
export class FieldDiff {
  @Field(() => String, { description: FIELD })
  field!: string;
  @Field(() => Boolean, { description: 'False when its words are the same at both moments.' })
  changed!: boolean;
  @Field(() => [DiffPart], {
    description: 'SAME and REMOVED together are the earlier words, SAME and ADDED the later ones.',
  })
  parts!: DiffPart[];
}

@InputType({ description: 'A name for a moment of a story.' })
export class NameVersionInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: 'Which story.' })
  storyId!: string;
  @Field(() => String, { description: 'One line of 1 to 80 characters. A moment that has a name gets this one.' })
  name!: string;
  @Field(() => Int, { nullable: true, description: 'The moment, from 1; null for the words as they stand now.' })
  seq?: number | null;
}

@InputType({ description: 'Old words to write back.' })
export class RestoreVersionInput {
  @Field(() => ID, { description: MUTATION_ID })
  mutationId!: string;
  @Field(() => ID, { description: 'Which story.' })
  storyId!: string;
  @Field(() => Int, { description: 'The moment whose words come back, from 1.' })
  seq!: number;
}

@ObjectType({ simpleResolvers: true, description: 'The story after old words were written back.' })
export class RestoreVersionPayload {
  @Field(() => Story, { description: 'The story; its words follow within a second, as with any edit.' })
  story!: Story;
  @Field(() => Int, { description: 'The document’s durable sequence with the restored words.' })
  seq!: number;
}
