import type { InvitationId, MemberId, PartnershipId, PartyId, PersonId } from '@tandem/schema/ids';
import type { PartyKind, Role } from '@tandem/schema/partnership/rules';
import { validate as isUuid } from 'uuid';
import type { Context } from '../platform/context.ts';
import { type Statement, statement } from '../platform/db/sql.ts';
import { notFound } from '../platform/errors.ts';
import type { InvitationState } from './enums.ts';
import { invitationState } from './invitation.entity.ts';
import { type PartyRow, viewerIn } from './membership.ts';

/** An invitation as plain data; its token's hash stays in the database. */
export interface InvitationRow {
  __typename: 'Invitation';
  id: InvitationId;
  partnershipId: PartnershipId;
  partyId: PartyId;
  party: PartyRow;
  role: Role;
  email: string | null;
  createdById: MemberId;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  acceptedById: MemberId | null;
  revokedAt: Date | null;
  state: InvitationState;
}
type Stored = Omit<InvitationRow, '__typename' | 'party' | 'state'> & {
  kind: PartyKind;
  partyName: string;
  partyCreatedAt: Date;
};

const COLUMNS = `i.id, i.partnership_id as "partnershipId", i.party_id as "partyId", i.role, i.email, i.created_by as "createdById",
  i.created_at as "createdAt", i.expires_at as "expiresAt", i.accepted_at as "acceptedAt", i.accepted_by as "acceptedById",
  i.revoked_at as "revokedAt", y.kind, y.name as "partyName", y.created_at as "partyCreatedAt"`;
const select = <Params extends readonly unknown[]>(key: string, where: string): Statement<Stored, Params> =>
  statement(
    `invitations_${key}`,
    `select ${COLUMNS} from invitation i join party y on y.id = i.party_id where ${where} order by i.created_at desc, i.id desc`,
  );
const OF_PARTNERSHIP = select<[PartnershipId]>('of_partnership', 'i.partnership_id = $1');
const SEEN = select<[readonly string[], PersonId]>(
  'seen',
  `i.id = any($1) and exists (select 1 from member v
     where v.partnership_id = i.partnership_id and v.person_id = $2 and v.left_at is null)`,
);

interface PreviewRow {
  partnershipName: string;
  partyName: string;
  partyKind: PartyKind;
  role: Role;
  invitedBy: string;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
}
export const invitationPreview = statement<PreviewRow, [Buffer]>(
  'invitation_preview',
  `select s.name as "partnershipName", y.name as "partyName", y.kind as "partyKind", i.role, p.name as "invitedBy",
     i.expires_at as "expiresAt", i.accepted_at as "acceptedAt", i.revoked_at as "revokedAt"
   from invitation i join partnership s on s.id = i.partnership_id join party y on y.id = i.party_id
     join member m on m.id = i.created_by join person p on p.id = m.person_id
   where i.token_hash = $1`,
);

/** Every invitation of a partnership, the newest first. Rights are the caller's to check. */
export async function invitationsOf(context: Context, partnershipId: PartnershipId): Promise<InvitationRow[]> {
  return invitationsFrom(context, await context.services.sql.rows(OF_PARTNERSHIP, partnershipId));
}

/** Of these invitations, those of partnerships that the viewer belongs to. */
export async function invitationsSeen(context: Context, ids: readonly string[]): Promise<InvitationRow[]> {
  return invitationsFrom(context, await context.services.sql.rows(SEEN, ids, viewerIn(context).personId));
}

/** @throws Refusal UNAUTHENTICATED, or NOT_FOUND when there is none or the viewer does not belong to its partnership. */
export async function invitationById(context: Context, id: InvitationId): Promise<InvitationRow> {
  viewerIn(context);
  const [invitation] = isUuid(id) ? await invitationsSeen(context, [id]) : [];
  if (!invitation) throw notFound('invitation');
  return invitation;
}

function invitationsFrom(context: Context, rows: Stored[]): InvitationRow[] {
  const now = context.services.clock.now();
  return rows.map(({ kind, partyName, partyCreatedAt, ...row }) => ({
    __typename: 'Invitation',
    ...row,
    party: {
      __typename: 'Party',
      id: row.partyId,
      partnershipId: row.partnershipId,
      kind,
      name: partyName,
      createdAt: partyCreatedAt,
    },
    state: invitationState(row, now),
  }));
}
