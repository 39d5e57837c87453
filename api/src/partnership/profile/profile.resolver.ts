import 'reflect-metadata';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import type { PartyRow } from '../membership.ts';
import { Party } from '../party.entity.ts';
import { PartyProfile } from './profile.type.ts';
import { profilesOf, type ProfileRow } from './profiles.sql.ts';

@Resolver(() => Party)
export class ProfileResolver {
  @FieldResolver(() => PartyProfile, { description: 'What the parties know of it, written by both.' })
  async profile(@Root() { id, partnershipId }: PartyRow, @Ctx() context: Context): Promise<ProfileRow> {
    const profile = (await profilesOf(context, partnershipId)).get(id);
    if (!profile) throw new Error(`party ${id} has no profile`);
    return profile;
  }
}
