import type { Context } from '../platform/context.ts';
import type { NodeKinds } from '../platform/graphql/node.ts';
import { agreementsSeen } from './agreement/agreement-rows.ts';
import { Invitation } from './invitation.entity.ts';
import { invitationsSeen } from './invitations.sql.ts';
import { Member } from './member.entity.ts';
import { membersSeen, partiesSeen } from './membership.ts';
import { profilesSeen } from './profile/profiles.sql.ts';
import { notificationsSeen } from './notification/notifications.sql.ts';
import { Partnership } from './partnership.entity.ts';
import { partnershipsSeen } from './partnerships.sql.ts';
import { Party } from './party.entity.ts';

export const partnershipEntities = [Partnership, Party, Member, Invitation];

const byId = <Row extends { id: string }>(read: (context: Context, ids: readonly string[]) => Promise<Row[]>) => ({
  load: async (context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, object>> =>
    new Map((await read(context, ids)).map((row) => [row.id, row])),
});

export const partnershipNodes: NodeKinds = {
  Partnership: { table: 'partnership', ...byId(partnershipsSeen) },
  Party: { table: 'party', ...byId(partiesSeen) },
  Member: { table: 'member', ...byId(membersSeen) },
  WorkingAgreement: { table: 'working_agreement', ...byId(agreementsSeen) },
  PartyProfile: { table: 'party_profile', ...byId(profilesSeen) },
  Invitation: { table: 'invitation', ...byId(invitationsSeen) },
  Notification: { table: 'notification', ...byId(notificationsSeen) },
};
