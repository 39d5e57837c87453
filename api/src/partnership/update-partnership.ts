import { LockMode } from '@mikro-orm/core';
import type { PartnershipId } from '@tandem/schema/ids';
import { UpdatePartnership } from '@tandem/schema/partnership/inputs';
import { parseInput } from '../platform/auth/parse-input.ts';
import { recordChange } from '../platform/changes/record-change.ts';
import type { Context } from '../platform/context.ts';
import { memberIn, requireLead } from './membership.ts';
import { Partnership } from './partnership.entity.ts';
import type { UpdatePartnershipInput } from './partnership.inputs.ts';

/** @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
export async function updatePartnership(context: Context, input: UpdatePartnershipInput): Promise<PartnershipId> {
  const member = await memberIn(context, input.partnershipId);
  const { id: actorId, partnershipId } = member;
  requireLead(member);
  const about = parseInput(UpdatePartnership, input);
  await recordChange(context.services, { partnershipId, actorId, mutationId: input.mutationId }, async (em) => {
    const partnership = await em.findOneOrFail(
      Partnership,
      { id: partnershipId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const before = partnership.name;
    em.assign(partnership, about);
    const summary =
      before === about.name ? 'changed the partnership’s details' : `renamed the partnership to ${about.name}`;
    return { kind: 'partnership.updated', nodeType: 'Partnership', nodeId: partnershipId, summary };
  });
  context.memo.clear();
  return partnershipId;
}
