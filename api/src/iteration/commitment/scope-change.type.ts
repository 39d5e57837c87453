import 'reflect-metadata';
import type { ScopeChangeKind } from '@tandem/schema/iteration/commitment';
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import { Member } from '../../partnership/member.entity.ts';
import { Story } from '../../story/story.entity.ts';
import { ScopeChangeKinds } from './commitment.enums.ts';

@ObjectType({
  simpleResolvers: true,
  description:
    'An entry of a week’s scope ledger: what changed after every party had signed. Entries are added, never changed.',
})
export class ScopeChange {
  @Field(() => ID, { description: 'Unique; not a node.' })
  id!: string;
  @Field(() => ScopeChangeKinds, { description: 'What was done.' })
  kind!: ScopeChangeKind;
  @Field(() => Story, { description: 'To which story, as it stands now.' })
  story!: Story;
  @Field(() => Story, { nullable: true, description: 'The story that a split made; null for the others.' })
  newStory!: Story | null;
  @Field(() => Member, { description: 'Who asked for it, of either party.' })
  askedBy!: Member;
  @Field(() => Member, { description: 'Who entered it.' })
  madeBy!: Member;
  @Field(() => String, { description: 'Why, up to 2,000 characters.' })
  reason!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'The story’s points in the week before; null when it was not in it.',
  })
  pointsBefore!: number | null;
  @Field(() => Int, { nullable: true, description: 'The story’s points in the week after; null when it left it.' })
  pointsAfter!: number | null;
  @Field(() => GraphQLISODateTime, { description: 'When, UTC.' })
  at!: Date;
}
