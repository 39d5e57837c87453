import 'reflect-metadata';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { PersonId } from '@tandem/schema/ids';
import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import { Node } from '../graphql/node.ts';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'One browser in which the viewer is signed in.' })
@Entity({ tableName: 'session' })
export class Session extends Node {
  [OptionalProps]?: 'current';

  @PrimaryKey({ type: 'uuid' })
  override id!: string;
  @Property({ type: 'blob' })
  tokenHash!: Buffer;
  @Property({ type: 'uuid' })
  personId!: PersonId;
  @Field(() => String, {
    description: 'The browser as it named itself, at most 400 characters; empty when it did not.',
  })
  @Property({ type: 'text' })
  userAgent!: string;
  @Field(() => GraphQLISODateTime, { description: 'When it signed in, UTC.' })
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Field(() => GraphQLISODateTime, { description: 'When it was last used, UTC, to the minute.' })
  @Property({ type: 'datetime' })
  lastSeenAt!: Date;
  @Field(() => GraphQLISODateTime, {
    description: 'When it ends if it is not used again, UTC: 30 days after its last use.',
  })
  @Property({ type: 'datetime' })
  expiresAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  revokedAt!: Date | null;

  // Told by sessions.sql.ts, not a column of its table.
  @Field(() => Boolean, { description: 'Whether it is the session that asks.' })
  current!: boolean;
}
