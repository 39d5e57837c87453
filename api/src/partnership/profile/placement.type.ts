import 'reflect-metadata';
import type { MemberId, PartyId } from '@tandem/schema/ids';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Day } from '../../platform/graphql/day.ts';
import { MutationInput } from '../mutation-input.ts';
import { Party } from '../party.entity.ts';

@ObjectType({ simpleResolvers: true, description: 'A member’s stay on site with another party.' })
export class Placement {
  @Field(() => ID, { description: 'What removePlacement takes.' })
  id!: string;
  @Field(() => Party, { description: 'With whom.' })
  withParty!: Party;
  @Field(() => Day, { description: 'The first day.' })
  startsOn!: string;
  @Field(() => Day, { description: 'The last day.' })
  endsOn!: string;
}

@InputType({ description: 'A stay on site with another party.' })
export class AddPlacementInput extends MutationInput {
  @Field(() => ID, { description: 'The viewer’s own member, or for a lead anybody of their party.' })
  memberId!: MemberId;
  @Field(() => ID, { description: 'Another party of the partnership.' })
  withPartyId!: PartyId;
  @Field(() => Day, { description: 'The first day.' })
  startsOn!: string;
  @Field(() => Day, { description: 'The last day, not before the first.' })
  endsOn!: string;
}

@InputType({ description: 'Which stay is taken out.' })
export class RemovePlacementInput extends MutationInput {
  @Field(() => ID, { description: 'Whose: the viewer’s own member, or for a lead anybody of their party.' })
  memberId!: MemberId;
  @Field(() => ID, { description: 'The placement.' })
  placementId!: string;
}
