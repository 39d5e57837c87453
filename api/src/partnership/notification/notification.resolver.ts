import 'reflect-metadata';
import type { PartnershipId } from '@tandem/schema/ids';
import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ID,
  Info,
  Int,
  Mutation,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { type ConnectionOf, PAGE_MAX, pageFrom } from '../../platform/graphql/connection.ts';
import { selects } from '../../platform/graphql/selection.ts';
import type { Sharing } from '../../platform/graphql/sharing.ts';
import { memberIn } from '../membership.ts';
import { onMembershipEnd } from '../membership-events.ts';
import { Partnership } from '../partnership.entity.ts';
import { type PartnershipRow, partnershipById } from '../partnerships.sql.ts';
import {
  InboxState,
  NotificationConnection,
  type NotificationRow,
  NotificationSetting,
  ReadNotificationsInput,
  ReadNotificationsPayload,
  SetNotificationInput,
  SetNotificationPayload,
} from './notification.type.ts';
import { inboxCount, inboxPage, notificationsSeen, settingsOf } from './notifications.sql.ts';
import { readNotifications } from './read-notifications.ts';
import { setNotification } from './set-notification.ts';

@ArgsType()
class InboxArgs {
  @Field(() => Int, { nullable: true, description: 'How many: 0 to 500, 50 when it is not given.' })
  first?: number;
  @Field(() => String, { nullable: true, description: 'A cursor: only what follows it, which is older.' })
  after?: string;
  @Field(() => Boolean, { defaultValue: false, description: 'Only what is unread.' })
  unreadOnly!: boolean;
}

@Resolver(() => Partnership)
class InboxResolver {
  @FieldResolver(() => NotificationConnection, { description: 'What the viewer was told, the newest first.' })
  async inbox(
    @Root() { id }: PartnershipRow,
    @Args(() => InboxArgs) { unreadOnly, ...args }: InboxArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionOf<NotificationRow>> {
    const member = await memberIn(context, id);
    const page = await inboxPage(context, member, pageFrom(args), unreadOnly);
    return { ...page, totalCount: selects(info, 'totalCount') ? await inboxCount(context, member, unreadOnly) : 0 };
  }

  @FieldResolver(() => Int, { description: 'How many of the viewer’s own notifications are unread.' })
  async unreadCount(@Root() { id }: PartnershipRow, @Ctx() context: Context): Promise<number> {
    return inboxCount(context, await memberIn(context, id), true);
  }

  @FieldResolver(() => [NotificationSetting], {
    description: 'How the viewer is told of each kind of thing, all kinds in their order.',
  })
  async notificationSettings(@Root() { id }: PartnershipRow, @Ctx() context: Context): Promise<NotificationSetting[]> {
    return settingsOf(context, await memberIn(context, id));
  }

  @Mutation(() => ReadNotificationsPayload, {
    description:
      'Marks notifications of the viewer as read; what was not e-mailed yet then is not. NOT_FOUND when one is not theirs: none is marked.',
  })
  async readNotifications(
    @Arg('input', () => ReadNotificationsInput, { description: 'Which.' }) input: ReadNotificationsInput,
    @Ctx() context: Context,
  ): Promise<ReadNotificationsPayload> {
    const ids = (await readNotifications(context, input)).slice(0, PAGE_MAX);
    const byId = new Map((await notificationsSeen(context, ids)).map((row) => [row.id, row]));
    return {
      partnership: await partnershipById(context, input.partnershipId),
      notifications: ids.flatMap((id) => byId.get(id) ?? []),
    };
  }

  @Mutation(() => SetNotificationPayload, {
    description: 'Sets how the viewer is told of one kind of thing from now on, in this partnership.',
  })
  async setNotification(
    @Arg('input', () => SetNotificationInput, { description: 'The kind and how.' }) input: SetNotificationInput,
    @Ctx() context: Context,
  ): Promise<SetNotificationPayload> {
    await setNotification(context, input);
    return { partnership: await partnershipById(context, input.partnershipId) };
  }
}

@Resolver()
class InboxStateResolver {
  // Each member's state is an object of its own, the same for all their pages.
  @Extensions({ sharing: { reach: {} } satisfies Sharing })
  @Subscription(() => InboxState, {
    subscribe: ({ args, context }) => subscribeToInbox(context as Context, args.partnershipId as PartnershipId),
    description:
      'How the viewer’s own inbox stands: at once, then whenever it is another. Ends with NOT_FOUND when the viewer’s membership does.',
  })
  inbox(
    @Arg('partnershipId', () => ID, { description: 'In which partnership.' }) _partnershipId: PartnershipId,
    @Root() state: InboxState,
  ): InboxState {
    return state;
  }
}

export const notificationResolvers = [InboxResolver, InboxStateResolver] as const;

async function subscribeToInbox(context: Context, partnershipId: PartnershipId) {
  const member = await memberIn(context, partnershipId);
  const stream = context.services.inboxes.join(member.partnershipId, member.id);
  stream.onEnd(onMembershipEnd(member.id, () => stream.end(notFound('partnership'))));
  return stream;
}
