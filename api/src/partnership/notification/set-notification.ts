import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import type { EmailMode, NotificationKind } from '@tandem/schema/partnership/notifications';
import type { Context } from '../../platform/context.ts';
import { statement } from '../../platform/db/sql.ts';
import { memberIn } from '../membership.ts';
import type { SetNotificationInput } from './notification.type.ts';

const PUT = statement<object, [MemberId, PartnershipId, NotificationKind, boolean, EmailMode]>(
  'put_notification_setting',
  `insert into notification_setting (member_id, partnership_id, kind, in_page, email) values ($1, $2, $3, $4, $5)
   on conflict (member_id, kind) do update set in_page = excluded.in_page, email = excluded.email`,
);

/** Holds for what is told from now on. The choice is the viewer's alone: no change is recorded. @throws Refusal UNAUTHENTICATED, NOT_FOUND. */
export async function setNotification(
  context: Context,
  { partnershipId, kind, inPage, email }: SetNotificationInput,
): Promise<void> {
  const member = await memberIn(context, partnershipId);
  await context.services.sql.rows(PUT, member.id, member.partnershipId, kind, inPage, email);
}
