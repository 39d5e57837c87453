import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { MemberId, PartnershipId, PartyId, QuestionId, StoryId } from '@tandem/schema/ids';
import type { QuestionState } from '@tandem/schema/story/rules';
import { Field, GraphQLISODateTime, ObjectType, registerEnumType } from 'type-graphql';
import { Member } from '../partnership/member.entity.ts';
import { Party } from '../partnership/party.entity.ts';
import { Day } from '../platform/graphql/day.ts';
import { Node } from '../platform/graphql/node.ts';
import { Story } from './story.entity.ts';

export const QuestionStateEnum: { readonly [State in QuestionState]: State } = {
  OPEN: 'OPEN',
  ANSWERED: 'ANSWERED',
  WITHDRAWN: 'WITHDRAWN',
};
registerEnumType(QuestionStateEnum, {
  name: 'QuestionState',
  description: 'Where a question stands.',
  valuesConfig: {
    OPEN: { description: 'It waits for the party that was asked, and keeps its story from READY.' },
    ANSWERED: { description: 'Somebody of that party has answered.' },
    WITHDRAWN: { description: 'It was taken back unanswered.' },
  },
});

@Entity({ tableName: 'question' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Something that a party must answer before a story is ready.',
})
export class Question extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: QuestionId;
  @Property({ type: 'uuid' })
  partnershipId!: PartnershipId;
  @Property({ type: 'uuid' })
  storyId!: StoryId;
  @Field(() => Story, { description: 'What it is about.' })
  story!: Story;
  @Property({ type: 'text' })
  @Field(() => String, { description: 'Plain text, 1 to 2,000 characters.' })
  text!: string;
  @Property({ type: 'uuid', fieldName: 'asked_by' })
  askedById!: MemberId;
  @Field(() => Member, { description: 'Who asks.' })
  askedBy!: Member;
  @Property({ type: 'uuid' })
  toPartyId!: PartyId;
  @Field(() => Party, { description: 'Whose answer is waited for.' })
  toParty!: Party;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When it was asked, UTC.' })
  askedAt!: Date;
  @Property({ type: 'date' })
  @Field(() => Day, { description: 'By the end of which day, in the zone of the asked party’s calendar.' })
  dueOn!: string;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When that day ends, UTC: the first instant at which it is late.' })
  dueAt!: Date;
  @Property({ type: 'text' })
  @Field(() => QuestionStateEnum, { description: 'Where it stands.' })
  state!: QuestionState;
  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Plain text, up to 4,000 characters; null until it is answered.',
  })
  answer!: string | null;
  @Property({ type: 'uuid', nullable: true, fieldName: 'answered_by' })
  answeredById!: MemberId | null;
  @Field(() => Member, { nullable: true, description: 'Who answered.' })
  answeredBy!: Member | null;
  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When, UTC.' })
  answeredAt!: Date | null;
  @Property({ type: 'datetime', nullable: true })
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was taken back, UTC.' })
  withdrawnAt!: Date | null;
}
