import type { MemberId, PartnershipId } from '@tandem/schema/ids';
import { SetEscalationLadder } from '@tandem/schema/partnership/agreement';
import { validate as isUuid } from 'uuid';
import { parseInput } from '../../platform/auth/parse-input.ts';
import { recordChange } from '../../platform/changes/record-change.ts';
import type { Context } from '../../platform/context.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { memberIn, requireLead } from '../membership.ts';
import type { SetEscalationLadderInput } from './agreement.inputs.ts';
import { sameLadder } from './agreement-state.ts';
import type { LadderLevel } from './ladder.ts';
import { type LockedAgreement, lockAgreement } from './locked-agreement.ts';

const PUT = 'update working_agreement set ladder = ?, updated_at = ? where id = ?';

/** @throws Refusal UNAUTHENTICATED, NOT_FOUND (also for a member of elsewhere), FORBIDDEN for everybody but leads, BAD_USER_INPUT. */
export async function setEscalationLadder(context: Context, input: SetEscalationLadderInput): Promise<PartnershipId> {
  const { services } = context;
  const actor = await memberIn(context, input.partnershipId);
  requireLead(actor);
  const { levels } = parseInput(SetEscalationLadder, input);
  const ladder = levels.map(({ days, memberIds }, i) => ({ level: i + 1, days, memberIds: memberIds as MemberId[] }));
  const { partnershipId } = actor;
  const command = { partnershipId, actorId: actor.id, mutationId: input.mutationId };
  await recordChange(services, command, async (em) => {
    const agreement = await lockAgreement(em, partnershipId);
    for (const level of ladder) requirePeople(level, agreement);
    if (sameLadder(agreement.now.ladder, ladder)) return { unchanged: agreement.id };
    await em.execute(PUT, [JSON.stringify(ladder), services.clock.now(), agreement.id]);
    const summary = `set an escalation ladder of ${ladder.length === 1 ? '1 level' : `${ladder.length} levels`}`;
    return { kind: 'escalationLadder.set', nodeType: 'WorkingAgreement', nodeId: agreement.id, summary };
  });
  context.memo.clear();
  return partnershipId;
}

/** People who are here, of every party. */
export function requirePeople(
  { level, memberIds }: LadderLevel,
  { people, parties }: Pick<LockedAgreement, 'people' | 'parties'>,
): void {
  const here = new Map(people.map((one) => [one.id, one.partyId]));
  if (!memberIds.every((id) => isUuid(id) && here.has(id))) throw notFound('member');
  const present = new Set(memberIds.map((id) => here.get(id)));
  const absent = parties.find(({ id }) => !present.has(id as never));
  if (absent)
    throw badInput(
      `levels.${level - 1}.memberIds`,
      `Level ${level} has nobody of ${absent.name}; each level needs people of both parties.`,
    );
}
