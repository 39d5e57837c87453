import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvitationId, MemberId, PartnershipId, PersonId } from '@tandem/schema/ids';
import { v5 as derivedId } from 'uuid';
import { type Against, countAttempt, forgiveAttempt } from '../platform/auth/limits.ts';
import { type PersonRow, viewerPerson } from '../platform/auth/person.ts';
import { hashSecret } from '../platform/auth/secret.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Context } from '../platform/context.ts';
import { statement } from '../platform/db/sql.ts';
import { forbidden, Refusal } from '../platform/errors.ts';
import { Invitation, invitationState } from './invitation.entity.ts';
import { lockParty } from './lock-party.ts';
import { Member } from './member.entity.ts';
import type { AcceptInvitationInput } from './member.inputs.ts';
import { tellMembershipChange } from './membership-events.ts';
import { viewerIn } from './membership.ts';
import type { Party } from './party.entity.ts';

const BY_TOKEN = statement<{ id: InvitationId; partnership_id: PartnershipId }, [Buffer]>(
  'invitation_by_token',
  'select id, partnership_id from invitation where token_hash = $1',
);
const MEMBER = statement<{ id: MemberId }, [PartnershipId, PersonId]>(
  'member_of_person',
  'select id from member where partnership_id = $1 and person_id = $2',
);

/** A refusal of a link; `reason` tells a page which one. */
type Reason = 'USED' | 'EXPIRED' | 'REVOKED' | 'ALREADY_MEMBER' | 'OTHER_PARTY';
const refusal = (reason: Reason, message: string): Refusal => new Refusal('CONFLICT', message, { reason });

/**
 * Joins a party. Somebody who left comes back as the member they were, with the invitation's role.
 * @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, CONFLICT with a reason, RATE_LIMITED.
 */
export async function acceptInvitation(
  context: Context,
  { mutationId, token }: AcceptInvitationInput,
): Promise<MemberId> {
  const { services } = context;
  const { personId } = viewerIn(context);
  const attempt: Against[] = [['linkAddress', context.address]];
  await countAttempt(services, attempt);
  const found = await services.sql.row(BY_TOKEN, hashSecret(token));
  if (!found) throw new Refusal('NOT_FOUND', 'This invitation link is not known. Check that you copied all of it.');
  await forgiveAttempt(services, attempt);
  const { id: invitationId, partnership_id: partnershipId } = found;
  const person = await viewerPerson(context);
  // A new member's id follows from the person and the partnership, so that the same mutation in flight twice has one actor.
  const known = await services.sql.row(MEMBER, partnershipId, personId);
  const actorId = known?.id ?? (derivedId(personId, partnershipId) as MemberId);
  const { nodeId } = await recordChange(services, { partnershipId, actorId, mutationId }, async (em) => {
    const now = services.clock.now();
    const invitation = await em.findOneOrFail(
      Invitation,
      { id: invitationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const { party } = await lockParty(em, invitation.partyId);
    const member = await em.findOne(Member, { partnershipId, personId });
    checkLink(invitation, person, member, party, now);
    await join(em, { memberId: actorId, member, invitation, personId, now });
    invitation.acceptedAt = now;
    invitation.acceptedById = actorId;
    return { kind: 'member.joined', nodeType: 'Member', nodeId: actorId, summary: `joined ${party.name}` };
  });
  context.memo.clear();
  tellMembershipChange({ partnershipId, memberId: nodeId as MemberId, left: false });
  return nodeId as MemberId;
}

function checkLink(invitation: Invitation, person: PersonRow, member: Member | null, party: Party, now: Date): void {
  if (member && !member.leftAt)
    throw refusal('ALREADY_MEMBER', 'You belong to this partnership already. Open it from your partnerships.');
  const state = invitationState(invitation, now);
  if (state === 'ACCEPTED') throw refusal('USED', 'This invitation has been used; each works once. Ask for a new one.');
  if (state === 'REVOKED') throw refusal('REVOKED', 'This invitation was withdrawn. Ask for a new one.');
  if (state === 'EXPIRED') throw refusal('EXPIRED', 'This invitation has expired. Ask for a new one.');
  if (invitation.email !== null && invitation.email.toLowerCase() !== person.email.toLowerCase())
    throw forbidden(
      'This invitation is for another e-mail address. Sign in with the address it was sent to, or ask for a new one.',
    );
  // Words are inked in their writer's party: who changed sides would change the ink of what they wrote.
  if (member && member.partyId !== invitation.partyId)
    throw refusal(
      'OTHER_PARTY',
      `You were on the other side of this partnership. Join ${party.name} with another e-mail address.`,
    );
}

interface Joining {
  memberId: MemberId;
  member: Member | null;
  invitation: Invitation;
  personId: PersonId;
  now: Date;
}

async function join(em: EntityManager, { memberId, member, invitation, personId, now }: Joining): Promise<void> {
  const { partnershipId, partyId, role } = invitation;
  if (member) {
    member.role = role;
    member.leftAt = null;
    return;
  }
  const profile = { title: '', expertise: '', joinedAt: now };
  await em.insert(Member, { id: memberId, partnershipId, partyId, personId, role, ...profile });
}
