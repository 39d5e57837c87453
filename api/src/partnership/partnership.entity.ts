import 'reflect-metadata';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { PartnershipId, PersonId } from '@tandem/schema/ids';
import { Field, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import { Node } from '../platform/graphql/node.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Organisations that build software together in weekly iterations. Everything belongs to exactly one.',
})
@Entity({ tableName: 'partnership' })
export class Partnership extends Node {
  [OptionalProps]?: 'seq' | 'nextStoryNumber';

  @PrimaryKey({ type: 'uuid' })
  override id!: PartnershipId;
  @Field(() => String, {
    description: 'Its name in addresses: lower-case letters, digits and hyphens. It never changes.',
  })
  @Property({ type: 'text' })
  slug!: string;
  @Field(() => String, { description: 'Its name, 1 to 80 characters.' })
  @Property({ type: 'text' })
  name!: string;
  @Field(() => String, {
    description: 'What the parties build together and why, at most 400 characters; may be empty.',
  })
  @Property({ type: 'text' })
  purpose!: string;
  @Field(() => String, { description: 'The IANA time zone of its weeks and dates, such as Europe/London.' })
  @Property({ type: 'text' })
  timeZone!: string;
  @Field(() => Int, { description: 'ISO weekday on which an iteration starts, 1 (Monday) to 7 (Sunday).' })
  @Property({ type: 'smallint' })
  firstIterationDay!: number;
  @Field(() => String, { description: 'What its story keys start with, such as MT in MT-101. It never changes.' })
  @Property({ type: 'text' })
  keyPrefix!: string;
  @Property({ type: 'integer' })
  nextStoryNumber!: number;
  @Field(() => Int, {
    description:
      'The newest change’s sequence: pass it as `after` to `changes`. What is read with it may be newer, never older.',
  })
  @Property({ type: 'integer', fieldName: 'change_seq' })
  seq!: number;
  @Field(() => Boolean, { description: 'True for the sample that a new installation is filled with.' })
  @Property({ type: 'boolean' })
  isSample!: boolean;
  @Property({ type: 'uuid' })
  startedBy!: PersonId;
  @Property({ type: 'uuid', nullable: true })
  mutationId!: string | null;
  @Field(() => GraphQLISODateTime, { description: 'When it was started, UTC.' })
  @Property({ type: 'datetime' })
  createdAt!: Date;
}
