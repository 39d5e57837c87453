import 'reflect-metadata';
import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import {
  EMAIL_MODES,
  type EmailMode,
  KIND_WORDS,
  NOTIFICATION_KINDS,
  type NotificationKind,
} from '@tandem/schema/partnership/notifications';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionTypes } from '../../platform/graphql/connection.ts';
import { Node } from '../../platform/graphql/node.ts';
import { Member } from '../member.entity.ts';
import { Partnership } from '../partnership.entity.ts';

const byName = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [name in Name]: name };

export const NotificationKinds = byName(NOTIFICATION_KINDS);
registerEnumType(NotificationKinds, {
  name: 'NotificationKind',
  description: 'What a member can be told of.',
  valuesConfig: Object.fromEntries(NOTIFICATION_KINDS.map((kind) => [kind, { description: `${KIND_WORDS[kind]}.` }])),
});

export const EmailModes = byName(EMAIL_MODES);
registerEnumType(EmailModes, {
  name: 'EmailMode',
  description: 'Whether and when something goes by e-mail too.',
  valuesConfig: {
    OFF: { description: 'Not by e-mail.' },
    NOW: { description: 'Within a minute, as a mail of its own.' },
    DIGEST: {
      description: 'With all else that waits, at 8:00 by the member’s own clock on the days that their party works.',
    },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Something that the viewer was told. Nobody else sees it.',
})
export class Notification extends Node {
  @Field(() => NotificationKinds, { description: 'What it is about.' })
  kind!: NotificationKind;
  @Field(() => String, { description: 'One plain sentence, at most 400 characters.' })
  text!: string;
  @Field(() => GraphQLISODateTime, { description: 'When it happened, UTC.' })
  at!: Date;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description:
      'When it was read, UTC; null while it is unread. A kind that is off in the page counts as read at once.',
  })
  readAt!: Date | null;
  @Field(() => Member, { nullable: true, description: 'Who did it; null for what Tandem did by the clock.' })
  actor!: object | null;
  @Field(() => ID, { description: 'The id of what it is about, for `node`.' })
  nodeId!: string;
  @Field(() => String, { description: 'Where it leads: the page’s address after /p/<slug>, such as /stories/MT-101.' })
  path!: string;
}

export const { Connection: NotificationConnection } = connectionTypes('Notification', () => Notification);

@ObjectType({ simpleResolvers: true, description: 'How the viewer is told of one kind of thing in this partnership.' })
export class NotificationSetting {
  @Field(() => NotificationKinds, { description: 'What it is about.' })
  kind!: NotificationKind;
  @Field(() => Boolean, { description: 'Whether it counts as unread in the inbox.' })
  inPage!: boolean;
  @Field(() => EmailModes, { description: 'Whether and when it goes by e-mail.' })
  email!: EmailMode;
}

@ObjectType({ simpleResolvers: true, description: 'How the viewer’s own inbox stands.' })
export class InboxState {
  @Field(() => Int, { description: 'How many notifications are unread.' })
  unreadCount!: number;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When the newest of all happened, UTC; null when there is none.',
  })
  newestAt!: Date | null;
}

@InputType({ description: 'Which notifications were read: `ids` or `all`.' })
export class ReadNotificationsInput {
  @Field(() => ID, { description: 'In which partnership.' })
  partnershipId!: PartnershipId;
  @Field(() => [ID], { nullable: true, description: 'The viewer’s own notifications, 1 to 500.' })
  ids?: string[] | null;
  @Field(() => Boolean, { defaultValue: false, description: 'All there are now.' })
  all!: boolean;
}

@ObjectType({ description: 'The inbox as it stands now.' })
export class ReadNotificationsPayload {
  @Field(() => Partnership, { description: 'With the new `unreadCount`.' })
  partnership!: object;
  @Field(() => [Notification], { description: 'Those asked for; of all, those that were unread, the newest 500.' })
  notifications!: object[];
}

@InputType({ description: 'How the viewer wants to be told of one kind of thing.' })
export class SetNotificationInput {
  @Field(() => ID, { description: 'In which partnership.' })
  partnershipId!: PartnershipId;
  @Field(() => NotificationKinds, { description: 'Of what.' })
  kind!: NotificationKind;
  @Field(() => Boolean, { description: 'Whether it shall count as unread in the inbox.' })
  inPage!: boolean;
  @Field(() => EmailModes, { description: 'Whether and when it shall go by e-mail.' })
  email!: EmailMode;
}

@ObjectType({ description: 'The partnership, with the viewer’s settings as they stand now.' })
export class SetNotificationPayload {
  @Field(() => Partnership, { description: 'With the new `notificationSettings`.' })
  partnership!: object;
}

/** A notification as plain data. */
export interface NotificationRow {
  __typename: 'Notification';
  id: string;
  partnershipId: PartnershipId;
  memberId: MemberId;
  kind: NotificationKind;
  text: string;
  at: Date;
  readAt: Date | null;
  actor: object | null;
  nodeId: string;
  path: string;
}
