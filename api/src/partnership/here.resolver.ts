import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import { PLACE_MAX } from '@tandem/schema/live/limits';
import { Arg, Extensions, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { HereEvent } from '../live/here.ts';
import type { Context } from '../platform/context.ts';
import { badInput, notFound } from '../platform/errors.ts';
import type { Sharing } from '../platform/graphql/sharing.ts';
import { Member } from './member.entity.ts';
import { memberIn } from './membership.ts';
import { onMembershipEnd } from './membership-events.ts';

@ObjectType({ simpleResolvers: true, description: 'One open page of the workspace.' })
class Present {
  @Field(() => ID, { description: 'The page: a person with two pages open is there twice.' })
  connectionId!: string;
  @Field(() => Member, { description: 'Whose page it is.' })
  member!: Member;
  @Field(() => String, { description: 'Where they are, as their page says; empty when it does not.' })
  place!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Who has the workspace open now.' })
class Here {
  @Field(() => [Present], { description: 'Every open page, the subscriber’s own too.' })
  present!: Present[];
}

@Resolver()
class HereResolver {
  @Extensions({ sharing: { reach: {} } satisfies Sharing })
  @Subscription(() => Here, {
    subscribe: ({ args, context }) =>
      subscribeToHere(context as Context, args.partnershipId as PartnershipId, args.place as string),
    description:
      'Who has the workspace open: all of them, at once or with others who come within half a second, then all of them again whenever somebody comes, goes or moves. The viewer counts as ' +
      'present, at `place`, as long as the subscription lasts; to move, subscribe anew. Ends with NOT_FOUND when the viewer’s membership does.',
  })
  here(
    @Arg('partnershipId', () => ID, { description: 'Whose workspace.' }) _partnershipId: PartnershipId,
    @Arg('place', () => String, {
      defaultValue: '',
      description: 'Where the viewer is, such as story:MT-101, in at most 120 characters.',
    })
    _place: string,
    @Root() event: HereEvent,
  ): Here {
    return event as Here;
  }
}

export const hereResolvers = [HereResolver] as const;

async function subscribeToHere(context: Context, partnershipId: PartnershipId, place: string) {
  const member = await memberIn(context, partnershipId);
  if (place.length > PLACE_MAX || /\p{Cc}/u.test(place))
    throw badInput('place', `place says where you are in at most ${PLACE_MAX} characters on one line.`);
  const stream = context.services.live.lobbies.join(partnershipId, member, place);
  stream.onEnd(onMembershipEnd(member.id, () => stream.end(notFound('partnership'))));
  return stream;
}
