import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { MemberId, PartnershipId, StandupEntryId } from '@tandem/schema/ids';
import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import { Member } from '../../partnership/member.entity.ts';
import { Party } from '../../partnership/party.entity.ts';
import { Day } from '../../platform/graphql/day.ts';
import { Node } from '../../platform/graphql/node.ts';

@Entity({ tableName: 'standup_entry' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'What a member says of one day of theirs: done, next, and what concerns them. One for each member and day.',
})
export class StandupEntry extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: StandupEntryId;
  @Property({ type: 'uuid' })
  partnershipId!: PartnershipId;
  @Property({ type: 'uuid' })
  memberId!: MemberId;
  @Field(() => Member, { description: 'Whose entry it is.' })
  member!: Member;
  @Field(() => Party, { description: 'The member’s party.' })
  party!: Party;
  @Property({ type: 'date' })
  @Field(() => Day, { description: 'The member’s own day, in `timeZone`.' })
  on!: string;
  @Property({ type: 'text' })
  @Field(() => String, { description: 'The IANA zone the member was in when they posted it.' })
  timeZone!: string;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When that day ends, UTC: its member edits it until then.' })
  closesAt!: Date;
  @Property({ type: 'text' })
  @Field(() => String, { description: 'What they have done, at most 4,000 characters; may be empty.' })
  done!: string;
  @Property({ type: 'text' })
  @Field(() => String, { description: 'What they do next, at most 4,000 characters; may be empty.' })
  next!: string;
  @Property({ type: 'text' })
  @Field(() => String, { description: 'What concerns them, at most 2,000 characters; may be empty.' })
  concern!: string;
  @Field(() => [String], {
    description: 'The keys of the stories that it names, such as MT-104, each once and as they were numbered.',
  })
  storyKeys!: readonly string[];
  @Field(() => [String], { description: 'The keys of the concerns that were raised from it, such as C-4, in order.' })
  concernKeys!: readonly string[];
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When it was first posted, UTC.' })
  postedAt!: Date;
  @Property({ type: 'datetime' })
  @Field(() => GraphQLISODateTime, { description: 'When its words last changed, UTC.' })
  updatedAt!: Date;
}
