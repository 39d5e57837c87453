import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvitationId, PartyId } from '@tandem/schema/ids';
import { email as emailRule } from '@tandem/schema/partnership/inputs';
import { INVITATION_DAYS, type Role } from '@tandem/schema/partnership/rules';
import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import { parseInput } from '../platform/auth/parse-input.ts';
import { hashSecret, newSecret } from '../platform/auth/secret.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Context } from '../platform/context.ts';
import { badInput, conflict, forbidden } from '../platform/errors.ts';
import { Invitation } from './invitation.entity.ts';
import { lockParty, requireStillLead } from './lock-party.ts';
import type { InviteMemberInput } from './member.inputs.ts';
import { type MemberRow, memberIn, type PartyRow, partyById, requireLead } from './membership.ts';
import { roleWords } from './role-words.ts';

const DAY_MS = 86_400_000;
const Email = v.object({ email: v.nullish(emailRule, null) });
const BELONGS = `select 1 from member m join person p on p.id = m.person_id
  where m.partnership_id = ? and m.left_at is null and lower(p.email) = lower(?)`;

/**
 * An invitation and its link; the link is null when the mutation is a repeat, since its secret is stored nowhere.
 * @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT.
 */
export async function inviteMember(
  context: Context,
  input: InviteMemberInput,
): Promise<{ invitationId: InvitationId; url: string | null }> {
  const { services } = context;
  const { actor, party } = await invitingTo(context, input.partyId);
  const { email } = parseInput(Email, input);
  const { partnershipId, id: actorId } = actor;
  const secret = newSecret();
  const command = { partnershipId, actorId, mutationId: input.mutationId };
  const { nodeId, repeated } = await recordChange(services, command, async (em) => {
    const createdAt = services.clock.now();
    await checkRights(em, actor, party, input.role, createdAt);
    if (email !== null && (await em.execute(BELONGS, [partnershipId, email])).length > 0)
      throw conflict(`${email} belongs to this partnership already.`);
    const id = uuid() as InvitationId;
    await em.insert(Invitation, {
      id,
      partnershipId,
      partyId: party.id,
      role: input.role,
      email,
      tokenHash: hashSecret(secret),
      createdById: actorId,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + INVITATION_DAYS * DAY_MS),
    });
    const summary = `invited ${email ?? 'somebody'} to ${party.name} as ${roleWords[input.role]}`;
    return { kind: 'member.invited', nodeType: 'Invitation', nodeId: id, summary };
  });
  context.memo.clear();
  return {
    invitationId: nodeId as InvitationId,
    url: repeated ? null : `${services.config.publicUrl}/join#${secret}`,
  };
}

async function invitingTo(context: Context, partyId: PartyId): Promise<{ actor: MemberRow; party: PartyRow }> {
  const party = await partyById(context, partyId);
  const actor = await memberIn(context, party.partnershipId);
  requireLead(actor);
  return { actor, party };
}

async function checkRights(
  em: EntityManager,
  actor: MemberRow,
  { id, name }: PartyRow,
  role: Role,
  now: Date,
): Promise<void> {
  const { members } = await lockParty(em, id);
  if (id === actor.partyId) return requireStillLead(members, actor);
  if (members.length > 0) throw forbidden(`Each party runs its own members. Ask a lead of ${name}.`);
  if (role !== 'LEAD')
    throw badInput('role', `The first person of ${name} must be its lead, who then invites the others.`);
  const open = { partyId: id, acceptedAt: null, revokedAt: null, expiresAt: { $gt: now } };
  if ((await em.count(Invitation, open)) > 0)
    throw conflict(`The first lead of ${name} is invited already. Revoke that invitation to make another.`);
}
