import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { PartnershipId } from '@tandem/schema/ids';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../platform/graphql/node.ts';

@Entity({ tableName: 'label' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A word by which a partnership groups its stories. Both parties share one set.',
})
export class Label extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;
  @Property({ type: 'uuid' })
  partnershipId!: PartnershipId;
  @Field(() => String, { description: 'Up to 40 characters; unique in the partnership without regard to case.' })
  @Property({ type: 'text' })
  name!: string;
  @Property({ type: 'datetime' })
  createdAt!: Date;
}
