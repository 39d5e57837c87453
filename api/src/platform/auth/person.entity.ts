import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { PersonId } from '@tandem/schema/ids';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../graphql/node.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'The viewer’s own account. Others are met as members of a partnership.',
})
@Entity({ tableName: 'person' })
export class Person extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: PersonId;
  @Field(() => String, { description: 'The name everybody sees, 1 to 80 characters.' })
  @Property({ type: 'text' })
  name!: string;
  @Field(() => String, { description: 'The e-mail address the person signs in with.' })
  @Property({ type: 'text' })
  email!: string;
  /** Argon2id in PHC form; null for somebody who has only ever signed in by link. */
  @Property({ type: 'text', nullable: true })
  passwordHash!: string | null;
  @Field(() => String, { description: 'IANA time zone, such as Europe/London.' })
  @Property({ type: 'text' })
  timeZone!: string;
  @Property({ type: 'datetime' })
  createdAt!: Date;
}
