import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { PartnershipId, PartyId } from '@tandem/schema/ids';
import type { PartyKind } from '@tandem/schema/partnership/rules';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../platform/graphql/node.ts';
import { PartyKinds } from './enums.ts';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'An organisation’s side of a partnership.' })
@Entity({ tableName: 'party' })
export class Party extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: PartyId;
  @Property({ type: 'uuid' })
  partnershipId!: PartnershipId;
  @Field(() => PartyKinds, { description: 'Which side it is.' })
  @Property({ type: 'text' })
  kind!: PartyKind;
  @Field(() => String, { description: 'The organisation’s name, 1 to 60 characters.' })
  @Property({ type: 'text' })
  name!: string;
  @Property({ type: 'datetime' })
  createdAt!: Date;
}
