import 'reflect-metadata';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Presence, Writer } from '../live/live.type.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { Member } from './member.entity.ts';
import { membersOf } from './membership.ts';

@Resolver(() => Writer)
class WriterMemberResolver {
  @FieldResolver(() => Member, { description: 'Who owns the client id; somebody who left is still its owner.' })
  async member(@Root() writer: Writer, @Ctx() context: Context): Promise<Member> {
    const member = (await membersOf(context, writer.partnershipId)).get(writer.memberId);
    if (!member) throw notFound('member');
    return member as unknown as Member;
  }
}

@Resolver(() => Presence)
class PresenceMemberResolver {
  // The row that the connection was opened with: a caret that moves reads nothing.
  @FieldResolver(() => Member, { description: 'Whose connection it is.' })
  member(@Root() presence: Presence): Member {
    return presence.member as Member;
  }
}

export const liveMemberResolvers = [WriterMemberResolver, PresenceMemberResolver] as const;
