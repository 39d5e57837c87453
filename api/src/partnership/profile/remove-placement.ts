import type { MemberId } from '@tandem/schema/ids';
import { validate as isUuid } from 'uuid';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { editedMember } from './edited-member.ts';
import type { RemovePlacementInput } from './placement.type.ts';

const DELETE = 'delete from placement where id = ? and member_id = ? returning starts_on::text as "startsOn"';

/** @throws Refusal UNAUTHENTICATED, NOT_FOUND, FORBIDDEN for everybody but the member and a lead of their party. */
export async function removePlacement(context: Context, input: RemovePlacementInput): Promise<MemberId> {
  const { actor, target } = await editedMember(context, input.memberId);
  const { partnershipId, id } = target;
  const command = { partnershipId, actorId: actor.id, mutationId: input.mutationId };
  await recordChange(context.services, command, async (em) => {
    const [gone] = isUuid(input.placementId)
      ? await em.execute<{ startsOn: string }[]>(DELETE, [input.placementId, id])
      : [];
    if (!gone) throw notFound('placement');
    const summary = `took out the stay of ${target.name} that started ${gone.startsOn}`;
    return { kind: 'placement.removed', nodeType: 'Member', nodeId: id, summary };
  });
  context.memo.clear();
  return id;
}
