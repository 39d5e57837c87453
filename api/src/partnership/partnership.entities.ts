import type { Context } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import type { NodeKinds } from '../platform/graphql/node.ts';
import { Invitation } from './invitation.entity.ts';
import { invitationsSeen } from './invitations.sql.ts';
import { Member } from './member.entity.ts';
import { membersSeen, type PartyRow, viewerIn } from './membership.ts';
import { Partnership } from './partnership.entity.ts';
import { partnershipsSeen } from './partnerships.sql.ts';
import { Party } from './party.entity.ts';

export const partnershipEntities = [Partnership, Party, Member, Invitation];

const PARTIES_SEEN = statement<Omit<PartyRow, '__typename'>, [readonly string[], string]>(
  'parties_seen',
  `select y.id, y.partnership_id as "partnershipId", y.kind, y.name, y.created_at as "createdAt" from party y
   where y.id = any($1) and exists (select 1 from member v
     where v.partnership_id = y.partnership_id and v.person_id = $2 and v.left_at is null)`,
);

async function partiesSeen(context: Context, ids: readonly string[]): Promise<PartyRow[]> {
  const rows = await context.services.sql.rows(PARTIES_SEEN, ids, viewerIn(context).personId);
  return rows.map((row) => ({ __typename: 'Party', ...row }));
}

const byId = <Row extends { id: string }>(read: (context: Context, ids: readonly string[]) => Promise<Row[]>) => ({
  load: async (context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, object>> =>
    new Map((await read(context, ids)).map((row) => [row.id, row])),
});

export const partnershipNodes: NodeKinds = {
  Partnership: { table: 'partnership', ...byId(partnershipsSeen) },
  Party: { table: 'party', ...byId(partiesSeen) },
  Member: { table: 'member', ...byId(membersSeen) },
  Invitation: { table: 'invitation', ...byId(invitationsSeen) },
};
