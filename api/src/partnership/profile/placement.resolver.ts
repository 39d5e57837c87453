import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Member } from '../member.entity.ts';
import { MemberPayload } from '../member.inputs.ts';
import { type MemberRow, memberById } from '../membership.ts';
import { addPlacement } from './add-placement.ts';
import { AddPlacementInput, Placement, RemovePlacementInput } from './placement.type.ts';
import { placementsOf, type PlacementRow } from './placements.sql.ts';
import { removePlacement } from './remove-placement.ts';

@Resolver(() => Member)
export class PlacementResolver {
  @FieldResolver(() => [Placement], { description: 'Their stays on site with another party, the first first.' })
  async placements(@Root() { id, partnershipId }: MemberRow, @Ctx() context: Context): Promise<PlacementRow[]> {
    return (await placementsOf(context, partnershipId)).get(id) ?? [];
  }

  @Mutation(() => MemberPayload, {
    description:
      'Notes that a member works on site with another party. FORBIDDEN for everybody but the member and a lead of their party; BAD_USER_INPUT for a day that does not exist, an end before the start, their own party; CONFLICT when they are on site then already.',
  })
  async addPlacement(
    @Arg('input', () => AddPlacementInput, { description: 'Who, with whom, from when to when.' })
    input: AddPlacementInput,
    @Ctx() context: Context,
  ): Promise<MemberPayload> {
    return { member: await memberById(context, await addPlacement(context, input)) };
  }

  @Mutation(() => MemberPayload, {
    description: 'Takes a stay out. FORBIDDEN for everybody but the member and a lead of their party.',
  })
  async removePlacement(
    @Arg('input', () => RemovePlacementInput, { description: 'Which.' }) input: RemovePlacementInput,
    @Ctx() context: Context,
  ): Promise<MemberPayload> {
    return { member: await memberById(context, await removePlacement(context, input)) };
  }
}
